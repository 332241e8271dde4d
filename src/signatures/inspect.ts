import type { Inspected } from '../shared/domain/core/command.ts';
import { Sha256 } from '../shared/domain/core/values.ts';
import type { PdfReport, SignatureReport } from '../shared/signature/report.ts';
import { openPdf } from './pdf/file.ts';
import { asString, textOf } from './pdf/objects.ts';
import { PREPARED_FIELDS } from './prepare/prepare.ts';
import { fieldsOf } from './sign/fields.ts';

/**
 * What an office must know of a freshly signed file before it counts the signature: that it continues the very bytes that were submitted, that
 * nothing is broken, who made the last signature, and what the prepared fields say. `report` is the verifier's answer for `signed`.
 */
export function inspectSigned(signed: Uint8Array, base: Uint8Array, report: PdfReport): Inspected {
  const signatures = report.signatures.filter(({ kind }) => kind === 'signature');
  const last = newest(signatures);
  const isReadable = report.integrity !== 'malformed' && report.integrity !== 'encrypted';
  const values = isReadable ? preparedValues(signed) : {};
  const fingerprint = Sha256.safeParse(last?.signer?.fingerprint);
  return {
    continuesBase: signed.length > base.length && Buffer.compare(signed.subarray(0, base.length), base) === 0,
    isIntact: report.integrity === 'valid' && last?.coversWholeFile === true,
    signerCertificateSha256: fingerprint.success ? fingerprint.data : undefined,
    signatureCount: signatures.length,
    numberText: values.number,
    dateText: values.date,
  };
}

const newest = (signatures: readonly SignatureReport[]): SignatureReport | undefined =>
  signatures.reduce<SignatureReport | undefined>(
    (best, each) => ((each.revision ?? 0) >= (best?.revision ?? 0) ? each : best),
    undefined,
  );

/** The values of the number and date fields in the last revision; absent where the page has no such field or it is empty. */
function preparedValues(bytes: Uint8Array): { number?: string; date?: string } {
  const view = openPdf(bytes).latest;
  const textIn = (wanted: string): string | undefined => {
    const field = fieldsOf(view).find(({ name }) => name === wanted);
    const text = asString(field && view.get(field.dict, 'V'));
    const value = text && textOf(text).trim();
    return value === '' ? undefined : value;
  };
  const [number, date] = [textIn(PREPARED_FIELDS.number), textIn(PREPARED_FIELDS.date)];
  return { ...(number !== undefined && { number }), ...(date !== undefined && { date }) };
}
