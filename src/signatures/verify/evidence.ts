import type { LaterChange } from '../../shared/signature/report.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { readBareSignature } from '../cms/bare-signature.ts';
import { CMS_CERTIFICATES_MAX, parseSignedData, type SignedData } from '../cms/parse.ts';
import { type SignedContent, signedContent } from '../cms/signed-content.ts';
import { checkSigner, type SignerCheck } from '../cms/signer-info.ts';
import {
  checkTimestamp,
  parseTimestampToken,
  type TimestampCheck,
  type TimestampInfo,
} from '../cms/timestamp-token.ts';
import type { PdfFile } from '../pdf/file.ts';
import { formTreeOf } from '../pdf/form.ts';
import { asArray, asName, asRef, asString, latin1 } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/view.ts';
import { idOf } from './answers.ts';
import { attempt } from './attempt.ts';
import { type ByteRangeFacts, gatherByteRange } from './byte-range.ts';
import { createComparison } from './changes/comparison.ts';
import { type SignatureField, signedFieldsOf } from './signature-field.ts';

export type SubFilter = 'detached' | 'cades' | 'sha1' | 'bare' | 'timestamp';

const SUB_FILTERS: Readonly<Record<string, SubFilter>> = {
  'adbe.pkcs7.detached': 'detached',
  'ETSI.CAdES.detached': 'cades',
  'adbe.pkcs7.sha1': 'sha1',
  'adbe.x509.rsa_sha1': 'bare',
  'ETSI.RFC3161': 'timestamp',
};

/** A time-stamp token inside a signature, checked against what it should have stamped. Whether its authority is trusted is another question. */
export type TokenEvidence =
  | { readonly ok: true; readonly id: string; readonly cms: SignedData; readonly check: TimestampCheck }
  | { readonly ok: false };

export type CmsEvidence = {
  readonly signed: SignedData;
  /** Nothing but zeros follows the signature in /Contents. */
  readonly isPaddedWithZeros: boolean;
  readonly signer: SignerCheck | undefined;
  /** The document's digest equals what the token or the old SHA-1 form carries; undefined where neither is used. */
  readonly carriedDigestFits: boolean | undefined;
  /** The statement of a document time-stamp. */
  readonly token: TimestampInfo | undefined;
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
  /** Tokens over the signature value. */
  readonly timestamps: readonly TokenEvidence[];
  /** Tokens over the content, made before the signature. */
  readonly contentTimestamps: readonly TokenEvidence[];
  readonly laterChanges: readonly LaterChange[];
};

/** What can be gathered of one signature before it is known what came after. */
export function gatherSignature(
  file: PdfFile,
  field: SignatureField,
  known: readonly Certificate[],
): SignatureEvidence {
  const view = file.view(field.foundIn);
  const subFilter = SUB_FILTERS[asName(view.get(field.dict, 'SubFilter')) ?? ''];
  const byteRange = gatherByteRange(file, field);
  const contents = asString(view.get(field.dict, 'Contents'))?.bytes;
  const content = contentOf(file, byteRange);
  const bare = subFilter === 'bare' ? certificatesIn(view, field) : undefined;
  const cms = contents && content && gatherCms({ contents, content, subFilter, known, bare });
  const claimed = asString(view.get(field.dict, 'M'));
  const signer = subFilter === 'timestamp' ? undefined : cms?.signer;
  return {
    field,
    kind: subFilter === 'timestamp' ? 'timestamp' : 'signature',
    subFilter,
    claimed: claimed && latin1(claimed.bytes),
    byteRange,
    inSignedRevision: placeOf(file, field, byteRange.revision),
    cms,
    timestamps: signer ? gatherTokens(signer.timestampTokens, signedContent([signer.signer.signature])) : [],
    contentTimestamps: signer && content ? gatherTokens(signer.contentTokens, content) : [],
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

/** /Cert of a bare signature: one certificate, or the signer's and those above it. */
const certificatesIn = (view: PdfView, { dict }: SignatureField): readonly Uint8Array[] => {
  const value = view.get(dict, 'Cert');
  return (asArray(value)?.items ?? [value])
    .slice(0, CMS_CERTIFICATES_MAX)
    .flatMap((item) => asString(view.resolve(item))?.bytes ?? []);
};

type Signing = {
  readonly contents: Uint8Array;
  readonly content: SignedContent;
  readonly subFilter: SubFilter | undefined;
  readonly known: readonly Certificate[];
  /** Certificates beside a bare signature. */
  readonly bare: readonly Uint8Array[] | undefined;
};

function gatherCms({ contents, content, subFilter, known, bare }: Signing): CmsEvidence | undefined {
  if (subFilter === 'timestamp') return gatherToken(contents, content);
  const signed = bare ? readBareSignature(contents, bare, content) : parseSignedData(contents);
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
    token: undefined,
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
    token: check.info,
  };
}

/** The tokens over `content` (EN 319 122-1 §5.2.8, §5.3): over the signature value, or over the document before it was signed. */
const gatherTokens = (ders: readonly Uint8Array[], content: SignedContent): readonly TokenEvidence[] =>
  ders.map((der) => {
    const token = parseTimestampToken(der);
    if (!token.ok) return { ok: false };
    return { ok: true, id: idOf(der), cms: token.value.cms, check: checkTimestamp(token.value, content) };
  });

/** Whether every cryptographic part of a signer's own statement holds. */
export const isSound = (signer: SignerCheck | undefined): boolean =>
  signer?.identification.outcome === 'passed' &&
  signer.integrity.outcome === 'passed' &&
  signer.signatureValue.outcome === 'passed';
