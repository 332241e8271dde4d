import type { Area } from '../../shared/contract/define.ts';
import { Sha256 } from '../../shared/domain/core/values.ts';
import type { Ports } from '../ports.ts';
import { reindexDocument } from '../search/index-document.ts';
import type { Blobs } from '../store/blobs.ts';
import type { ReadDb, WriteDb } from '../store/handles.ts';
import { documentsWithFile } from './document-files.ts';
import { type Helpers, type Look, lookInto } from './look-into.ts';
import { LOOK_VERSION } from './look-version.ts';

/** Files that wait to be looked at; the rest is found again at the next start. */
export const WAITING_MAX = 10_000;

export type FactsSetting = {
  readonly ports: Pick<Ports, 'dataDir' | 'now' | 'log'>;
  readonly helpers: Helpers;
  readonly blobs: Blobs;
  readonly read: ReadDb;
  readonly write: <Result>(work: (db: WriteDb) => Result) => Result;
  readonly announce: (...areas: readonly Area[]) => void;
};

export type Facts = {
  /** Looks at a file soon: it was taken in, or has been fetched. Twice is once. */
  readonly add: (sha256: Sha256) => void;
  /** Looks at what has come since: fetched files, and those that were made here. */
  readonly scan: () => void;
  /** Resolves when nothing waits any more. */
  readonly settled: () => Promise<void>;
  /** Takes no more; what was being looked at is left for the next start. */
  readonly close: () => Promise<void>;
};

/** Looks at files one after another in the background: verdict for the rows, text for the search. Begins with what an earlier run left. */
export function startFacts(setting: FactsSetting): Facts {
  const waiting = new Set<Sha256>();
  let running: Promise<void> | undefined;
  let isClosed = false;

  const drain = async (): Promise<void> => {
    for (const sha256 of waiting) {
      if (isClosed) return;
      waiting.delete(sha256);
      await lookAndKeep(setting, sha256, () => isClosed);
    }
  };
  const run = (): void => {
    running ??= drain()
      .catch((problem: unknown) => setting.ports.log('file.look-failed', { why: String(problem) }))
      .finally(() => {
        running = undefined;
        if (waiting.size > 0 && !isClosed) run();
      });
  };
  const add = (sha256: Sha256): void => {
    if (isClosed || waiting.size >= WAITING_MAX) return;
    waiting.add(sha256);
    run();
  };
  const scan = (): void => {
    for (const sha256 of leftUnseen(setting.read)) add(sha256);
  };
  scan();
  return {
    add,
    scan,
    settled: async () => {
      while (running) await running;
    },
    close: async () => {
      isClosed = true;
      await running;
    },
  };
}

/** Files that are here and that this version has not looked at: fetched, taken in or made here. Those that were sent and let go since fill no place before the limit. */
const leftUnseen = (db: ReadDb): readonly Sha256[] =>
  db
    .prepare<[number, number], { sha256: string }>(
      `select sha256 from kept_file where looked_by < ?
         and (exists (select 1 from downloads d where d.sha256 = kept_file.sha256 and d.state = 'here')
           or exists (select 1 from uploads u where u.sha256 = kept_file.sha256)) limit ?`,
    )
    .all(LOOK_VERSION, WAITING_MAX)
    .map(({ sha256 }) => Sha256.parse(sha256));

async function lookAndKeep(setting: FactsSetting, sha256: Sha256, isClosed: () => boolean): Promise<void> {
  const { ports, helpers, blobs, read, write, announce } = setting;
  if (!blobs.has(sha256) || isKnown(read, sha256)) return;
  const look = await lookInto({ ...ports, db: read }, helpers, blobs, sha256);
  // A helper that was stopped with the program says nothing about the file; and nothing is kept of one that had to go meanwhile.
  if (isClosed() || !blobs.has(sha256)) return;
  write((db) => {
    keepLook(db, sha256, look, ports.now());
    for (const { kind, documentId } of documentsWithFile(db, sha256)) reindexDocument(db, kind, documentId);
  });
  announce('file', 'incoming', 'outgoing', 'search');
}

const isKnown = (db: ReadDb, sha256: Sha256): boolean =>
  db.prepare('select 1 from file_fact where sha256 = ? and looked_by >= ?').get(sha256, LOOK_VERSION) !==
  undefined;

/** Writes what was found; the text only where there is some. */
export function keepLook(
  db: WriteDb,
  sha256: Sha256,
  { verdict, pageCount, problem, text }: Look,
  at: string,
): void {
  db.prepare(
    `insert into file_fact (sha256, verdict, page_count, problem, looked_at, looked_by) values (?, ?, ?, ?, ?, ?)
     on conflict (sha256) do update set verdict = excluded.verdict, page_count = excluded.page_count,
       problem = excluded.problem, looked_at = excluded.looked_at, looked_by = excluded.looked_by`,
  ).run(sha256, verdict, pageCount ?? null, problem ?? null, at, LOOK_VERSION);
  if (text.trim() === '') return;
  db.prepare(
    'insert into file_text values (?, ?) on conflict (sha256) do update set text = excluded.text',
  ).run(sha256, text);
}
