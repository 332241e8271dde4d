import { hash as hashOnce } from 'node:crypto';
import { assert } from '../../shared/assert.ts';
import { AppError } from '../../shared/errors.ts';
import type { AddObject } from '../appearance/embedded-font.ts';
import { checkSignature, readAlgorithm } from '../asn1/algorithms.ts';
import { readWhole } from '../asn1/read.ts';
import { type Certificate, publicKeyOf } from '../certificates/certificate.ts';
import {
  buildSignedData,
  type SignatureScheme,
  type SigningHash,
  signatureAlgorithm,
  signedAttributes,
  signedDataBytesMax,
} from '../cms/build.ts';
import { signedContent } from '../cms/signed-content.ts';
import { openPdf, type PdfFile } from '../pdf/file.ts';
import { beginUpdate, type FinishedUpdate, fillHole } from '../pdf/update.ts';
import { piecesOf } from './pieces.ts';
import type { SignRequest } from './request.ts';
import { writeRevision } from './revision.ts';
import { readSigner, type Signer } from './signer.ts';

/** What is appended to the file: to write a large file, copy the original and append this. */
export type SignedTail = { readonly tail: Uint8Array; readonly tailOffset: number };

const HOLE_STEP_BYTES = 256;

const roundUp = (bytes: number): number => Math.ceil(bytes / HOLE_STEP_BYTES) * HOLE_STEP_BYTES;

/** PSS only of a key that says it can: a token would else fail after its PIN was asked. */
function schemeOf({ key, padding }: SignRequest, { keyType, name }: Signer): SignatureScheme {
  if (keyType === 'ec') return 'ecdsa';
  if (padding !== 'pss') return 'rsa';
  if (!key.canPss) throw new AppError('signing.padding-unsupported', { name });
  return 'rsa-pss';
}

/** A key that is not the certificate's makes a signature nobody can verify: found here, before the file leaves us. */
function demandOwnKey(signer: Signer, how: Scheme, attributes: Uint8Array, signature: Uint8Array): void {
  const key = publicKeyOf(signer.certificate);
  assert(key, 'a signer has a readable key');
  const algorithm = readAlgorithm(readWhole(signatureAlgorithm(how.scheme, how.hash)));
  if (checkSignature(key, algorithm, attributes, signature, how.hash) !== 'valid') {
    throw new AppError('signing.key-mismatch', { name: signer.name });
  }
}

type Scheme = { readonly hash: SigningHash; readonly scheme: SignatureScheme };

async function makeCms(request: SignRequest, signer: Signer, contentDigest: Uint8Array): Promise<Uint8Array> {
  const how = { hash: request.hash ?? 'sha256', scheme: schemeOf(request, signer) } as const;
  const attributes = signedAttributes(contentDigest, signer.certificate);
  const digest = hashOnce(how.hash, attributes, 'buffer');
  const signature = await request.key.sign({ ...how, digest, message: attributes });
  demandOwnKey(signer, how, attributes, signature);
  const unsigned = (await request.unsignedAttributes?.(signature)) ?? [];
  const { certificate, chain } = signer;
  return buildSignedData({ certificate, chain, ...how, attributes, signature, unsigned });
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
    const cms = await makeCms(
      request,
      signer,
      signedContent(piecesOf(file, update)).digest(request.hash ?? 'sha256'),
    );
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
