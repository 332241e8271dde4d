import type { LaterChange, PdfReport } from '../../shared/signature/report.ts';
import type { PdfFile } from '../pdf/file.ts';
import { formTreeOf } from '../pdf/form.ts';
import { permissionsOf } from '../pdf/permissions.ts';
import { attempt } from './attempt.ts';
import { endsAt } from './byte-range.ts';
import { compareDocuments } from './changes/catalog-rule.ts';
import { createComparison } from './changes/comparison.ts';
import type { Step } from './changes/step.ts';
import { widgetPages } from './changes/widget-page.ts';
import { isPlainlyWritten } from './changes/writing.ts';
import { findSignatures } from './signature-field.ts';

/** A signature that signs a revision, as the comparison needs it. */
export type Signing = {
  readonly key: string;
  readonly kind: 'signature' | 'timestamp';
  readonly revision: number;
  readonly end: number;
  /** Forged or about other bytes: such a signature seals nothing. */
  readonly isBroken: boolean;
};

/** Readers look for `startxref` in so many last bytes (Adobe's limit), and look for objects by themselves where they do not find it. */
const TAIL_BYTES_MAX = 1024;

/** Changes told for one revision and verdict; further ones would say nothing new. */
const CHANGES_MAX = 50;

/**
 * What happened in each revision after the first signed one, each compared with the one before it (revision by revision, a
 * whitelist, unknown = modified). Keyed by the revision that made the change. A revision that cannot be read is told as
 * `unreadable`; `pdf.too-complex` is thrown on.
 */
export function gatherLaterChanges(
  file: PdfFile,
  signings: readonly Signing[],
): ReadonlyMap<number, readonly LaterChange[]> {
  const changes = new Map<number, readonly LaterChange[]>();
  const last = file.revisions.length - 1;
  const first = Math.min(...signings.map(({ revision }) => revision));
  const covered: Step['covered'] = new Map();
  for (let index = first + 1; index <= last; index++)
    changes.set(index, [...compareRevision(file, { signings, covered }, index), ...flawsIn(file, index)]);
  const end = Math.max(file.revisions[last]?.eof ?? 0, ...signings.map((signing) => signing.end));
  const signed = Math.max(...signings.map((signing) => signing.end));
  if (
    signings.length > 0 &&
    (!endsAt(file.bytes, end) || (signed < file.bytes.length && isTailFarOff(file)))
  ) {
    changes.set(last + 1, [{ code: 'trailing-bytes', verdict: 'forbidden', revision: last + 1, place: '' }]);
  }
  return changes;
}

/** The end of the file is every reader's way into it: a later signature that covers what hides it makes nothing good for those before. */
const flawsIn = (file: PdfFile, index: number): readonly LaterChange[] =>
  isPlainlyWritten(file, index) && (index < file.revisions.length - 1 || !isTailFarOff(file))
    ? []
    : [{ code: 'written-ambiguously', verdict: 'forbidden', revision: index + 1, place: '' }];

/** Whether so much stands behind it that readers do not find the end of the file. */
function isTailFarOff({ bytes }: PdfFile): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('startxref');
  return bytes.length - tail > TAIL_BYTES_MAX;
}

/**
 * What the revisions behind the first `known` ones changed, each compared with the one before it, whether anybody had signed that or not. `signatures` are
 * the verifier's findings for the same file.
 */
export function changesBehind(
  file: PdfFile,
  known: number,
  signatures: PdfReport['signatures'],
): readonly LaterChange[] {
  const keys = new Map(findSignatures(file).map(({ name, key }) => [name, key]));
  const signings = signatures.flatMap(({ field, kind, revision, signedBytes }): readonly Signing[] => {
    const key = keys.get(field);
    if (key === undefined || revision === null) return [];
    return [{ key, kind, revision: revision - 1, end: signedBytes ?? 0, isBroken: false }];
  });
  const covered: Step['covered'] = new Map();
  return file.revisions
    .slice(known)
    .flatMap(({ index }) => compareRevision(file, { signings, covered }, index));
}

/** What the comparisons of a file's revisions, oldest first, know of each other. */
type Course = { readonly signings: readonly Signing[] } & Pick<Step, 'covered'>;

function compareRevision(
  file: PdfFile,
  { signings, covered }: Course,
  index: number,
): readonly LaterChange[] {
  const notes = new Map<string, LaterChange>();
  const revision = index + 1;
  const result = attempt(() => {
    const before = file.view(index - 1);
    const after = file.view(index);
    compareDocuments({
      comparison: createComparison(before, after, file.budget),
      permissions: permissionsOf(before, formTreeOf(before)),
      signed: new Map(
        signings.filter((signing) => signing.revision === index).map(({ key, kind }) => [key, kind]),
      ),
      isSealed: signings.some(
        ({ kind, isBroken, revision: signed }) => kind === 'signature' && !isBroken && signed >= index,
      ),
      pageOf: widgetPages(after),
      covered,
      note(code, verdict, place) {
        const alike = [...notes.values()].filter((change) => change.verdict === verdict).length;
        if (alike < CHANGES_MAX) notes.set(`${verdict} ${code} ${place}`, { code, verdict, revision, place });
      },
    });
  });
  if (result.ok) return [...notes.values()];
  if (result.fault.code === 'pdf.too-complex') throw result.fault;
  return [...notes.values(), { code: 'unreadable', verdict: 'forbidden', revision, place: '' }];
}
