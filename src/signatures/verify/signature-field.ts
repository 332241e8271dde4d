import type { PdfFile } from '../pdf/file.ts';
import { type FormNode, formTreeOf, walkForm } from '../pdf/form.ts';
import { asDict, asRef, asString, latin1, type PdfDict, type PdfObject } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import { attempt } from './attempt.ts';
import { signatureKey } from './changes/step.ts';

/** A signature field with a value, as found in the newest revision that has it. */
export type SignatureField = {
  readonly name: string;
  /** Identity of its signature; one signature shown by several fields is one. */
  readonly key: string;
  readonly value: PdfObject;
  readonly dict: PdfDict | undefined;
  /** The indirect object whose bytes hold the signature dictionary. */
  readonly holder: number | undefined;
  /** The newest revision that has it: the last one, or a signature was taken away later. */
  readonly foundIn: number;
};

/** Signatures beyond these in one file are an attack on patience. */
export const SIGNATURES_MAX = 200;

/** The signature fields with a value in one revision (by the form, never by searching bytes), in the form's order. */
export function signedFieldsOf(
  view: PdfView,
  tree: readonly FormNode[],
  foundIn: number,
): readonly SignatureField[] {
  const found = new Map<string, SignatureField>();
  for (const node of walkForm(tree)) {
    const value = node.type === 'Sig' ? node.dict.entries.get('V') : undefined;
    if (value === undefined) continue;
    const key = signatureKey(value, node.name);
    if (found.has(key) || found.size >= SIGNATURES_MAX) continue;
    const dict = asDict(view.resolve(value));
    found.set(key, { name: node.name, key, value, dict, holder: (asRef(value) ?? node.ref)?.num, foundIn });
  }
  return [...found.values()];
}

/** A number may be used again; what is signed may not. */
const identityOf = ({ key, dict }: SignatureField): string =>
  `${key} ${latin1(asString(dict?.entries.get('Contents'))?.bytes ?? new Uint8Array())}`;

/**
 * Every signature of the file: those of the last revision, and those that an earlier revision had and a later one took away, or
 * replaced by another under the same number. An earlier revision that cannot be read has none that could be judged. Throws `pdf.malformed` when the last one cannot be read.
 */
export function findSignatures(file: PdfFile): readonly SignatureField[] {
  const last = file.revisions.length - 1;
  const found = [...signedFieldsOf(file.latest, formTreeOf(file.latest), last)];
  const keys = new Set(found.map(identityOf));
  for (let index = last - 1; index >= 0; index--) {
    const view = file.view(index);
    const older = attempt(() => signedFieldsOf(view, formTreeOf(view), index));
    if (!older.ok && older.fault.code !== 'pdf.malformed') throw older.fault;
    for (const field of older.ok ? older.value : []) {
      const identity = identityOf(field);
      if (keys.has(identity) || found.length >= SIGNATURES_MAX) continue;
      keys.add(identity);
      found.push(field);
    }
  }
  return found;
}
