import { asArray, asDict, asName, asRef, type PdfObject } from '../../pdf/objects.ts';
import { inheritedOf, type PdfPage } from '../../pdf/pages.ts';
import { isAmbiguous } from './comparison.ts';
import type { FormComparison } from './form-rule.ts';
import type { Step } from './step.ts';

/** Entries that place nothing on the page and may come: the order of the tabulator key, the date of change, the link to the structure. */
const UNSEEN: ReadonlySet<string> = new Set(['Tabs', 'LastModified', 'StructParents']);

/** What draws the page (§7.8): compared through fields and all. */
const DRAWN: ReadonlySet<string> = new Set(['Contents', 'Resources', 'Group']);

type Pages = { readonly old: readonly PdfPage[]; readonly current: readonly PdfPage[] };

/** Compares the pages (ISO 32000-2 §7.7.3) but for their annotations: the same pages in the same order, each frozen. */
export function comparePages(step: Step, { old, current }: Pages): void {
  const isSameOrder =
    old.length === current.length && old.every(({ ref }, index) => ref.num === current[index]?.ref.num);
  if (!isSameOrder) step.note('document-changed', 'forbidden', 'Pages');
  for (const [index, page] of old.entries()) {
    const now = current[index];
    if (now) comparePage(step, { page, now, number: index + 1 });
  }
}

function comparePage(
  step: Step,
  { page, now, number }: { readonly page: PdfPage; readonly now: PdfPage; readonly number: number },
): void {
  const { comparison } = step;
  if (isAmbiguous(page.dict, now.dict)) step.note('page-changed', 'forbidden', String(number));
  for (const key of new Set([...page.dict.entries.keys(), ...now.dict.entries.keys()])) {
    const [old, current] = [page.dict.entries.get(key), now.dict.entries.get(key)];
    if (key === 'Annots') continue;
    const isSame = DRAWN.has(key) ? comparison.sameDrawn(old, current) : comparison.same(old, current);
    if (!isSame && !isUnseen(step, key, old, current)) step.note('page-changed', 'forbidden', String(number));
  }
  const was = inheritedOf(comparison.before, page.dict, 'Resources');
  const is = inheritedOf(comparison.after, now.dict, 'Resources');
  if (!comparison.sameDrawn(was, is)) step.note('page-changed', 'forbidden', String(number));
}

function isUnseen(
  step: Step,
  key: string,
  old: PdfObject | undefined,
  current: PdfObject | undefined,
): boolean {
  if (!UNSEEN.has(key) || (old !== undefined && key !== 'LastModified')) return false;
  return ['null', 'name', 'number', 'string'].includes(step.comparison.after.resolve(current).kind);
}

/** Compares the annotations of every page: what was there stays, what comes is the place of a signature. */
export function compareAnnotations(step: Step, form: FormComparison, { old, current }: Pages): void {
  for (const [index, page] of old.entries()) {
    compareList(step, form, {
      old: page.dict.entries.get('Annots'),
      current: current[index]?.dict.entries.get('Annots'),
      number: index + 1,
    });
  }
}

/** §12.5: what was on the page stays, in its order; what comes is a place of a signature, or an annotation. */
function compareList(
  step: Step,
  form: FormComparison,
  page: {
    readonly old: PdfObject | undefined;
    readonly current: PdfObject | undefined;
    readonly number: number;
  },
): void {
  const { comparison } = step;
  const old = asArray(comparison.before.resolve(page.old))?.items ?? [];
  const current = asArray(comparison.after.resolve(page.current))?.items ?? [];
  let next = 0;
  for (const item of current) {
    const expected = old[next];
    const match = expected === undefined ? 'other' : matchAnnotation(step, expected, item);
    if (match !== 'other') next++;
    if (match === 'changed') noteAnnotation(step, page.number, [expected], [item]);
    if (match === 'other' && !isNewSignaturePlace(step, form, item))
      noteAnnotation(step, page.number, [], [item]);
  }
  if (next < old.length) noteAnnotation(step, page.number, old.slice(next), []);
}

function matchAnnotation(step: Step, old: PdfObject, current: PdfObject): 'same' | 'changed' | 'other' {
  const { comparison } = step;
  const [was, is] = [asRef(old), asRef(current)];
  if (was && is && was.num === is.num) return comparison.same(was, is) ? 'same' : 'changed';
  return comparison.same(old, current) ? 'same' : 'other';
}

function isNewSignaturePlace(step: Step, form: FormComparison, item: PdfObject): boolean {
  const ref = asRef(item);
  // Each place once: a mark that is hung on every page is more than a signature.
  if (ref) return form.newWidgets.delete(ref.num);
  const dict = asDict(step.comparison.after.resolve(item));
  return dict !== undefined && form.newDirectWidgets.has(dict);
}

/** What readers write on a page (ISO 32000-2 §12.5.6.2). A widget, a film, a redaction are no remarks. */
const REMARKS: ReadonlySet<string> = new Set([
  ...[
    'Text',
    'FreeText',
    'Line',
    'Square',
    'Circle',
    'Polygon',
    'PolyLine',
    'Highlight',
    'Underline',
    'Squiggly',
  ],
  ...['StrikeOut', 'Stamp', 'Caret', 'Ink', 'Popup'],
]);

/** Table 257: only a certification of level 3 lets remarks come and go; even then they are shown to a person, not approved. */
function noteAnnotation(
  { comparison: { before, after }, permissions, note }: Step,
  page: number,
  old: readonly (PdfObject | undefined)[],
  current: readonly PdfObject[],
): void {
  const dicts = [
    ...old.map((item) => asDict(before.resolve(item))),
    ...current.map((item) => asDict(after.resolve(item))),
  ];
  const isRemark = dicts.every(
    (dict) =>
      dict &&
      REMARKS.has(asName(dict.entries.get('Subtype')) ?? '') &&
      !dict.entries.has('A') &&
      !dict.entries.has('AA'),
  );
  note(
    'annotation-changed',
    permissions.certified === 3 && isRemark ? 'doubtful' : 'forbidden',
    String(page),
  );
}
