import type { SyncStatus } from '../../shared/contract/sync.ts';
import { AppError } from '../../shared/errors.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import type { Ports } from '../ports.ts';
import type { ReadDb } from '../store/handles.ts';
import { countOperations, exportOperations, listOperations } from './list-operations.ts';
import { openedBy } from './open-sign-in.ts';
import { readExport } from './read-export.ts';
import type { Replica } from './replica.ts';
import { replicaRow } from './replica-row.ts';
import type { Scheduler } from './scheduler.ts';
import { countTransfers } from './transfers.ts';

/** How the line stands, what is on its way over it, and how many wait. */
const statusOf =
  (scheduler: () => Scheduler | undefined) =>
  ({ db, ports }: { readonly db: ReadDb; readonly ports: Ports }): SyncStatus => {
    const { isOnline, nextTryAt, needsSignIn, filesHeldBy, mustEnrol, catchUp } = scheduler()?.status() ?? {
      ...{
        isOnline: false,
        nextTryAt: undefined,
        needsSignIn: false,
        filesHeldBy: undefined,
        mustEnrol: undefined,
        catchUp: undefined,
      },
    };
    const { lastContactAt } = replicaRow(db);
    return {
      isOnline,
      ...(lastContactAt !== null && { lastContactAt }),
      ...(nextTryAt && { nextTryAt }),
      ...(needsSignIn && { needsSignIn }),
      ...(filesHeldBy && { filesHeldBy }),
      ...(mustEnrol && { mustEnrol: { why: mustEnrol, needsCode: ports.signIn === undefined } }),
      ...(catchUp && { catchUp }),
      ...countOperations(db),
      ...countTransfers(db),
    };
  };

/** Đồng bộ: what waits, what was refused and why, and trying now. */
export function syncHandlers(
  replica: Replica,
  scheduler: () => Scheduler | undefined,
): Handlers<
  | 'sync.getStatus'
  | 'sync.listOperations'
  | 'sync.exportOperations'
  | 'sync.readExport'
  | 'sync.tryNow'
  | 'sync.pauseCatchUp'
  | 'sync.resumeCatchUp'
  | 'sync.signIn'
  | 'sync.dismiss'
  | 'sync.takeBack'
> {
  const statusIn = statusOf(scheduler);
  const pauseCatchUp = (context: QueryContext, isPaused: boolean): SyncStatus => {
    scheduler()?.pauseCatchUp(isPaused);
    return statusIn(context);
  };
  return {
    'sync.getStatus': (context) => statusIn(context),
    'sync.listOperations': (context, input) => listOperations(context, input),
    'sync.exportOperations': (context) => exportOperations(context),
    'sync.readExport': (context, input) => readExport(context, input),
    'sync.tryNow': async (context) => {
      await scheduler()?.tryNow();
      return statusIn(context);
    },
    'sync.pauseCatchUp': (context) => pauseCatchUp(context, true),
    'sync.resumeCatchUp': (context) => pauseCatchUp(context, false),
    'sync.signIn': async ({ ports }) => {
      if (!ports.signIn) throw new AppError('sign-in.none');
      const { address, done } = await ports.signIn();
      const isOpened = await openedBy(ports, address);
      void done.then(
        () => scheduler()?.tryNow(),
        // Given up, or no line: the status goes on saying what is needed.
        (problem: unknown) =>
          ports.log('sync.not-signed-in', { code: problem instanceof AppError ? problem.code : 'unknown' }),
      );
      return { address, isOpened };
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
