import type { LaterChange } from '../../../shared/signature/report.ts';
import type { FormNode } from '../../pdf/form.ts';
import type { PdfObject } from '../../pdf/objects.ts';
import type { PdfPage } from '../../pdf/pages.ts';
import type { Permissions } from '../../pdf/permissions.ts';
import type { Comparison } from './comparison.ts';

type ChangeCode = LaterChange['code'];
type ChangeVerdict = LaterChange['verdict'];

/** One revision against the one before it: who compares, what was allowed, and where findings are noted. */
export type Step = {
  readonly comparison: Comparison;
  readonly permissions: Permissions;
  /** How this revision is signed, by the identity of the signature that a field got in it. */
  readonly signed: ReadonlyMap<string, 'signature' | 'timestamp'>;
  /** Whether a person's or an agency's signature, of this revision or a later one, covers this revision. */
  readonly isSealed: boolean;
  /** The page that shows a widget in the later revision, by the page's own list; undefined when none does. */
  pageOf(node: Pick<FormNode, 'ref' | 'dict'>): PdfPage | undefined;
  /** What places of signatures and fields have taken of each page, by its number, in the revisions compared so far: in square points. */
  readonly covered: Map<number, number>;
  note(code: ChangeCode, verdict: ChangeVerdict, place: string): void;
};

/** Identity of a signature: the number of its dictionary, or its field's name where it stands directly in it. */
export const signatureKey = (value: PdfObject | undefined, field: string): string =>
  value?.kind === 'ref' ? `${value.num} ${value.gen}` : `/${field}`;

/** What no certification of any level permits, and what a level permits. */
export function noteWithin(step: Step, code: ChangeCode, place: string, needs: 1 | 2 | 3): void {
  const { certified } = step.permissions;
  if (certified !== undefined && certified < needs) step.note('certification-broken', 'forbidden', place);
  else step.note(code, 'permitted', place);
}
