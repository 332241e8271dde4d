import { createHash, hash as hashOnce } from 'node:crypto';
import { assert } from '../../shared/assert.ts';
import { AppError } from '../../shared/errors.ts';
import type { AddObject } from '../appearance/embedded-font.ts';
import { checkSignature, readAlgorithm } from '../asn1/algorithms.ts';
import { readWhole } from '../asn1/read.ts';
import { type Certificate, publicKeyOf } from '../certificates/certificate.ts';
import { buildSignedData, type SigningHash, signedAttributes, signedDataBytesMax } from '../cms/build.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { beginUpdate, type FinishedUpdate, fillHole } from '../pdf/update.ts';
import type { SignRequest } from './request.ts';
import { writeRevision } from './revision.ts';
import { readSigner, type Signer } from './signer.ts';

/** What is appended to the file: to write a large file, copy the original and append this. */
export type SignedTail = { readonly tail: Uint8Array; readonly tailOffset: number };

const HOLE_STEP_BYTES = 256;

const roundUp = (bytes: number): number => Math.ceil(bytes / HOLE_STEP_BYTES) * HOLE_STEP_BYTES;

/** SHA over the file outside the hole (ISO 32000-2 §12.8.1), without putting the pieces together. */
function digestOf(file: PdfFile, { tail, tailOffset, hole }: FinishedUpdate, name: SigningHash): Uint8Array {
  assert(hole, 'a signature has a hole');
  const [, before, after] = hole.byteRange;
  return createHash(name)
    .update(file.bytes)
    .update(tail.subarray(0, before - tailOffset))
    .update(tail.subarray(after - tailOffset))
    .digest();
}

/** A key that is not the certificate's makes a signature nobody can verify: found here, before the file leaves us. */
function demandOwnKey(
  signer: Signer,
  cmsHash: SigningHash,
  attributes: Uint8Array,
  signature: Uint8Array,
): void {
  const key = publicKeyOf(signer.certificate);
  assert(key, 'a signer has a readable key');
  const oid = signer.keyType === 'rsa' ? RSA : ECDSA_UNSPECIFIED;
  if (checkSignature(key, oid, attributes, signature, cmsHash) !== 'valid') {
    throw new AppError('signing.key-mismatch', { name: signer.name });
  }
}

const algorithm = (hex: string) => readAlgorithm(readWhole(Buffer.from(hex, 'hex')));
/** rsaEncryption and id-ecPublicKey: the hash is told beside them. */
const RSA = algorithm('300d06092a864886f70d0101010500');
const ECDSA_UNSPECIFIED = algorithm('300906072a8648ce3d0201');

async function makeCms(request: SignRequest, signer: Signer, contentDigest: Uint8Array): Promise<Uint8Array> {
  const cmsHash = request.hash ?? 'sha256';
  const attributes = signedAttributes(contentDigest, signer.certificate);
  const digest = hashOnce(cmsHash, attributes, 'buffer');
  const signature = await request.key.sign({ hash: cmsHash, digest, message: attributes });
  demandOwnKey(signer, cmsHash, attributes, signature);
  const unsigned = (await request.unsignedAttributes?.(signature)) ?? [];
  const { certificate, chain, keyType } = signer;
  return buildSignedData({ certificate, chain, keyType, hash: cmsHash, attributes, signature, unsigned });
}

function writeUpdate(file: PdfFile, request: SignRequest, signer: Signer, holeBytes: number): FinishedUpdate {
  const update = beginUpdate(file);
  const add: AddObject = (object) => {
    const ref = update.reserve();
    update.put(ref, object);
    return ref;
  };
  writeRevision({ view: file.latest, update, add, request, signer, holeBytes });
  return update.finish();
}

const holeFor = (certificates: readonly Certificate[], reserveBytes = 0): number =>
  roundUp(signedDataBytesMax(certificates, reserveBytes));

/**
 * Signs a PDF with an approval signature (PAdES B-B, EN 319 142-1 §6; ISO 32000-2 §12.8) by appending one revision, and gives
 * what is to be appended. A CMS that does not fit its hole (a longer time-stamp than foreseen) is made once more with a larger one.
 *
 * Throws `AppError`: `pdf.*` for files that cannot be read or are encrypted; `signing.*` for certificates, keys, fields, pictures
 * and for what earlier signatures forbid (see src/shared/words/signing.ts); whatever the key throws. The input is never changed.
 */
export async function signTail(bytes: Uint8Array, request: SignRequest): Promise<SignedTail> {
  const signer = readSigner(request.key, request.at);
  const file = openPdf(bytes);
  let holeBytes = holeFor([signer.certificate, ...signer.chain], request.reserveBytes);
  for (let attempt = 0; ; attempt++) {
    const update = writeUpdate(file, request, signer, holeBytes);
    const cms = await makeCms(request, signer, digestOf(file, update, request.hash ?? 'sha256'));
    const { hole, tail, tailOffset } = update;
    assert(hole, 'a signature has a hole');
    if (cms.length <= holeBytes || attempt > 0) {
      fillHole(tail, hole, cms, tailOffset);
      return { tail, tailOffset };
    }
    holeBytes = roundUp(cms.length * 2);
  }
}

/** `signTail` with the whole signed file as the answer: the given bytes, untouched, and the new revision behind them. */
export async function signPdf(bytes: Uint8Array, request: SignRequest): Promise<Uint8Array> {
  const { tail } = await signTail(bytes, request);
  return Buffer.concat([bytes, tail]);
}
