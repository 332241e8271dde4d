import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Input, Output } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { PreflightFinding } from '../../shared/signature/preflight.ts';
import { readSigner } from '../../signatures/sign/signer.ts';
import { faultOf } from '../dispatch.ts';
import type { ActionContext } from '../handler.ts';
import {
  addBatch,
  type BatchRow,
  batchOf,
  fractionOf,
  type ItemRow,
  isReviewed,
  isWaiting,
  itemsUnderPen,
  moveBatch,
  moveItem,
  type NewBatch,
  type NewItem,
  openBatch,
  skipWaiting,
  takeNext,
} from './batch-store.ts';
import type { KeptFault } from './kept-fault.ts';
import type { OpenedKey } from './keys.ts';
import type { LookedOver } from './looked-over.ts';
import { demandRegistered, fingerprintOf, isOfMachine, signAndRecord } from './sign.ts';
import { settledIn } from './store.ts';

/** The batches of one application: at most one runs, with the key that was opened for it. */
export type Batches = {
  readonly start: (
    context: ActionContext,
    input: Input<'signing.startBatch'>,
  ) => Promise<Output<'signing.startBatch'>>;
  readonly goOn: (context: ActionContext, input: Input<'signing.continueBatch'>) => Promise<void>;
  readonly cancel: (context: ActionContext, batchId: string) => void;
  /** After a crash: what was signed counts, what was under the pen waits again, and the batch stands still until its key is opened. */
  readonly resume: (context: ActionContext) => void;
  /** Finishes the document under the pen and leaves the rest for the next start. */
  readonly close: () => Promise<void>;
};

/** The batch's own reason for standing still where no fault stopped it. */
const INTERRUPTED: KeptFault = { code: 'signing.batch-interrupted', detail: {} };

/** `lookAt` answers what a signer should look at in a file; a batch signs none that has a reason to stop. */
export function makeBatches(lookAt: LookedOver['lookAt']): Batches {
  let running: Promise<void> | undefined;
  let isClosed = false;
  /** One pen: where a cancelled batch still finishes its last document, the next one waits for it. The key is closed at the end. */
  const run = (context: ActionContext, batch: NewBatch, opened: OpenedKey): void => {
    context.announce('signing');
    const before = running;
    running = (async () => {
      await before;
      try {
        await signAll(context, batch, opened, { lookAt, isClosed: () => isClosed });
      } finally {
        await opened.close();
      }
    })().catch((problem: unknown) => {
      // The store itself failed: what is settled stands, the rest is taken up at the next start.
      context.ports.log('signing.batch-stopped', {
        code: faultOf({ query: context }, 'signing.batch', problem).code,
      });
    });
  };
  return {
    start: async (context, input) => {
      const items = demandStartable(context, input);
      const { role, keyId } = input;
      const opened = await openFor(context, input);
      const begun = {
        batchId: context.ports.newId(),
        role,
        keyId,
        certificateSha256: fingerprintOf(opened),
        begunAt: context.at(),
      };
      await elseClose(opened, () =>
        context.write((db) => {
          if (openBatch(db)) throw new AppError('signing.batch-open');
          addBatch(db, begun, items);
        }),
      );
      context.ports.failpoint('batch.after-start');
      run(context, begun, opened);
      return { batchId: begun.batchId };
    },
    goOn: async (context, { batchId, secret }) => {
      const batch = demandPaused(context, batchId);
      const opened = await openFor(context, { ...batch, secret });
      await elseClose(opened, () => {
        if (fingerprintOf(opened) !== batch.certificateSha256)
          throw new AppError('signing.batch-other-certificate');
        demandPaused(context, batchId);
        context.write((db) => moveBatch(db, batchId, 'running'));
      });
      run(context, batch, opened);
    },
    cancel: cancelBatch,
    resume: resumeBatch,
    close: async () => {
      isClosed = true;
      await running;
    },
  };
}

function demandBatch({ db }: ActionContext, batchId: string): BatchRow {
  const batch = batchOf(db, batchId);
  if (!batch) throw new AppError('signing.batch-not-found');
  return batch;
}

function demandPaused(context: ActionContext, batchId: string): BatchRow {
  const batch = demandBatch(context, batchId);
  if (batch.state !== 'paused') throw new AppError('signing.batch-not-paused');
  return batch;
}

/** Does what comes after a key was opened; a fault closes the key again. */
async function elseClose(opened: OpenedKey, work: () => void): Promise<void> {
  try {
    work();
  } catch (problem) {
    await opened.close();
    throw problem;
  }
}

function cancelBatch(context: ActionContext, batchId: string): void {
  const { state } = demandBatch(context, batchId);
  if (state !== 'running' && state !== 'paused') return;
  context.write((db) => {
    skipWaiting(db, batchId, context.at());
    moveBatch(db, batchId, 'cancelled');
  });
  context.announce('signing');
}

/** What stops a batch before a key is touched; what is wrong with one document alone is told when its turn comes. */
function demandStartable(context: ActionContext, input: Input<'signing.startBatch'>): readonly NewItem[] {
  if (openBatch(context.db)) throw new AppError('signing.batch-open');
  const { agencyId } = context.actor();
  const items = input.items.map(({ documentId, sha256 }) => ({
    documentId,
    sha256,
    isReviewed: isReviewed(context.db, documentId, sha256),
  }));
  if (new Set(items.map(({ documentId }) => documentId)).size < items.length)
    throw new AppError('signing.batch-names-twice');
  const isElsewhere = ({ documentId }: NewItem): boolean =>
    (context.read('outgoing', documentId)?.agencyId ?? agencyId) !== agencyId;
  if (items.some(isElsewhere)) throw new AppError('signing.batch-mixes-agencies');
  const unread = items.filter((item) => !item.isReviewed).length;
  if (unread > 0 && !input.allowsUnreviewed)
    throw new AppError('signing.batch-unreviewed', { count: unread });
  return items;
}

/** Opens the key and looks at its certificate before the first document: one that cannot sign leaves nothing behind. */
async function openFor(
  context: ActionContext,
  { keyId, role, secret }: Pick<Input<'signing.startBatch'>, 'keyId' | 'role' | 'secret'>,
): Promise<OpenedKey> {
  const opened = await context.keys.open(keyId, role, secret);
  await elseClose(opened, () => {
    readSigner(opened.key, new Date(context.at()));
    demandRegistered(context, role, opened);
  });
  return opened;
}

/** Signs what waits, one after another, until nothing waits, the batch is stopped, or the key fails. */
async function signAll(
  context: ActionContext,
  batch: NewBatch,
  opened: OpenedKey,
  { lookAt, isClosed }: { readonly lookAt: LookedOver['lookAt']; readonly isClosed: () => boolean },
): Promise<void> {
  const { batchId } = batch;
  for (;;) {
    // Between two signatures whoever waits has his turn: a window that scrolls, an answer of the server.
    await nextTurn();
    const item = isClosed() ? undefined : context.write((db) => takeNext(db, batchId));
    if (!item) break;
    await signOne(context, batch, item, { opened, lookAt });
    context.progress(batchId, fractionOf(context.db, batchId));
    context.announce('signing');
  }
  context.write((db) => {
    if (batchOf(db, batchId)?.state !== 'running') return;
    if (isClosed()) moveBatch(db, batchId, 'paused', INTERRUPTED);
    else moveBatch(db, batchId, 'done');
  });
  context.announce('signing');
}

/** Signs one document and settles it; where the key failed and not the document, it waits again and the batch stands still. */
async function signOne(
  context: ActionContext,
  { batchId, role, keyId }: NewBatch,
  { ordinal, documentId, sha256, isReviewed }: ItemRow,
  { opened, lookAt }: { readonly opened: OpenedKey; readonly lookAt: LookedOver['lookAt'] },
): Promise<void> {
  try {
    demandHarmless(await lookAt(sha256));
    const order = { documentId, role, keyId, sha256, batch: { batchId, isReviewed } };
    await signAndRecord(context, order, opened);
    context.ports.failpoint('batch.after-item');
    context.write((db) => moveItem(db, batchId, ordinal, { state: 'signed', at: context.at() }));
  } catch (problem) {
    const fault = faultOf({ query: context }, 'signing.batch', problem);
    context.write((db) => {
      if (!concernsAll(fault.code))
        return moveItem(db, batchId, ordinal, { state: 'refused', fault, at: context.at() });
      const isRunning = batchOf(db, batchId)?.state === 'running';
      if (isRunning) moveBatch(db, batchId, 'paused', fault);
      moveItem(
        db,
        batchId,
        ordinal,
        isRunning ? { state: 'waiting' } : { state: 'skipped', at: context.at() },
      );
    });
  }
}

/** A file that may say something else later is signed by itself, after a look. What cannot be read at all is refused with its own reason by the signature. */
function demandHarmless(findings: readonly PreflightFinding[]): void {
  const barrier = findings.find(
    ({ code, weight }) => weight === 'stop' && code !== 'unreadable' && code !== 'encrypted',
  );
  if (barrier) throw new AppError('signing.not-in-batch');
}

/**
 * Faults that are not the document's: of the key, its certificate and registration, the settings, the machine, or of ourselves. The next document would
 * meet the same, and this one must not be told as refused: the batch waits for a person.
 */
const concernsAll = (code: string): boolean =>
  /^(?:token|key|helper)\./.test(code) ||
  /^signing\.(?:certificate|key|padding)-/.test(code) ||
  OF_ALL.has(code) ||
  isOfMachine(code);

const OF_ALL: ReadonlySet<string> = new Set([
  'internal',
  'outgoing.certificate-not-registered',
  'outgoing.seal-not-registered',
  'signing.settings-unreadable',
]);

function resumeBatch(context: ActionContext): void {
  const at = context.at();
  context.write((db) => {
    for (const { batchId, ordinal, documentId, isOpen } of itemsUnderPen(db)) {
      const settled = settledIn(db, batchId, documentId);
      if (settled === 'recorded') moveItem(db, batchId, ordinal, { state: 'signed', at });
      else if (settled) moveItem(db, batchId, ordinal, { state: 'refused', fault: settled, at });
      else moveItem(db, batchId, ordinal, isOpen ? { state: 'waiting' } : { state: 'skipped', at });
    }
    const batch = openBatch(db);
    if (!batch) return;
    if (!isWaiting(db, batch.batchId)) moveBatch(db, batch.batchId, 'done');
    else if (batch.state === 'running') moveBatch(db, batch.batchId, 'paused', INTERRUPTED);
  });
}
