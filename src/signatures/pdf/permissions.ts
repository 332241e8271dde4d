import { type FormNode, walkForm } from './form.ts';
import { asArray, asDict, asInteger, asName, asString, type PdfDict, textOf } from './objects.ts';
import type { PdfView } from './view.ts';

/** Fields that may not change any more: ISO 32000-2 §12.8.2.4 (FieldMDP) and Table 236 (a signature field's /Lock). */
export type FieldLock = {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: ReadonlySet<string>;
};

/** What the signatures that stand in a revision allow those who come after. */
export type Permissions = {
  /** ISO 32000-2 §12.8.2.2: 1 nothing, 2 forms and signatures, 3 annotations too; undefined: nobody certified. */
  readonly certified: 1 | 2 | 3 | undefined;
  readonly locks: readonly FieldLock[];
};

const LOCKED_FIELDS_MAX = 10_000;
/** Parts of a field's name; one with more is taken as locked by any lock. */
const NAME_PARTS_MAX = 64;

/**
 * Gathers what every signed field of the form says, and the certification that the catalogue names (§12.8.6), whose field may be anywhere. A
 * lock or a level whose form is not understood locks everything.
 */
export function permissionsOf(view: PdfView, nodes: readonly FormNode[]): Permissions {
  const locks: FieldLock[] = [];
  const levels: number[] = [];
  const addTransforms = (signature: PdfDict): void => {
    for (const item of asArray(view.get(signature, 'Reference'))?.items ?? []) {
      const reference = asDict(view.resolve(item));
      const parameters = asDict(view.get(reference, 'TransformParams'));
      const method = asName(view.get(reference, 'TransformMethod'));
      if (method === 'DocMDP') levels.push(levelOf(view, parameters) ?? FILL_AND_SIGN);
      if (method === 'FieldMDP') locks.push(parameters ? lockOf(view, parameters) : everything);
    }
  };
  const certification = asDict(view.get(asDict(view.get(view.catalog, 'Perms')), 'DocMDP'));
  if (certification) addTransforms(certification);
  for (const node of walkForm(nodes)) {
    if (node.type !== 'Sig' || !node.isField) continue;
    const signature = asDict(view.resolve(node.value));
    if (!signature) continue;
    const lock = asDict(view.get(node.dict, 'Lock'));
    if (lock) locks.push(lockOf(view, lock));
    const level = levelOf(view, lock);
    if (level !== undefined) levels.push(level);
    addTransforms(signature);
  }
  return { certified: strictest(levels), locks };
}

/** P is 2 where it is not stated (§12.8.2.2, table 257). */
const FILL_AND_SIGN = 2;

/** /P as it stands; what is stated and is no whole number is no level that could be kept. */
function levelOf(view: PdfView, dict: PdfDict | undefined): number | undefined {
  const stated = view.get(dict, 'P');
  return stated.kind === 'null' ? undefined : (asInteger(stated) ?? 0);
}

const everything: FieldLock = { action: 'All', fields: new Set() };

function strictest(levels: readonly number[]): Permissions['certified'] {
  if (levels.length === 0) return undefined;
  const level = Math.min(...levels);
  return level === 2 || level === 3 ? level : 1;
}

/** A lock dictionary or the parameters of a FieldMDP transform. */
export function lockOf(view: PdfView, dict: PdfDict): FieldLock {
  const action = asName(view.get(dict, 'Action'));
  if (action !== 'Include' && action !== 'Exclude') return everything;
  const items = asArray(view.get(dict, 'Fields'))?.items.slice(0, LOCKED_FIELDS_MAX) ?? [];
  const fields = items.flatMap((item) => {
    const name = asString(view.resolve(item));
    view.budget.spend(1 + ((name?.bytes.length ?? 0) >> 4));
    return name ? [textOf(name)] : [];
  });
  return { action, fields: new Set(fields) };
}

/** Whether a lock names the field or a field above it: it holds for everything below. */
export function isLocked(locks: readonly FieldLock[], name: string): boolean {
  const parts = name.split('.', NAME_PARTS_MAX + 1);
  if (parts.length > NAME_PARTS_MAX) return locks.length > 0;
  const paths = parts.map((_, index) => parts.slice(0, index + 1).join('.'));
  return locks.some(({ action, fields }) => {
    if (action === 'All') return true;
    const isNamed = paths.some((path) => fields.has(path));
    return action === 'Include' ? isNamed : !isNamed;
  });
}
