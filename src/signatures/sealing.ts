import type { PdfReport, SignatureReport } from '../shared/signature/report.ts';
import { drawnText } from './appearance/drawn-text.ts';
import type { PdfFile } from './pdf/file.ts';
import { fieldsOf } from './sign/fields.ts';
import { SEALING_FIELDS } from './sign/seal-signed.ts';

/** How an office counts the signatures of a paper, oldest first: each person's one, and the agency's number, date and seal together as one. */
export type Sealing = {
  /** The three signatures that make one sealing; absent where number and date are prepared fields. */
  readonly number: string | undefined;
  readonly date: string | undefined;
};

const ORDER = [SEALING_FIELDS.number, SEALING_FIELDS.date, SEALING_FIELDS.seal] as const;

/** Signatures in the order in which they were made; time-stamps of the document are none. */
export const signaturesInOrder = (report: PdfReport): readonly SignatureReport[] =>
  report.signatures
    .filter(({ kind }) => kind === 'signature')
    .toSorted((a, b) => (a.revision ?? 0) - (b.revision ?? 0));

/**
 * The sealing that ends a paper which came signed without fields for number and date: the last three signatures stand in our three fields, one after
 * another, by one certificate. Number and date are what these fields draw. Undefined where the paper does not end so.
 */
export function sealingOf(file: PdfFile, report: PdfReport): Sealing | undefined {
  const last = signaturesInOrder(report).slice(-ORDER.length);
  const isOurs = ORDER.every((name, index) => last[index]?.field === name);
  const signers = new Set(last.map(({ signer }) => signer?.fingerprint));
  if (!isOurs || signers.size !== 1 || signers.has(undefined)) return undefined;
  const fields = fieldsOf(file.latest);
  const shown = (name: string) => drawnText(file, fields.find((field) => field.name === name)?.widget?.dict);
  return { number: shown(SEALING_FIELDS.number), date: shown(SEALING_FIELDS.date) };
}
