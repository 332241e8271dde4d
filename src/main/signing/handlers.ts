import type { Handlers, QueryContext } from '../handler.ts';
import type { Registered } from './keys.ts';
import { preflightDocument } from './preflight.ts';
import { signAndRecord } from './sign.ts';
import { submitForSignature } from './submit.ts';
import { verifyKept } from './verify.ts';

export const signingHandlers: Handlers<
  | 'signing.listKeys'
  | 'signing.sign'
  | 'signing.seal'
  | 'signing.verify'
  | 'signing.preflight'
  | 'outgoing.submitForSignature'
> = {
  'signing.listKeys': (context) => context.keys.list(registeredOf(context), context.ports.now()),
  'signing.sign': (context, input) => signAndRecord(context, { ...input, role: 'person' }),
  'signing.seal': (context, input) => signAndRecord(context, { ...input, role: 'agency' }),
  'signing.verify': (context, { sha256 }) => verifyKept(context, sha256),
  'signing.preflight': (context, { documentId }) => preflightDocument(context, documentId),
  'outgoing.submitForSignature': (context, { documentId }) => submitForSignature(context, documentId),
};

const registeredOf = ({ ports: { profile }, read }: QueryContext): Registered => ({
  person: read('official', profile.officialId)?.certificateSha256,
  agency: read('agency', profile.agencyId)?.sealCertificateSha256,
});
