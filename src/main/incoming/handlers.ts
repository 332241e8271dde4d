import type { Input, Output } from '../../shared/contract/contract.ts';
import type { IncomingRow } from '../../shared/contract/incoming.ts';
import { readCursor, writeCursor } from '../document/cursor.ts';
import { referenceKey } from '../document/reference-key.ts';
import { documentsWithFile } from '../files/document-files.ts';
import { pageOne, pagesIn, textOfFile } from '../files/text-of-file.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { suggestFrom } from '../intake/suggest.ts';
import { alarmsFor, countAttention, readAttention } from './attention.ts';
import { getDetail } from './detail.ts';
import { exportIncomingList } from './export-list.ts';
import { listByText } from './list-by-text.ts';
import { printIncomingForm } from './print-form.ts';
import { countViews, findRow, readPage, readRow, withReference } from './store.ts';

export const incomingHandlers: Handlers<
  | 'incoming.list'
  | 'incoming.countViews'
  | 'incoming.countAttention'
  | 'incoming.listAlarms'
  | 'incoming.get'
  | 'incoming.findDuplicates'
  | 'incoming.suggestFields'
  | 'incoming.exportList'
  | 'incoming.printForm'
> = {
  'incoming.list': listPage,
  'incoming.exportList': (context, input) => exportIncomingList(context, listPage, input),
  'incoming.printForm': (context, input) => printIncomingForm(context, input),
  'incoming.countViews': ({ db, ports }) => countViews(db, ports.profile.officialId),
  'incoming.countAttention': ({ db, ports, today }) => countAttention(db, ports.profile.officialId, today()),
  'incoming.listAlarms': ({ db, actor }) => alarmsFor(db, actor().id, actor().roles),
  'incoming.get': (context, { documentId }) => getDetail(context, documentId),
  'incoming.findDuplicates': ({ db, ports }, { sha256, codeNumber, codeNotation, organName, except }) => {
    const { officialId } = ports.profile;
    const sameFile = sha256 ? documentsWithFile(db, sha256) : [];
    const byFile = sameFile
      .filter(({ kind }) => kind === 'incoming')
      .flatMap(({ documentId }) => findRow(db, documentId, officialId) ?? []);
    const byReference = withReference(db, referenceKey(codeNumber, codeNotation, organName), officialId);
    const seen = new Set<string>(except ? [except] : []);
    const once = ({ documentId }: { documentId: string }): boolean =>
      !seen.has(documentId) && seen.add(documentId).size > 0;
    return [
      ...byFile.filter(once).map((each) => ({ row: readRow(each), because: 'same-file' as const })),
      ...byReference.filter(once).map((each) => ({ row: readRow(each), because: 'same-reference' as const })),
    ];
  },
  'incoming.suggestFields': async (context, { sha256 }) => {
    const text = await textOfFile(context, sha256);
    const pageCount = pagesIn(text);
    return { ...suggestFrom(pageOne(text)), ...(pageCount > 0 && { pageCount }) };
  },
};

const mapped = ({ rows, next }: ReturnType<typeof readPage>) => ({
  rows: rows.map(readRow) as IncomingRow[],
  next,
});

function listPage(context: QueryContext, input: Input<'incoming.list'>): Output<'incoming.list'> {
  const { db, ports, today } = context;
  const { view, urgency, text, attention, limit } = input;
  const { officialId } = ports.profile;
  const after = readCursor(input.after);
  if (attention) {
    const { rows, next } = readAttention(db, { attention, limit, officialId, today: today(), after });
    return { rows: [...rows], ...(next && { next: writeCursor(next) }) };
  }
  const page = { view, urgency, limit, after, officialId };
  const isFiltered = text !== undefined && text.trim() !== '';
  const found = isFiltered ? listByText(db, page, text) : undefined;
  const { rows, next } = found ?? mapped(readPage(db, page));
  return { rows, ...(next && { next: writeCursor(next) }) };
}
