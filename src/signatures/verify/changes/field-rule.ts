import type { FormNode } from '../../pdf/form.ts';
import { asDict } from '../../pdf/objects.ts';
import { isLocked } from '../../pdf/permissions.ts';
import { coversPage, hasPlainAppearance, isInvisible } from './appearance-rule.ts';
import { isEmptyValue } from './empty-value.ts';
import { noteWithin, type Step, signatureKey } from './step.ts';

/** What signing writes into a prepared signature field: its value and what is drawn, flags that narrow, a lock. */
const SIGNING_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'F', 'Ff', 'MK', 'M', 'Lock']);

/** What filling writes into a field (ISO 32000-2 §12.7.5); place, name and default appearance stay. */
const FILLING_KEYS: ReadonlySet<string> = new Set(['V', 'AP', 'AS', 'I', 'TI', 'RV', 'Ff', 'M']);

const READ_ONLY = 1;
const PUSH_BUTTON = 1 << 16;

/**
 * Compares one node of the form that was there before. Answers whether it was signed in this step, so that its place may come
 * onto a page.
 */
export function compareField(step: Step, old: FormNode, current: FormNode): boolean {
  const { comparison } = step;
  const changed = comparison.changedKeys(old.dict, current.dict).filter((key) => key !== 'Kids');
  if (old.type === 'Sig') return compareSignatureField(step, old, current, changed);
  const hasOtherValue = !comparison.same(old.value, current.value);
  if (changed.length === 0 && !hasOtherValue) return false;
  const isFilling = changed.every((key) => FILLING_KEYS.has(key));
  if (isLocked(step.permissions.locks, old.name)) step.note('locked-field-changed', 'forbidden', old.name);
  else if (old.type === undefined || !isFilling) step.note('field-changed', 'forbidden', old.name);
  else compareFilling(step, old, current, changed);
  return false;
}

function compareSignatureField(
  step: Step,
  old: FormNode,
  current: FormNode,
  changed: readonly string[],
): boolean {
  const { before, after } = step.comparison;
  const wasSigned = before.resolve(old.value).kind !== 'null';
  const isSigned = after.resolve(current.value).kind !== 'null';
  if (wasSigned || !isSigned) {
    if (changed.length > 0) {
      step.note(wasSigned && !isSigned ? 'signature-removed' : 'field-changed', 'forbidden', old.name);
    }
    return false;
  }
  const kind = step.signed.get(signatureKey(current.value, current.name));
  const changesLock = changed.includes('Lock') && old.dict.entries.has('Lock');
  const isBroken = changesLock || (changed.includes('AP') && sharesAppearance(step, old));
  if (kind === undefined || isBroken || changed.some((key) => !SIGNING_KEYS.has(key))) {
    step.note('field-changed', 'forbidden', old.name);
  } else if (kind === 'signature' && isLocked(step.permissions.locks, old.name)) {
    step.note('locked-field-changed', 'forbidden', old.name);
  } else noteSigned(step, kind, current);
  return true;
}

/** A time-stamp of the document is allowed whatever the certification says (EN 319 142-1 §5.4.3), a signature from level 2. */
export function noteSigned(step: Step, kind: 'signature' | 'timestamp', node: FormNode): void {
  if (coversPage(step, node)) step.note('page-covered', 'doubtful', node.name);
  if (!node.isField) return;
  // Anybody gets a time-stamp, without a key or a name: one that draws something is a mark on the page that nobody answers for.
  const isUnseen = kind === 'timestamp' && isInvisible(step.comparison.after, node);
  if (kind === 'timestamp' && !isUnseen && step.permissions.certified === undefined)
    step.note('timestamp-added', 'doubtful', node.name);
  else if (kind === 'timestamp') noteWithin(step, 'timestamp-added', node.name, isUnseen ? 1 : 2);
  else noteWithin(step, 'signature-added', node.name, 2);
}

/**
 * Filling a field. Without a certification that lets forms be filled, only an empty field may get a value, and it counts only under
 * a signature: a number that nobody sealed is not a number.
 */
function compareFilling(step: Step, old: FormNode, current: FormNode, changed: readonly string[]): void {
  const { comparison, permissions } = step;
  const isSameValue = comparison.same(old.value, current.value);
  const isOnlyNarrowed = isSameValue && changed.every((key) => key === 'Ff' || key === 'M');
  const isForbidden = !isNarrowed(old, current) || (!isOnlyNarrowed && !mayFill(step, old, current));
  if (coversPage(step, current)) step.note('page-covered', 'doubtful', old.name);
  if (isForbidden) step.note('field-changed', 'forbidden', old.name);
  else if (permissions.certified !== undefined) noteWithin(step, 'form-filled', old.name, 2);
  else if (step.isSealed || isOnlyNarrowed) step.note('form-filled', 'permitted', old.name);
  else step.note('form-filled-unsealed', 'doubtful', old.name);
}

/** Of the field's flags only ReadOnly may come, and none may go. */
function isNarrowed(old: FormNode, current: FormNode): boolean {
  const added = current.flags & ~old.flags;
  return (old.flags & ~current.flags) === 0 && (added === 0 || added === READ_ONLY);
}

function mayFill(step: Step, old: FormNode, current: FormNode): boolean {
  const { comparison, permissions } = step;
  const isSameValue = comparison.same(old.value, current.value);
  if (isSameValue || (old.flags & READ_ONLY) !== 0) return false;
  if (sharesAppearance(step, old) || (old.type === 'Btn' && !isTicked(step, old, current))) return false;
  if (permissions.certified !== undefined) return true;
  const wasEmpty = isEmptyValue(comparison.before.resolve(old.value));
  return wasEmpty && (old.type !== 'Tx' || hasPlainAppearance(comparison.after, current));
}

/** A box or a choice keeps its drawings and shows another of them; a push-button has no value to be filled (§12.7.5.2). */
function isTicked({ comparison }: Step, old: FormNode, current: FormNode): boolean {
  if ((old.flags & PUSH_BUTTON) !== 0) return false;
  return comparison.same(old.dict.entries.get('AP'), current.dict.entries.get('AP'));
}

/**
 * What a permitted change replaces must belong to the field alone: an appearance that the rest of the document uses too could be
 * replaced there under cover of a signature.
 */
function sharesAppearance({ comparison }: Step, { dict }: FormNode): boolean {
  const appearance = dict.entries.get('AP');
  const parts = [appearance, ...(asDict(comparison.before.resolve(appearance))?.entries.values() ?? [])];
  return parts.some((part) => part?.kind === 'ref' && comparison.isOutside(part.num));
}
