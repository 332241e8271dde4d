import { AppError } from '../../shared/errors.ts';
import { verifyPdf } from '../../signatures/verify/verify-pdf.ts';
import type { Handlers } from '../handler.ts';
import { listKeys } from './keys.ts';
import { signAndRecord } from './sign.ts';
import { submitForSignature } from './submit.ts';
import { loadAnchors } from './trust.ts';

const VERIFIED_BYTES_MAX = 200 * 1024 * 1024;

export const signingHandlers: Handlers<
  'signing.listKeys' | 'signing.sign' | 'signing.seal' | 'signing.verify' | 'outgoing.submitForSignature'
> = {
  'signing.listKeys': ({ ports }) => listKeys(ports.dataDir),
  'signing.sign': (context, input) => signAndRecord(context, { ...input, role: 'person' }),
  'signing.seal': (context, input) => signAndRecord(context, { ...input, role: 'agency' }),
  'signing.verify': async ({ ports, blobs }, { sha256 }) => {
    if (!blobs.has(sha256)) throw new AppError('signing.file-not-here');
    const bytes = await blobs.read(sha256, VERIFIED_BYTES_MAX);
    return verifyPdf(bytes, {
      anchors: loadAnchors(ports.dataDir),
      at: new Date(ports.now()),
      offline: true,
    });
  },
  'outgoing.submitForSignature': (context, { documentId }) => submitForSignature(context, documentId),
};
