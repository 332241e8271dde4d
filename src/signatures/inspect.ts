import { createHash } from 'node:crypto';
import type { Inspected } from '../shared/domain/core/command.ts';
import { Sha256 } from '../shared/domain/core/values.ts';
import type { LaterChange, PdfReport, SignatureReport } from '../shared/signature/report.ts';
import { instantOf } from '../shared/text/day.ts';
import { drawnText } from './appearance/drawn-text.ts';
import { openPdf, type PdfFile } from './pdf/file.ts';
import { asString, textOf } from './pdf/objects.ts';
import { PREPARED_FIELDS } from './prepare/prepare.ts';
import { type Sealing, sealingOf, signaturesInOrder } from './sealing.ts';
import { fieldsOf } from './sign/fields.ts';
import { unsignableBecause } from './sign/unsignable.ts';
import { attempt } from './verify/attempt.ts';
import { changesBehind } from './verify/later-changes.ts';

/**
 * What an office must know of a freshly signed file before it counts the signature: that it continues the very bytes that were submitted with nothing but
 * signatures, that nothing is broken, who made the last signature, and what number, date and stamp the page shows. `report` is the verifier's answer for `signed`. A file compared with itself
 * is only asked whether it could be signed; throws `pdf.too-complex` where that cannot be told.
 */
export function inspectSigned(signed: Uint8Array, base: Uint8Array, report: PdfReport): Inspected {
  const signatures = signaturesInOrder(report);
  const last = signatures.at(-1);
  const isReadable = report.integrity !== 'malformed' && report.integrity !== 'encrypted';
  const file = isReadable ? openPdf(signed) : undefined;
  const sealing = file && sealingOf(file, report);
  const values: Partial<Sealing> = sealing ?? (file ? preparedValues(file) : {});
  const fingerprint = Sha256.safeParse(last?.signer?.fingerprint);
  const stampText = file && last && stampOf(file, last.field);
  return {
    continuesBase:
      signed.length > base.length &&
      Buffer.compare(signed.subarray(0, base.length), base) === 0 &&
      (!file || onlySigns(file, base, report)),
    isIntact:
      report.integrity === 'valid' && last !== undefined && endsWith(last, signed.length === base.length),
    signerCertificateSha256: fingerprint.success ? fingerprint.data : undefined,
    ...validityOf(last),
    ...firstSigned(signed, signatures[0]),
    // Number, date and seal that came as three signatures are one sealing.
    signatureCount: signatures.length - (sealing ? 2 : 0),
    numberText: values.number,
    dateText: values.date,
    ...(stampText !== undefined && { stampText }),
    ...(signed.length === base.length && itself(signed, report)),
    onlyExtends: file !== undefined && report.integrity === 'valid' && onlyExtends(file, base, report),
  };
}

/**
 * Whether the last signature ends the file. Of a file by itself, validation data and time-stamps may come behind it: they say nothing on a page, and whoever
 * signed elsewhere may have had them added there.
 */
const endsWith = ({ coversWholeFile, laterChanges }: SignatureReport, isItself: boolean): boolean =>
  coversWholeFile || (isItself && laterChanges.every(isExtension));

function firstSigned(
  signed: Uint8Array,
  first: SignatureReport | undefined,
): Pick<Inspected, 'firstSignedSha256'> {
  if (!first?.signedBytes) return {};
  const digest = createHash('sha256').update(signed.subarray(0, first.signedBytes)).digest('hex');
  return { firstSignedSha256: Sha256.parse(digest) };
}

function validityOf(last: SignatureReport | undefined): Pick<Inspected, 'signerValidity'> {
  if (!last?.signer) return {};
  const { notBefore, notAfter } = last.signer;
  return { signerValidity: { from: instantOf(Date.parse(notBefore)), to: instantOf(Date.parse(notAfter)) } };
}

/** What signing alone leaves behind: the signature, time-stamps, validation data, words about the file that nobody sees on a page. */
const SIGNING: ReadonlySet<LaterChange['code']> = new Set([
  'signature-added',
  'timestamp-added',
  'validation-data',
  'metadata',
]);

/**
 * Whether the revisions behind a base that nobody had signed hold a signature and nothing else: the verifier compares from the first signature on, so that
 * what came onto the page before it would pass for part of what was submitted. A base with a signature is compared by the verifier itself.
 */
function onlySigns(file: PdfFile, base: Uint8Array, { signatures }: PdfReport): boolean {
  const before = attempt(() => openPdf(base).revisions);
  if (!before.ok && before.fault.code === 'pdf.too-complex') throw before.fault;
  const known = before.ok ? before.value.length : 0;
  const [was, is] = [before.ok ? before.value.at(-1) : undefined, file.revisions[known - 1]];
  if (!was || was.head !== is?.head) return false;
  if (signatures.some(({ revision }) => revision !== null && revision <= known)) return true;
  return changesBehind(file, known, signatures).every(
    ({ code, verdict }) => verdict === 'permitted' && SIGNING.has(code),
  );
}

/** Asked of a file by itself: whether the agency could put its signature into it. Throws `pdf.too-complex` where that cannot be told. */
function itself(bytes: Uint8Array, report: PdfReport): Pick<Inspected, 'unsignable'> {
  const unsignable = unsignableBecause(bytes, report);
  return unsignable ? { unsignable } : {};
}

/** What may come behind a signature without a key (EN 319 142-1 §5.4, §5.5): time-stamps, the security store, and the catalogue's word for it. */
const isExtension = ({ code, place }: LaterChange): boolean =>
  code === 'timestamp-added' || code === 'validation-data' || (code === 'metadata' && place === 'Extensions');

/** Whether the revisions behind the base add nothing else, and no signature. */
function onlyExtends(file: PdfFile, base: Uint8Array, { signatures }: PdfReport): boolean {
  const known = file.revisions.filter(({ eof }) => eof !== undefined && eof <= base.length).length;
  return signatures.every(({ kind, revision, laterChanges }) => {
    const isNew = kind === 'signature' && (revision ?? 0) > known;
    return !isNew && laterChanges.every((change) => change.revision <= known || isExtension(change));
  });
}

/** What the last signature's field shows: on a copy and on a separate attachment, words and time instead of a picture. */
const stampOf = (file: PdfFile, field: string): string | undefined =>
  drawnText(file, fieldsOf(file.latest).find(({ name }) => name === field)?.widget?.dict);

/**
 * Number and date in their prepared fields. What the value says and what is drawn must be one: programs read the first, people the second. Where they differ
 * the text is empty, which no register says. Absent where there is no such field or it has no value.
 */
function preparedValues(file: PdfFile): Sealing {
  const fields = fieldsOf(file.latest);
  const textIn = (wanted: string): string | undefined => {
    const field = fields.find(({ name }) => name === wanted);
    const text = asString(field && file.latest.get(field.dict, 'V'));
    if (!text || textOf(text).trim() === '') return undefined;
    return drawnText(file, field?.widget?.dict) === textOf(text).trim() ? textOf(text).trim() : '';
  };
  return { number: textIn(PREPARED_FIELDS.number), date: textIn(PREPARED_FIELDS.date) };
}
