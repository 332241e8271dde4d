import { assert } from '../../shared/assert.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { pdfDict, pdfName, withEntries } from '../pdf/objects.ts';
import { beginUpdate, type FinishedUpdate, fillHole } from '../pdf/update.ts';
import { askTimestamp, type TimestampAnswer, type TimestampAuthority } from '../timestamp/authority.ts';
import { fieldsOf } from './fields.ts';
import { piecesOf } from './pieces.ts';
import { openField } from './target.ts';

/** Room for a token with its chain; one that needs more is asked for again. */
const HOLE_BYTES = 10 * 1024;
const FIELD_PREFIX = 'DauThoiGian';

/** EN 319 142-1 §5.4.3: a DocTimeStamp dictionary in an invisible signature field; no /M, because the token says the time. */
function writeTimestamp(file: PdfFile, holeBytes: number): FinishedUpdate {
  const view = file.latest;
  const update = beginUpdate(file);
  const { field } = openField(view, update, fieldsOf(view), { newField: { prefix: FIELD_PREFIX } });
  const value = update.reserve();
  const dict = pdfDict({
    Type: pdfName('DocTimeStamp'),
    Filter: pdfName('Adobe.PPKLite'),
    SubFilter: pdfName('ETSI.RFC3161'),
  });
  update.putSignature(value, dict, holeBytes);
  update.put(field.ref, withEntries(field.dict, { V: value }));
  return update.finish();
}

export type Stamped =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly at: Date }
  | Extract<TimestampAnswer, { ok: false }>;

/**
 * Appends a document time-stamp over the whole file (ISO 32000-2 §12.8.5; EN 319 142-1 §5.4.3): proof for everything before it. An authority
 * that gives none is told as data. Throws `pdf.*` for files that cannot be continued.
 */
export async function stampDocument(bytes: Uint8Array, authority: TimestampAuthority): Promise<Stamped> {
  const file = openPdf(bytes);
  let holeBytes = HOLE_BYTES;
  for (let attempt = 0; ; attempt++) {
    const update = writeTimestamp(file, holeBytes);
    const answer = await askTimestamp(authority, piecesOf(file, update));
    if (!answer.ok) return answer;
    if (answer.token.length <= holeBytes || attempt > 0) {
      assert(update.hole, 'a time-stamp has a hole');
      fillHole(update.tail, update.hole, answer.token, update.tailOffset);
      return { ok: true, bytes: update.whole(), at: answer.at };
    }
    holeBytes = answer.token.length * 2;
  }
}
