import type { Certificate } from '../certificates/certificate.ts';
import { parseSignedData } from '../cms/parse.ts';
import { signedContent } from '../cms/signed-content.ts';
import { checkSigner, type SignerCheck } from '../cms/signer-info.ts';
import { checkTimestamp, parseTimestampToken } from '../cms/timestamp-token.ts';
import type { PdfFile } from '../pdf/file.ts';
import { asString, isName } from '../pdf/objects.ts';
import { gatherByteRange } from '../verify/byte-range.ts';
import { findSignatures, type SignatureField } from '../verify/signature-field.ts';

/** A certificate that vouches for something in the file, with those that came along. */
export type Witness = {
  readonly certificate: Certificate;
  readonly carried: readonly Certificate[];
};

/** A token with its statement, not yet judged. */
export type StampWitness = Witness & { readonly at: Date };

/** One signature or document time-stamp of a file whose signatures are intact. */
export type FoundSignature = {
  /** The whole /Contents, padding included. */
  readonly contents: Uint8Array;
  readonly revision: number;
  /** Who signed the document; undefined for a document time-stamp. */
  readonly signer: Witness | undefined;
  /** The signature's own time-stamps, or the document time-stamp itself. */
  readonly stamps: readonly StampWitness[];
};

const nothing = signedContent([]);

const witnessOf = (check: SignerCheck | undefined): Witness | undefined =>
  check?.certificate && { certificate: check.certificate, carried: check.certificates };

function stampOf(der: Uint8Array): readonly StampWitness[] {
  const token = parseTimestampToken(der);
  if (!token.ok) return [];
  const { info, signer } = checkTimestamp(token.value, nothing);
  const witness = witnessOf(signer);
  return witness ? [{ ...witness, at: info.at }] : [];
}

function read(file: PdfFile, field: SignatureField): readonly FoundSignature[] {
  const contents = asString(field.dict?.entries.get('Contents'))?.bytes;
  const { revision } = gatherByteRange(file, field);
  if (!contents || revision === undefined) return [];
  if (isName(file.latest.get(field.dict, 'SubFilter'), 'ETSI.RFC3161')) {
    return [{ contents, revision, signer: undefined, stamps: stampOf(contents) }];
  }
  const cms = parseSignedData(contents);
  const [info] = cms.ok ? cms.value.signers : [];
  if (!cms.ok || !info) return [];
  const check = checkSigner(cms.value, info, nothing);
  return [{ contents, revision, signer: witnessOf(check), stamps: check.timestampTokens.flatMap(stampOf) }];
}

/** The signatures and document time-stamps of a file, for whoever has already made sure that they are intact. */
export const foundSignatures = (file: PdfFile): readonly FoundSignature[] =>
  findSignatures(file).flatMap((field) => read(file, field));
