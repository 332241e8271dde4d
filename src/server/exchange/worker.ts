import { instantOf } from '../../shared/text/day.ts';
import type { QueueRow } from '../store/exchange-store.ts';
import { deliver } from './deliver.ts';
import type { DeliveryParts } from './delivery-parts.ts';
import { QUEUE_PAGE_ROWS, waitMs } from './queue.ts';

/** How often rows that were put off, or queued by another process, are looked for. */
const POLL_MS = 2_000;
const ROUNDS_MAX = 10_000;

export type DeliveryWorker = {
  readonly start: () => void;
  /** There is something new in the queue. */
  readonly wake: () => void;
  /** Works until nothing is due; for tests and the trial, and safe beside a running worker. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Carries packages to inboxes and receipts to senders. */
export function makeDeliveryWorker(parts: DeliveryParts): DeliveryWorker {
  let [isStarted, isWanted] = [false, false];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    isWanted = true;
    if (!isStarted || running) return;
    running = loop().finally(() => {
      running = undefined;
    });
  };
  const loop = async (): Promise<void> => {
    while (isWanted && isStarted) {
      isWanted = false;
      try {
        await drain(parts, () => isStarted);
      } catch (problem) {
        parts.ports.log('delivery.failed', { problem: problem instanceof Error ? problem.name : 'unknown' });
      }
    }
  };
  return {
    start: () => {
      isStarted = true;
      timer = setInterval(run, POLL_MS);
      run();
    },
    wake: run,
    drain: () => drain(parts, () => true),
    stop: async () => {
      isStarted = false;
      clearInterval(timer);
      await running;
    },
  };
}

/** Pages of due rows until there are none; a row that fails is put off and does not hold up the others. */
async function drain(parts: DeliveryParts, mayGoOn: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX && mayGoOn(); round += 1) {
    const rows = await parts.exchange.due(parts.ports.now(), QUEUE_PAGE_ROWS);
    if (rows.length === 0) return;
    for (const row of rows) {
      if (!mayGoOn()) return;
      await deliverOrPutOff(row, parts);
    }
  }
}

async function deliverOrPutOff(row: QueueRow, parts: DeliveryParts): Promise<void> {
  const { exchange, ports } = parts;
  let isDone = false;
  try {
    isDone = (await deliver(row, parts)) === 'done';
  } catch (problem) {
    const { name, stack = '' } = problem instanceof Error ? problem : new Error();
    const where = stack.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
    ports.log('delivery.fault', {
      topic: row.topic,
      attempts: row.attempts,
      problem: name,
      where: where.trim(),
    });
  }
  if (!isDone) await exchange.putOff(row.id, instantOf(Date.parse(ports.now()) + waitMs(row.attempts)));
}
