import { AppError } from '../../shared/errors.ts';
import {
  asArray,
  asDict,
  asInteger,
  asName,
  asString,
  isName,
  type PdfDict,
  type PdfObject,
  textOf,
} from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import type { FormField } from './fields.ts';

/** SignatureFieldLock or FieldMDP parameters (ISO 32000-2 §12.7.5.5, §12.8.2.4): which fields a signature closes. */
export type FieldLock =
  | { readonly action: 'All' }
  | { readonly action: 'Include' | 'Exclude'; readonly fields: readonly string[] };

const NO_CHANGES = 1;

export function lockOf(view: PdfView, object: PdfObject): FieldLock | undefined {
  const dict = asDict(object);
  const action = asName(view.get(dict, 'Action'));
  if (action === 'All') return { action };
  if (action !== 'Include' && action !== 'Exclude') return undefined;
  const fields = (asArray(view.get(dict, 'Fields'))?.items ?? []).flatMap((item) => {
    const name = asString(view.resolve(item));
    return name ? [textOf(name)] : [];
  });
  return { action, fields };
}

/** A lock on a field holds for everything below it. */
function closes(lock: FieldLock, field: string): boolean {
  if (lock.action === 'All') return true;
  const isNamed = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
  return lock.action === 'Include' ? isNamed : !isNamed;
}

const referencesOf = (view: PdfView, signature: PdfDict): readonly PdfDict[] =>
  (asArray(view.get(signature, 'Reference'))?.items ?? []).flatMap(
    (item) => asDict(view.resolve(item)) ?? [],
  );

function isFinal(view: PdfView, signature: PdfDict): boolean {
  return referencesOf(view, signature).some((reference) => {
    if (!isName(view.get(reference, 'TransformMethod'), 'DocMDP')) return false;
    // P is 2 where it is not stated (§12.8.2.2, table 257).
    return asInteger(view.get(asDict(view.get(reference, 'TransformParams')), 'P')) === NO_CHANGES;
  });
}

function locksOf(view: PdfView, field: FormField, signature: PdfDict): readonly FieldLock[] {
  const transforms = referencesOf(view, signature)
    .filter((reference) => isName(view.get(reference, 'TransformMethod'), 'FieldMDP'))
    .map((reference) => view.get(reference, 'TransformParams'));
  return [...transforms, view.get(field.dict, 'Lock')].flatMap((object) => lockOf(view, object) ?? []);
}

export type Permissions = {
  /** Throws `signing.field-locked` when an earlier signature closed the field. */
  readonly demandOpen: (field: string) => void;
};

/**
 * What the signatures already in the file allow. Throws `signing.certified-final` when one of them forbids every change (DocMDP
 * P = 1, or a lock dictionary with P = 1). P = 2 and 3 allow signing.
 */
export function permissionsOf(view: PdfView, fields: readonly FormField[]): Permissions {
  const signed = fields.flatMap((field) => {
    const signature = field.type === 'Sig' ? asDict(field.get('V')) : undefined;
    return signature ? [{ field, signature }] : [];
  });
  const certified = asDict(view.get(asDict(view.get(view.catalog, 'Perms')), 'DocMDP'));
  const isLockedWhole = ({ field }: { field: FormField }) =>
    asInteger(view.get(asDict(view.get(field.dict, 'Lock')), 'P')) === NO_CHANGES;
  const isClosed =
    (certified && isFinal(view, certified)) ||
    signed.some((one) => isFinal(view, one.signature) || isLockedWhole(one));
  if (isClosed) throw new AppError('signing.certified-final');
  const locks = signed.flatMap(({ field, signature }) => locksOf(view, field, signature));
  return {
    demandOpen: (field) => {
      if (locks.some((lock) => closes(lock, field))) throw new AppError('signing.field-locked', { field });
    },
  };
}
