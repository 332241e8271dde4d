import type { BundleShown } from '../../../shared/contract/dossier-bundle.ts';
import type { DocumentRef } from '../../../shared/domain/core/document-ref.ts';
import type { DossierId, Sha256 } from '../../../shared/domain/core/values.ts';
import { AppError } from '../../../shared/errors.ts';
import { faultOf } from '../../dispatch.ts';
import type { ActionContext, Handlers } from '../../handler.ts';
import type { KeptFile } from '../../store/kept-file.ts';
import { filedIn } from '../filed.ts';
import { type Made, makeBundle } from './make-bundle.ts';

/** The one export that a window makes at a time; nothing of it outlives the application. */
export type Bundles = {
  readonly handlers: Handlers<'dossier.startBundle' | 'dossier.getBundle' | 'dossier.dropBundle'>;
  /** What was made, for the window's save. */
  readonly fileOf: (sha256: Sha256) => KeptFile | undefined;
  /** Called when something changed here: a bundle of what this official no longer holds is gone at once (invariant 5, DESIGN §4.5). */
  readonly recheck: (context: Pick<ActionContext, 'read'>) => void;
  readonly close: () => Promise<void>;
};

type Job = {
  readonly dossierId: DossierId;
  readonly stop: AbortController;
  /** Documents whose files are in it. */
  holds: readonly DocumentRef[];
  shown: BundleShown;
  made?: Made;
  ended?: Promise<void>;
};

/** Documents between two looks at whether all of them may still be read; the last look is at the end. */
const HELD_EVERY = 100;

export function makeBundles(): Bundles {
  let job: Job | undefined;
  const drop = async (): Promise<void> => {
    const old = job;
    job = undefined;
    old?.stop.abort();
    await old?.ended;
    await old?.made?.staged.drop();
  };
  const isHeld = ({ read }: Pick<ActionContext, 'read'>, { dossierId, holds }: Job): boolean =>
    read('dossier', dossierId) !== undefined && holds.every(({ kind, id }) => read(kind, id) !== undefined);
  return {
    handlers: {
      'dossier.startBundle': async (context, { dossierId }) => {
        if (!context.read('dossier', dossierId)) throw new AppError('dossier.not-found');
        await drop();
        const begun: Job = {
          ...{ dossierId, stop: new AbortController(), holds: [] },
          shown: {
            state: 'running',
            dossierId,
            done: 0,
            total: context.read('dossier', dossierId)?.itemCount ?? 0,
          },
        };
        job = begun;
        begun.ended = run(context, begun, () => isHeld(context, begun));
        return {};
      },
      'dossier.getBundle': () => (job ? { bundle: job.shown } : {}),
      'dossier.dropBundle': async () => {
        await drop();
        return {};
      },
    },
    fileOf: (sha256) => (job?.made?.staged.sha256 === sha256 ? job.made.staged.file : undefined),
    recheck: (context) => {
      if (job && !isHeld(context, job)) void drop();
    },
    close: drop,
  };
}

/** Never throws: how it ended is what it shows. */
async function run(context: ActionContext, job: Job, isHeld: () => boolean): Promise<void> {
  const { dossierId, stop } = job;
  try {
    const filed = await filedIn(context, dossierId);
    job.holds = filed.flatMap(({ body: { of }, named }) => (of && named ? [of] : []));
    const onDone = (done: number, total: number): void => {
      if (done % HELD_EVERY === 0 && !isHeld()) stop.abort();
      job.shown = { state: 'running', dossierId, done, total };
    };
    const made = await makeBundle({ context, dossierId, signal: stop.signal, onDone });
    if (stop.signal.aborted || !isHeld()) {
      await made.staged.drop();
      throw new AppError('dossier.bundle-cancelled');
    }
    const { name, report, staged } = made;
    job.made = made;
    job.shown = {
      state: 'made',
      dossierId,
      sha256: staged.sha256,
      name,
      sizeBytes: staged.sizeBytes,
      report,
    };
  } catch (problem) {
    job.shown = {
      state: 'failed',
      dossierId,
      fault: faultOf({ query: context }, 'dossier.bundle', problem),
    };
  }
}
