import type { LaterChange } from '../../shared/signature/report.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { checkPath, type PathCheck, type PathPurpose } from '../certificates/path.ts';
import { parseSignedData, type SignedData } from '../cms/parse.ts';
import { type SignedContent, signedContent } from '../cms/signed-content.ts';
import { certificatesOf, checkSigner, type SignerCheck } from '../cms/signer-info.ts';
import { checkTimestamp, parseTimestampToken, type TimestampCheck } from '../cms/timestamp-token.ts';
import type { PdfFile } from '../pdf/file.ts';
import { formTreeOf } from '../pdf/form.ts';
import type { Budget } from '../pdf/limits.ts';
import { asName, asRef, asString, latin1 } from '../pdf/objects.ts';
import { attempt } from './attempt.ts';
import { type ByteRangeFacts, gatherByteRange } from './byte-range.ts';
import { createComparison } from './changes/comparison.ts';
import { type SignatureField, signedFieldsOf } from './signature-field.ts';

/** What a verifier is given beside the file. */
export type VerifyContext = {
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly at: Date;
  readonly offline: boolean;
  readonly budget: Budget;
};

/** A public key operation in steps of the budget: so many that the clock is looked at after each path. */
const PATH_STEPS = 4096;

export type SubFilter = 'detached' | 'cades' | 'sha1' | 'timestamp';

const SUB_FILTERS: Readonly<Record<string, SubFilter>> = {
  'adbe.pkcs7.detached': 'detached',
  'ETSI.CAdES.detached': 'cades',
  'adbe.pkcs7.sha1': 'sha1',
  'ETSI.RFC3161': 'timestamp',
};

/** A time-stamp token and whether its authority is trusted. */
export type TimestampEvidence =
  | { readonly ok: true; readonly check: TimestampCheck; readonly path: PathCheck | undefined }
  | { readonly ok: false };

export type CmsEvidence = {
  readonly signed: SignedData;
  /** Nothing but zeros follows the signature in /Contents. */
  readonly isPaddedWithZeros: boolean;
  readonly signer: SignerCheck | undefined;
  /** The document's digest equals what the token or the old SHA-1 form carries; undefined where neither is used. */
  readonly carriedDigestFits: boolean | undefined;
  /** The statement of a document time-stamp. */
  readonly stampedAt: Date | undefined;
};

/** Everything about one signature that the checks judge. Nothing here is a verdict. */
export type SignatureEvidence = {
  readonly field: SignatureField;
  readonly kind: 'signature' | 'timestamp';
  readonly subFilter: SubFilter | undefined;
  /** Claimed time of signing (/M), as written. */
  readonly claimed: string | undefined;
  readonly byteRange: ByteRangeFacts;
  /** The field held this very signature when it was signed, and it still says the same. */
  readonly inSignedRevision: 'same' | 'changed' | 'absent';
  readonly cms: CmsEvidence | undefined;
  readonly timestamps: readonly TimestampEvidence[];
  readonly laterChanges: readonly LaterChange[];
};

/** What can be gathered of one signature before it is known what came after. */
export function gatherSignature(
  file: PdfFile,
  field: SignatureField,
  known: readonly Certificate[],
  context: VerifyContext,
): SignatureEvidence {
  const view = file.view(field.foundIn);
  const subFilter = SUB_FILTERS[asName(view.get(field.dict, 'SubFilter')) ?? ''];
  const byteRange = gatherByteRange(file, field);
  const contents = asString(view.get(field.dict, 'Contents'))?.bytes;
  const content = contentOf(file, byteRange);
  const cms = contents && content && gatherCms(contents, content, subFilter, known);
  const claimed = asString(view.get(field.dict, 'M'));
  return {
    field,
    kind: subFilter === 'timestamp' ? 'timestamp' : 'signature',
    subFilter,
    claimed: claimed && latin1(claimed.bytes),
    byteRange,
    inSignedRevision: placeOf(file, field, byteRange.revision),
    cms,
    timestamps: cms?.signer && subFilter !== 'timestamp' ? gatherTimestamps(cms.signer, known, context) : [],
    laterChanges: [],
  };
}

function contentOf({ bytes }: PdfFile, { range }: ByteRangeFacts): SignedContent | undefined {
  if (!range) return undefined;
  const [start, length, next, rest] = range;
  return signedContent([bytes.subarray(start, start + length), bytes.subarray(next, next + rest)]);
}

/** The dictionary is the same in the signed and in the last revision; a field that was not there signs nothing. */
function placeOf(
  file: PdfFile,
  field: SignatureField,
  revision: number | undefined,
): SignatureEvidence['inSignedRevision'] {
  if (revision === undefined || revision > field.foundIn) return 'absent';
  const then = file.view(revision);
  const now = file.view(field.foundIn);
  const fields = attempt(() => signedFieldsOf(then, formTreeOf(then), revision));
  if (!fields.ok && fields.fault.code === 'pdf.too-complex') throw fields.fault;
  const match = fields.ok ? fields.value.find(({ key }) => key === field.key) : undefined;
  if (match?.name !== field.name) return 'absent';
  const comparison = createComparison(then, now, file.budget);
  // A transform names the catalogue as its data (§12.8.2): what became of the catalogue is another question.
  const root = asRef(then.trailer.entries.get('Root'));
  if (root) comparison.rule(root.num, 'other');
  return comparison.same(match.value, field.value) ? 'same' : 'changed';
}

function gatherCms(
  contents: Uint8Array,
  content: SignedContent,
  subFilter: SubFilter | undefined,
  known: readonly Certificate[],
): CmsEvidence | undefined {
  if (subFilter === 'timestamp') return gatherToken(contents, content);
  const signed = parseSignedData(contents);
  if (!signed.ok) return undefined;
  const [signer] = signed.value.signers;
  // ISO 32000-1 §12.8.3.3.1: the old form carries the SHA-1 of the document as its content.
  const carried = subFilter === 'sha1' ? signed.value.content : undefined;
  return {
    signed: signed.value,
    isPaddedWithZeros: isZero(contents, signed.value.length),
    signer: signer && checkSigner(signed.value, signer, carried ? signedContent([carried]) : content, known),
    carriedDigestFits:
      subFilter === 'sha1'
        ? carried !== undefined && Buffer.compare(carried, content.digest('sha1')) === 0
        : undefined,
    stampedAt: undefined,
  };
}

const isZero = (bytes: Uint8Array, from: number): boolean => bytes.subarray(from).every((byte) => byte === 0);

function gatherToken(contents: Uint8Array, content: SignedContent): CmsEvidence | undefined {
  const token = parseTimestampToken(contents);
  if (!token.ok) return undefined;
  const check = checkTimestamp(token.value, content);
  return {
    signed: token.value.cms,
    isPaddedWithZeros: isZero(contents, token.value.cms.length),
    signer: check.signer,
    carriedDigestFits: check.coversContent,
    stampedAt: check.info.at,
  };
}

/** Signature time-stamps (EN 319 122-1 §5.3): tokens over the signature value. */
function gatherTimestamps(
  signer: SignerCheck,
  known: readonly Certificate[],
  context: VerifyContext,
): readonly TimestampEvidence[] {
  return signer.timestampTokens.map((der) => {
    const token = parseTimestampToken(der);
    if (!token.ok) return { ok: false };
    const check = checkTimestamp(token.value, signedContent([signer.signer.signature]));
    const path = check.signer?.certificate && timestampPath(check.signer, token.value.cms, known, context);
    return { ok: true, check, path };
  });
}

/** The path of a time-stamping authority, judged at the present: its own statement cannot vouch for it. */
export const timestampPath = (
  signer: SignerCheck,
  cms: SignedData,
  known: readonly Certificate[],
  context: VerifyContext,
): PathCheck | undefined =>
  pathOf(signer, [...certificatesOf(cms), ...known], context, { at: context.at, purpose: 'time-stamping' });

/** The path of a signer's certificate for a purpose at a time. */
export function pathOf(
  signer: SignerCheck,
  candidates: readonly Certificate[],
  { anchors, intermediates, budget }: VerifyContext,
  asked: { readonly at: Date; readonly purpose: PathPurpose },
): PathCheck | undefined {
  if (!signer.certificate) return undefined;
  budget.spend(PATH_STEPS);
  const { certificate } = signer;
  return checkPath({ certificate, candidates: [...candidates, ...intermediates], anchors, ...asked });
}

/** Whether every cryptographic part of a signer's own statement holds. */
export const isSound = (signer: SignerCheck | undefined): boolean =>
  signer?.identification.outcome === 'passed' &&
  signer.integrity.outcome === 'passed' &&
  signer.signatureValue.outcome === 'passed';
