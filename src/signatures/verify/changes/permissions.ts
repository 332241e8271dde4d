import { type FormNode, walkForm } from '../../pdf/form.ts';
import { asArray, asDict, asInteger, asName, asString, type PdfDict, textOf } from '../../pdf/objects.ts';
import type { PdfView } from '../../pdf/view.ts';

/** Fields that may not change any more: ISO 32000-2 §12.8.2.4 (FieldMDP) and Table 236 (a signature field's /Lock). */
export type FieldLock = {
  readonly action: 'All' | 'Include' | 'Exclude';
  readonly fields: readonly string[];
};

/** What the signatures that stand in a revision allow those who come after. */
export type Permissions = {
  /** ISO 32000-2 §12.8.2.2: 1 nothing, 2 forms and signatures, 3 annotations too; undefined: nobody certified. */
  readonly certified: 1 | 2 | 3 | undefined;
  readonly locks: readonly FieldLock[];
};

const LOCKED_FIELDS_MAX = 10_000;

/** Gathers the permissions of every signed field of `nodes`. A lock whose form is not understood locks everything. */
export function permissionsOf(view: PdfView, nodes: readonly FormNode[]): Permissions {
  const locks: FieldLock[] = [];
  const levels: number[] = [];
  for (const node of walkForm(nodes)) {
    if (node.type !== 'Sig' || !node.isField) continue;
    const signature = asDict(view.resolve(node.value));
    if (!signature) continue;
    const lock = asDict(view.get(node.dict, 'Lock'));
    if (lock) {
      locks.push(lockOf(view, lock));
      const level = asInteger(view.get(lock, 'P'));
      if (level !== undefined) levels.push(level);
    }
    for (const item of asArray(view.get(signature, 'Reference'))?.items ?? []) {
      const reference = asDict(view.resolve(item));
      const parameters = asDict(view.get(reference, 'TransformParams'));
      const method = asName(view.get(reference, 'TransformMethod'));
      if (method === 'DocMDP') levels.push(asInteger(view.get(parameters, 'P')) ?? 2);
      if (method === 'FieldMDP') locks.push(parameters ? lockOf(view, parameters) : everything);
    }
  }
  return { certified: strictest(levels), locks };
}

const everything: FieldLock = { action: 'All', fields: [] };

function strictest(levels: readonly number[]): Permissions['certified'] {
  if (levels.length === 0) return undefined;
  const level = Math.min(...levels);
  return level === 2 || level === 3 ? level : 1;
}

function lockOf(view: PdfView, dict: PdfDict): FieldLock {
  const action = asName(view.get(dict, 'Action'));
  if (action !== 'Include' && action !== 'Exclude') return everything;
  const items = asArray(view.get(dict, 'Fields'))?.items.slice(0, LOCKED_FIELDS_MAX) ?? [];
  const fields = items.flatMap((item) => {
    const name = asString(view.resolve(item));
    return name ? [textOf(name)] : [];
  });
  return { action, fields };
}

/** Whether a lock names the field or a field above it. */
export function isLocked(locks: readonly FieldLock[], name: string): boolean {
  return locks.some(({ action, fields }) => {
    if (action === 'All') return true;
    const isNamed = fields.some((field) => name === field || name.startsWith(`${field}.`));
    return action === 'Include' ? isNamed : !isNamed;
  });
}
