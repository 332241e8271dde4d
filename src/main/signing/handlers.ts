import type { Handlers } from '../handler.ts';
import { listKeys } from './keys.ts';
import { signAndRecord } from './sign.ts';
import { submitForSignature } from './submit.ts';
import { verifyKept } from './verify.ts';

export const signingHandlers: Handlers<
  'signing.listKeys' | 'signing.sign' | 'signing.seal' | 'signing.verify' | 'outgoing.submitForSignature'
> = {
  'signing.listKeys': ({ ports }) => listKeys(ports.dataDir),
  'signing.sign': (context, input) => signAndRecord(context, { ...input, role: 'person' }),
  'signing.seal': (context, input) => signAndRecord(context, { ...input, role: 'agency' }),
  'signing.verify': (context, { sha256 }) => verifyKept(context, sha256),
  'outgoing.submitForSignature': (context, { documentId }) => submitForSignature(context, documentId),
};
