import { AppError } from '../../shared/errors.ts';
import {
  PREFLIGHT_CODES,
  PREFLIGHT_FINDINGS_MAX,
  type PreflightCode,
  type PreflightFinding,
  type PreflightWeight,
} from '../../shared/signature/preflight.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { PDF_LIMITS, type PdfLimits } from '../pdf/limits.ts';
import { asDict, asInteger, asString, type PdfDict, textOf } from '../pdf/objects.ts';
import { geometryOf } from '../pdf/page-geometry.ts';
import { type PdfPage, pagesOf } from '../pdf/pages.ts';
import { acroFormOf, type FormField, fieldsOf, sizeOf } from '../sign/fields.ts';
import { coveredText } from './covered-text.ts';
import { type Noted, walkObjects } from './walk.ts';

const WEIGHTS: Readonly<Record<PreflightCode, PreflightWeight>> = {
  encrypted: 'stop',
  unreadable: 'stop',
  xfa: 'stop',
  javascript: 'stop',
  launch: 'stop',
  'covered-text': 'warn',
  'external-content': 'stop',
  action: 'warn',
  layers: 'warn',
  'hidden-field': 'warn',
  'embedded-file': 'warn',
  multimedia: 'warn',
  'unembedded-font': 'note',
  signed: 'note',
  unchecked: 'warn',
};

const WHAT_LETTERS_MAX = 200;
/** Content of this many pages is painted in thought; what stands behind is told as unchecked. */
const PAGES_PAINTED_MAX = 500;
/** Hidden and NoView (ISO 32000-2 §12.5.3). */
const UNSEEN_FLAGS = 2 + 32;

type Collected = {
  readonly add: (finding: Noted) => void;
  readonly found: () => readonly PreflightFinding[];
};

/** Each reason once for each thing and page, worst first, at most 100. */
function collect(): Collected {
  const kept = new Map<string, PreflightFinding>();
  return {
    add: ({ code, what = '', page, place }) => {
      const key = `${code}/${what}/${page ?? ''}/${place ? `${place.x},${place.y}` : ''}`;
      if (kept.has(key) || kept.size >= PREFLIGHT_FINDINGS_MAX) return;
      const name = what.normalize('NFC').slice(0, WHAT_LETTERS_MAX);
      const where = { ...(page !== undefined && { page }), ...(place && { place }) };
      kept.set(key, { code, weight: WEIGHTS[code], what: name, ...where });
    },
    found: () =>
      [...kept.values()].toSorted(
        (a, b) =>
          PREFLIGHT_CODES.indexOf(a.code) - PREFLIGHT_CODES.indexOf(b.code) || (a.page ?? 0) - (b.page ?? 0),
      ),
  };
}

/**
 * What a signer should know of a PDF before he signs it: scripts, layers, hidden fields, content from outside, words under a cover, fonts that are not
 * there (EN 319 142-1; the shadow attacks on signed PDFs prepare just these). Pure and total: whatever the bytes are, the answer is a list, worst
 * first, within `limits.timeMsMax`; what could not be looked at is told as `unchecked`, never passed over. Places are as a reader sees the page.
 */
export function preflight(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS): readonly PreflightFinding[] {
  const collected = collect();
  try {
    look(openPdf(bytes, limits), collected.add);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    const isTooMuch = fault.code === 'pdf.too-complex' || fault.code === 'pdf.too-large';
    collected.add({ code: isTooMuch ? 'unchecked' : 'unreadable' });
  }
  return collected.found();
}

function look(file: PdfFile, add: (finding: Noted) => void): void {
  if (file.encrypted) {
    add({ code: 'encrypted' });
    return;
  }
  const view = file.latest;
  if (acroFormOf(view)?.dict.entries.has('XFA') || view.catalog.entries.has('NeedsRendering'))
    add({ code: 'xfa' });
  const pages = pagesOf(view);
  const fields = fieldsOf(view);
  for (const field of fields) lookAtField(file, pages, field, add);
  walkObjects(file, pages, add);
  for (const [index, page] of pages.entries()) {
    if (index >= PAGES_PAINTED_MAX) {
      add({ code: 'unchecked', page: index + 1 });
      break;
    }
    lookUnderCovers(file, page, index + 1, add);
  }
}

function lookAtField(
  file: PdfFile,
  pages: readonly PdfPage[],
  field: FormField,
  add: (finding: Noted) => void,
): void {
  const view = file.latest;
  if (field.type === 'Sig') {
    if (asDict(field.get('V'))) add({ code: 'signed', what: signerOf(field) });
    return;
  }
  const { widget } = field;
  const flags = asInteger(view.get(widget?.dict, 'F')) ?? 0;
  const size = widget && sizeOf(view, widget.dict);
  const isSeen = size && size.width > 0 && size.height > 0 && (flags & UNSEEN_FLAGS) === 0;
  if (isSeen) return;
  const page = widget && pageNumberOf(pages, widget.dict);
  add({ code: 'hidden-field', what: field.name, ...(page !== undefined && { page }) });
}

/** The claimed name, or the field's when the signature states none. */
function signerOf(field: FormField): string {
  const signature = asDict(field.get('V'));
  const name = asString(signature?.entries.get('Name'));
  return name ? textOf(name) : field.name;
}

function pageNumberOf(pages: readonly PdfPage[], widget: PdfDict): number | undefined {
  const ref = widget.entries.get('P');
  const index = ref?.kind === 'ref' ? pages.findIndex((page) => page.ref.num === ref.num) : -1;
  return index < 0 ? undefined : index + 1;
}

function lookUnderCovers(file: PdfFile, page: PdfPage, number: number, add: (finding: Noted) => void): void {
  const geometry = geometryOf(file.latest, page.dict);
  try {
    for (const cover of coveredText(file, page))
      add({ code: 'covered-text', page: number, place: { page: number, ...geometry.toShown(cover) } });
  } catch (fault) {
    if (!(fault instanceof AppError) || fault.code === 'pdf.too-complex') throw fault;
    add({ code: 'unchecked', page: number });
  }
}
