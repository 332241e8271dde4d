import type { PlaceOnPage, PreflightCode } from '../../shared/signature/preflight.ts';
import type { PdfFile } from '../pdf/file.ts';
import {
  asArray,
  asDict,
  asName,
  asString,
  isName,
  type PdfDict,
  type PdfObject,
  textOf,
} from '../pdf/objects.ts';
import { cornersOf, geometryOf } from '../pdf/page-geometry.ts';
import { type PdfPage, pagesOf } from '../pdf/pages.ts';
import type { PdfView } from '../pdf/view.ts';

/** A finding before it is weighed. */
export type Noted = {
  readonly code: PreflightCode;
  readonly what?: string;
  readonly page?: number;
  readonly place?: PlaceOnPage;
};

type Note = (finding: Noted) => void;
type Seen = { readonly view: PdfView; readonly dict: PdfDict; readonly isStream: boolean };

/** ISO 32000-2 §12.6.4: what runs, sends or opens something. A link to another place or page of the web does nothing by itself. */
const ACTIONS: ReadonlyMap<string, PreflightCode> = new Map<string, PreflightCode>([
  ['JavaScript', 'javascript'],
  ['Launch', 'launch'],
  ['GoToR', 'action'],
  ['GoToE', 'action'],
  ['SubmitForm', 'action'],
  ['ImportData', 'action'],
  ['ResetForm', 'action'],
  ['Hide', 'action'],
  ['SetOCGState', 'layers'],
  ['Rendition', 'multimedia'],
  ['Movie', 'multimedia'],
  ['Sound', 'multimedia'],
  ['RichMediaExecute', 'multimedia'],
  ['GoTo3DView', 'multimedia'],
]);
const MOVING: ReadonlySet<string> = new Set(['RichMedia', 'Screen', 'Movie', 'Sound', '3D']);

const textAt = ({ view, dict }: Seen, ...keys: readonly string[]): string => {
  for (const key of keys) {
    const text = asString(view.get(dict, key));
    if (text) return textOf(text);
  }
  return '';
};

function noteAction({ view, dict }: Seen, note: Note): void {
  const action = asName(view.get(dict, 'S')) ?? '';
  const code = ACTIONS.get(action);
  if (code) note({ code, what: code === 'javascript' || code === 'launch' ? '' : action });
  else if (dict.entries.has('JS') && !dict.entries.has('Type')) note({ code: 'javascript' });
}

function noteOutside(seen: Seen, note: Note): void {
  const { view, dict, isStream } = seen;
  const isFileSpecification =
    isName(view.get(dict, 'Type'), 'Filespec') || isName(view.get(dict, 'FS'), 'URL');
  if (isName(view.get(dict, 'FS'), 'URL')) note({ code: 'external-content', what: textAt(seen, 'UF', 'F') });
  else if (isFileSpecification && dict.entries.has('EF'))
    note({ code: 'embedded-file', what: textAt(seen, 'UF', 'F') });
  // §7.3.8.2: a stream with /F takes its data from another file; §8.10.4: a form with /Ref from another document.
  if (isStream && dict.entries.has('F')) note({ code: 'external-content', what: textAt(seen, 'F') });
  if (isStream && isName(view.get(dict, 'Subtype'), 'Form') && dict.entries.has('Ref'))
    note({ code: 'external-content' });
}

function noteFont({ view, dict }: Seen, note: Note): void {
  if (!isName(view.get(dict, 'Type'), 'Font')) return;
  const kind = asName(view.get(dict, 'Subtype'));
  // A Type 3 font is drawn by streams of this file; a Type 0 font is judged by its descendant.
  if (kind === 'Type3' || kind === 'Type0') return;
  const descriptor = asDict(view.get(dict, 'FontDescriptor'));
  const isEmbedded = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.entries.has(key));
  if (!isEmbedded) note({ code: 'unembedded-font', what: asName(view.get(dict, 'BaseFont')) ?? '' });
}

/** Without /OCProperties no viewer can turn a group off, so only groups that it lists count. */
function noteLayers(file: PdfFile, note: Note): void {
  const view = file.latest;
  const groups = asArray(view.get(asDict(view.get(view.catalog, 'OCProperties')), 'OCGs'))?.items ?? [];
  for (const group of groups.slice(0, 100)) {
    const dict = asDict(view.resolve(group));
    if (dict) note({ code: 'layers', what: textAt({ view, dict, isStream: false }, 'Name') });
  }
}

function noteDict(seen: Seen, note: Note): void {
  noteAction(seen, note);
  noteOutside(seen, note);
  noteFont(seen, note);
  if (MOVING.has(asName(seen.view.get(seen.dict, 'Subtype')) ?? '') && seen.dict.entries.has('Rect'))
    note({ code: 'multimedia' });
}

/** Annotations say where they stand; what hangs below them is told with that place. */
function placeOf(
  { view, dict }: Seen,
  page: PdfPage | undefined,
  number: number | undefined,
): PlaceOnPage | undefined {
  if (!page || number === undefined || !dict.entries.has('Subtype')) return undefined;
  const corners = cornersOf(view, view.get(dict, 'Rect'));
  return corners && { page: number, ...geometryOf(view, page.dict).toShown(corners) };
}

/** What hangs on the catalogue and is not a page's own: its tree is walked page by page. */
const ELSEWHERE: ReadonlySet<string> = new Set(['Parent', 'Pages', 'P', 'StructTreeRoot']);

type Waiting = { readonly object: PdfObject; readonly place: PlaceOnPage | undefined };

/** Walks everything that a viewer can reach, each object once, pages first so that what is found knows its page. Spends the file's budget. */
export function walkObjects(file: PdfFile, pages: readonly PdfPage[], note: Note): void {
  noteLayers(file, note);
  const seen = walkPages(file, pages, note);
  walkFrom(file, seen, file.latest.catalog, note, {});
}

function walkPages(file: PdfFile, pages: readonly PdfPage[], note: Note): Set<number> {
  const seen = new Set<number>(pages.map(({ ref }) => ref.num));
  for (const [index, page] of pages.entries())
    walkFrom(file, seen, page.dict, note, { page, number: index + 1 });
  return seen;
}

/**
 * Refuses a file of which something that its pages reach cannot be read: nobody could say later whether it was changed, and the verifier takes no such
 * signature for intact. Throws `pdf.malformed`, `pdf.too-complex`.
 */
export const demandReadablePages = (file: PdfFile): void =>
  void walkPages(file, pagesOf(file.latest), () => undefined);

function walkFrom(
  file: PdfFile,
  seen: Set<number>,
  root: PdfObject,
  note: Note,
  { page, number }: { readonly page?: PdfPage; readonly number?: number },
): void {
  const { latest: view, budget } = file;
  const waiting: Waiting[] = [{ object: root, place: undefined }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    budget.spend();
    const { object, place } = next;
    if (object.kind === 'ref') {
      if (seen.has(object.num)) continue;
      seen.add(object.num);
      waiting.push({ object: view.resolve(object), place });
      continue;
    }
    if (object.kind === 'array') for (const item of object.items) waiting.push({ object: item, place });
    const dict = asDict(object);
    if (!dict) continue;
    const one: Seen = { view, dict, isStream: object.kind === 'stream' };
    const own = placeOf(one, page, number) ?? place;
    noteDict(one, (finding) =>
      note({ ...finding, ...(number !== undefined && { page: number }), ...(own && { place: own }) }),
    );
    for (const [key, value] of dict.entries)
      if (!ELSEWHERE.has(key)) waiting.push({ object: value, place: own });
  }
}
