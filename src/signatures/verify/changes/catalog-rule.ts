import { formTreeOf, walkForm } from '../../pdf/form.ts';
import { asArray, asDict, asRef, asStream, isName, type PdfDict, type PdfObject } from '../../pdf/objects.ts';
import { pagesOf } from '../../pdf/pages.ts';
import { isAmbiguous, type Ruled } from './comparison.ts';
import { compareForm } from './form-rule.ts';
import { compareAnnotations, comparePages } from './page-rule.ts';
import { noteWithin, type Step } from './step.ts';
import { hasGrown } from './structure-rule.ts';

/** Entries that say something about the file and draw nothing: they may come and change, and are told. */
const DESCRIPTIVE: ReadonlySet<string> = new Set(['Extensions', 'Version', 'MarkInfo']);

/** EN 319 142-1 §5.4.2.2 and Table 257 of ISO 32000-2. */
const DSS_KEYS: ReadonlySet<string> = new Set(['Type', 'Certs', 'OCSPs', 'CRLs', 'VRI']);

/**
 * Compares two revisions from their roots (ISO 32000-2 §7.7.2). Everything is frozen but what a rule names; what no rule names
 * and differs is a modification. Throws `pdf.malformed` or `pdf.too-complex` when a revision cannot be read.
 */
export function compareDocuments(step: Step): void {
  const { comparison } = step;
  const { before, after } = comparison;
  const forms = { old: formTreeOf(before), current: formTreeOf(after) };
  const pages = { old: pagesOf(before), current: pagesOf(after) };
  // What has a rule of its own is named first, so that no comparison runs into it by the way.
  const roots = [before.trailer.entries.get('Root'), before.catalog.entries.get('AcroForm')];
  for (const root of roots) rule(step, asRef(root)?.num, 'other');
  for (const node of walkForm(forms.old)) rule(step, node.ref?.num, 'other');
  for (const page of pages.old) rule(step, page.ref.num, 'page');

  const [old, current] = [before.catalog, after.catalog];
  if (isAmbiguous(old, current)) step.note('document-changed', 'forbidden', 'Catalog');
  for (const key of new Set([...old.entries.keys(), ...current.entries.keys()])) {
    if (key !== 'AcroForm') compareEntry(step, key, old.entries.get(key), current.entries.get(key));
  }
  comparePages(step, pages);
  comparison.closeOutside();
  compareAnnotations(step, compareForm(step, forms), pages);
  compareTrailers(step);
}

function rule(step: Step, num: number | undefined, kind: Ruled): void {
  if (num !== undefined) step.comparison.rule(num, kind);
}

function compareEntry(
  step: Step,
  key: string,
  old: PdfObject | undefined,
  current: PdfObject | undefined,
): void {
  const { comparison } = step;
  if (comparison.same(old, current)) return;
  if (key === 'DSS') compareDss(step, old, current);
  else if (DESCRIPTIVE.has(key)) noteWithin(step, 'metadata', key, 1);
  else if (key === 'Metadata' && isMetadata(step, current)) noteWithin(step, 'metadata', key, 1);
  else if (key === 'StructTreeRoot') compareStructure(step, old, current);
  else step.note('document-changed', 'forbidden', key);
}

/** The logical structure (§14.7) may grow by what describes new places of signatures; what it said of the signed text stays. */
function compareStructure(step: Step, old: PdfObject | undefined, current: PdfObject | undefined): void {
  if (old !== undefined && hasGrown(step.comparison, old, current))
    noteWithin(step, 'metadata', 'StructTreeRoot', 2);
  else step.note('document-changed', 'forbidden', 'StructTreeRoot');
}

const isMetadata = (step: Step, current: PdfObject | undefined): boolean =>
  isName(asStream(step.comparison.after.resolve(current))?.dict.entries.get('Type'), 'Metadata');

/** Certificates and revocation answers may be added, never taken away. */
function compareDss(step: Step, old: PdfObject | undefined, current: PdfObject | undefined): void {
  const { before, after } = step.comparison;
  const [was, is] = [asDict(before.resolve(old)), asDict(after.resolve(current))];
  const isDss = is !== undefined && [...is.entries.keys()].every((key) => DSS_KEYS.has(key));
  const itemsOf = (view: typeof before, dict: PdfDict | undefined, key: string) =>
    asArray(view.get(dict, key))?.items ?? [];
  const isLess = ['Certs', 'OCSPs', 'CRLs'].some((key) => {
    const items = itemsOf(after, is, key);
    const isKept = (item: PdfObject) => items.some((other) => step.comparison.same(item, other));
    return itemsOf(before, was, key).some(
      (item, index) => !step.comparison.same(item, items[index]) && !isKept(item),
    );
  });
  if (!isDss || isLess) step.note('document-changed', 'forbidden', 'DSS');
  else noteWithin(step, 'validation-data', 'DSS', 1);
}

/** The trailer (§7.5.5): who made the file and when may change; what the document is may not. */
function compareTrailers(step: Step): void {
  const { comparison } = step;
  const [old, current] = [comparison.before.trailer.entries, comparison.after.trailer.entries];
  if (!comparison.same(old.get('Info'), current.get('Info'))) noteWithin(step, 'metadata', 'Info', 1);
  if (!comparison.same(old.get('Encrypt'), current.get('Encrypt'))) {
    step.note('document-changed', 'forbidden', 'Encrypt');
  }
}
