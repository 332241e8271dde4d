import type { FormNode } from '../../pdf/form.ts';
import { coversValue, isInvisible } from './appearance-rule.ts';
import { noteSigned } from './field-rule.ts';
import { noteWithin, type Step, signatureKey } from './step.ts';

/** What a new signature field may have: its name, its place, its signature. No actions, no optional content. */
const NEW_FIELD_KEYS: ReadonlySet<string> = new Set([
  ...[
    'Type',
    'Subtype',
    'FT',
    'T',
    'TU',
    'TM',
    'NM',
    'M',
    'V',
    'Ff',
    'F',
    'Rect',
    'P',
    'Parent',
    'Kids',
    'AP',
    'AS',
  ],
  ...['MK', 'Lock', 'SV', 'DA', 'DR', 'Q', 'H', 'BS', 'Border', 'StructParent', 'Contents', 'C', 'CA', 'DV'],
]);

export type Existing = {
  /** Names of all fields that were there. */
  readonly names: ReadonlySet<string>;
  /** All nodes of the later revision. */
  readonly fields: readonly FormNode[];
};

/**
 * A node that was not there before: only a signature field with its signature made in this revision, or an empty one that draws
 * nothing (a visible one could cover what was signed).
 */
export function compareNewField(step: Step, node: FormNode, there: Existing): void {
  const isContainer = node.type === undefined && node.isField && node.kids.length > 0;
  if (!isAllowed(step, node, there.names, isContainer)) {
    step.note('field-changed', 'forbidden', node.name);
    return;
  }
  for (const kid of node.kids) compareNewField(step, kid, there);
  if (isContainer) return;
  const kind = step.signed.get(signatureKey(node.value, node.name));
  if (coversValue(step, node, there.fields)) step.note('page-covered', 'doubtful', node.name);
  if (kind !== undefined) noteSigned(step, kind, node);
  else if (node.isField) noteWithin(step, 'signature-field-added', node.name, 2);
}

function isAllowed(step: Step, node: FormNode, names: ReadonlySet<string>, isContainer: boolean): boolean {
  if ([...node.dict.entries.keys()].some((key) => !NEW_FIELD_KEYS.has(key))) return false;
  if (node.dict.duplicates.length > 0) return false;
  // A new field must not pass for an old one, nor a place of a field for a signature.
  if (node.isField ? names.has(node.name) : node.dict.entries.has('V')) return false;
  if (isContainer) return true;
  if (node.type !== 'Sig') return false;
  const { after } = step.comparison;
  if (after.resolve(node.value).kind === 'null') return isInvisible(after, node);
  return step.signed.has(signatureKey(node.value, node.name));
}
