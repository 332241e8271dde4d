import type { SyncStatus } from '../../shared/contract/sync.ts';
import { AppError } from '../../shared/errors.ts';
import type { Handlers } from '../handler.ts';
import type { ReadDb } from '../store/handles.ts';
import { countOperations, exportOperations, listOperations } from './list-operations.ts';
import type { Replica } from './replica.ts';
import { replicaRow } from './replica-row.ts';
import type { Scheduler } from './scheduler.ts';
import { countTransfers } from './transfers.ts';

/** Đồng bộ: what waits, what was refused and why, and trying now. */
export function syncHandlers(
  replica: Replica,
  scheduler: () => Scheduler | undefined,
): Handlers<
  | 'sync.getStatus'
  | 'sync.listOperations'
  | 'sync.exportOperations'
  | 'sync.tryNow'
  | 'sync.signIn'
  | 'sync.dismiss'
  | 'sync.takeBack'
> {
  const statusIn = (db: ReadDb): SyncStatus => {
    const { isOnline, nextTryAt, needsSignIn } = scheduler()?.status() ?? {
      ...{ isOnline: false, nextTryAt: undefined, needsSignIn: false },
    };
    const { lastContactAt } = replicaRow(db);
    return {
      isOnline,
      ...(lastContactAt !== null && { lastContactAt }),
      ...(nextTryAt && { nextTryAt }),
      ...(needsSignIn && { needsSignIn }),
      ...countOperations(db),
      ...countTransfers(db),
    };
  };
  return {
    'sync.getStatus': ({ db }) => statusIn(db),
    'sync.listOperations': (context, input) => listOperations(context, input),
    'sync.exportOperations': (context) => exportOperations(context),
    'sync.tryNow': async ({ db }) => {
      await scheduler()?.tryNow();
      return statusIn(db);
    },
    'sync.signIn': async ({ ports }) => {
      if (!ports.signIn) throw new AppError('sign-in.none');
      const { address, done } = await ports.signIn();
      void done.then(
        () => scheduler()?.tryNow(),
        // Given up, or no line: the status goes on saying what is needed.
        (problem: unknown) =>
          ports.log('sync.not-signed-in', { code: problem instanceof AppError ? problem.code : 'unknown' }),
      );
      return { address };
    },
    'sync.dismiss': ({ announce }, { operationId }) => {
      replica.dismiss(operationId);
      announce('sync', 'incoming', 'outgoing');
      return {};
    },
    'sync.takeBack': ({ announce }, { operationId }) => {
      const takenBack = [...replica.takeBack(operationId)];
      announce('sync', 'incoming', 'outgoing');
      return { takenBack };
    },
  };
}
