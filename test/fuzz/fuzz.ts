import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fuzzBases } from './bases.ts';
import { fuzzOnce } from './run.ts';

/**
 * `npm run fuzz -- --seed N --count N [--only I]`: seeded, structure-aware inputs for the verifier. One thread makes and judges them; this one
 * watches that it never stands still. What violates is kept as a file and can be made again by its seed and index.
 */
const STANDSTILL_MS = 60_000;
const REPORT_EVERY = 1_000;

type Progress = {
  readonly index: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly reached: number;
  readonly violation?: string;
};

async function work(seed: number, from: number, to: number): Promise<void> {
  const material = await fuzzBases();
  const counts: Record<string, number> = {};
  let reached = 0;
  const tell = (progress: Omit<Progress, 'counts' | 'reached'>) =>
    parentPort?.postMessage({ ...progress, counts, reached });
  for (let index = from; index < to; index++) {
    if (index % REPORT_EVERY === 0) tell({ index });
    const { base, how, bytes, verdict, isReached, violation } = await fuzzOnce(material, seed, index);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    if (isReached) reached++;
    if (violation !== undefined)
      tell({ index, violation: `${violation} [${base}: ${how}] ${keep(seed, index, bytes)}` });
  }
  tell({ index: to });
}

function keep(seed: number, index: number, bytes: Uint8Array): string {
  const folder = join(tmpdir(), 'ham-rong-fuzz');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${seed}-${index}.pdf`);
  writeFileSync(path, bytes);
  return path;
}

function watch(seed: number, from: number, to: number): void {
  const worker = new Worker(new URL(import.meta.url), { workerData: { seed, from, to } });
  const violations: string[] = [];
  let last: Progress = { index: from, counts: {}, reached: 0 };
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    const done = last.index - from;
    const percent = done === 0 ? 0 : Math.floor((1000 * last.reached) / done) / 10;
    const histogram = Object.entries(last.counts).sort(([, a], [, b]) => b - a);
    process.stdout.write(
      `seed ${seed}, count ${done}, reached the digest or a named refusal: ${percent} %\n`,
    );
    process.stdout.write(`${histogram.map(([verdict, count]) => `${verdict} ${count}`).join(', ')}\n`);
    process.stdout.write(`${done} inputs, ${violations.length} violations\n`);
    process.exit(violations.length === 0 && percent >= 90 ? 0 : 1);
  };
  const fail = (why: string): void => {
    violations.push(why);
    process.stdout.write(`VIOLATION ${why}\n`);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        fail(`standstill behind input ${last.index}`);
        end();
      },
      STANDSTILL_MS + REPORT_EVERY * 100,
    );
  };
  worker.on('message', (progress: Progress) => {
    last = progress;
    if (progress.violation !== undefined) fail(`input ${progress.index}: ${progress.violation}`);
    if (progress.index >= to) end();
    else wait();
  });
  worker.on('error', (fault) => {
    fail(`the thread ended: ${fault.message}`);
    end();
  });
  wait();
}

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '200000' },
      only: { type: 'string' },
    },
  });
  const from = Number(values.only ?? 0);
  watch(Number(values.seed), from, values.only === undefined ? Number(values.count) : from + 1);
} else {
  const { seed, from, to } = workerData as { seed: number; from: number; to: number };
  await work(seed, from, to);
}
