import type { OperationsOfKind } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import type { Batches } from './batch.ts';
import { noteReview } from './batch-store.ts';
import type { Registered } from './keys.ts';
import { settingsHandlers } from './levels/settings-handlers.ts';
import type { LookedOver } from './looked-over.ts';
import { proposePlaces } from './places.ts';
import { preflightDocument } from './preflight.ts';
import { signAlone } from './sign.ts';
import { submitForSignature } from './submit.ts';
import { submitSigned } from './take-signed.ts';
import { countToSign, getBatch, listToSign } from './to-sign.ts';
import { tokenHandlers } from './token-handlers.ts';
import { exportRecord, verifyKept, verifyOnline } from './verify.ts';

type SigningOperation =
  | (OperationsOfKind<'query' | 'action'> & `signing.${string}`)
  | 'outgoing.submitForSignature'
  | 'outgoing.submitSigned';

export const signingHandlers = (
  batches: Batches,
  lookedOver: LookedOver,
  wakeExtensions: () => void,
): Handlers<SigningOperation> => ({
  ...tokenHandlers,
  ...settingsHandlers(wakeExtensions),
  'signing.listKeys': (context) => context.keys.list(registeredOf(context), context.ports.now()),
  'signing.sign': (context, input) => signAlone(context, { ...input, role: 'person' }),
  'signing.seal': (context, input) => signAlone(context, { ...input, role: 'agency' }),
  'signing.verify': (context, { sha256 }) => verifyKept(context, sha256),
  'signing.verifyOnline': (context, { sha256 }) => verifyOnline(context, sha256),
  'signing.exportReport': exportRecord,
  'signing.proposePlaces': (context, { documentId }) => proposePlaces(context, documentId),
  'signing.preflight': (context, { documentId }) => preflightDocument(context, documentId, lookedOver),
  'outgoing.submitForSignature': submitForSignature,
  'outgoing.submitSigned': submitSigned,
  'signing.listToSign': (context, { role }) => listToSign(context, role, lookedOver),
  'signing.countToSign': (context, { role }) => ({ count: countToSign(context, role) }),
  'signing.markReviewed': (context, { documentId, sha256 }) => {
    if (context.read('outgoing', documentId)?.file?.sha256 !== sha256)
      throw new AppError('outgoing.file-changed');
    context.write((db) => noteReview(db, documentId, sha256, context.at()));
    context.announce('signing');
    return {};
  },
  'signing.startBatch': batches.start,
  'signing.getBatch': (context, { batchId }) => {
    const batch = getBatch(context, batchId);
    return batch ? { batch } : {};
  },
  'signing.continueBatch': async (context, input) => {
    await batches.goOn(context, input);
    return {};
  },
  'signing.cancelBatch': (context, { batchId }) => {
    batches.cancel(context, batchId);
    return {};
  },
});

const registeredOf = ({ ports: { profile }, read }: QueryContext): Registered => ({
  person: read('official', profile.officialId)?.certificateSha256,
  agency: read('agency', profile.agencyId)?.sealCertificateSha256,
});
