import pg from 'pg';
import { z } from 'zod';
import { assert } from '../../shared/assert.ts';
import type { Ref } from '../../shared/domain/core/kinds.ts';
import type {
  AuthorityStore,
  BatchOpening,
  BatchTransaction,
  BatchWrite,
  Held,
  Lost,
  OpenedBatch,
  Written,
} from './authority-store.ts';
import type { Pool, PoolClient } from './pool.ts';

/** A deadlock or a serialisation failure is nobody's fault: the batch runs again from its first read. */
const ATTEMPTS_MAX = 5;
const retryable = new Set(['40P01', '40001', '55P03']);

/** Raised by `write_batch` when an operation lost to something committed. */
const LOST = 'HR001';
const LostDetail = z.array(z.object({ operationId: z.string(), code: z.string() }));

/** The authority's storage on PostgreSQL 15 or later, READ COMMITTED. */
export const makeAuthorityStore = (pool: Pool): AuthorityStore => ({
  inBatch: async (opening, work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await inOneTransaction(pool, opening, work);
      } catch (problem) {
        if (
          !(problem instanceof pg.DatabaseError && retryable.has(problem.code ?? '')) ||
          attempt === ATTEMPTS_MAX
        )
          throw problem;
      }
    }
  },
});

async function inOneTransaction<Result>(
  pool: Pool,
  opening: BatchOpening,
  work: (transaction: BatchTransaction) => Promise<Result>,
): Promise<Result | 'queue-row-gone'> {
  const client = await pool.connect();
  let isOver = false;
  let failure: Error | undefined;
  try {
    // `begin` travels with the call: one round trip. JSON inside a literal needs the simple protocol, whose plans live inside the function.
    const opened = await call<OpenedBatch | { isQueueRowGone: true }>(client, 'begin; select open_batch', [
      forOpening(opening),
    ]);
    if ('isQueueRowGone' in opened) return 'queue-row-gone';
    return await work({
      opened,
      readMore: (refs) => readMore(client, opening, refs),
      write: async (write) => {
        assert(!isOver, 'a batch writes once');
        const outcome = await writeAndCommit(client, opening, write);
        isOver = 'written' in outcome;
        return outcome;
      },
    });
  } catch (problem) {
    failure = problem instanceof Error ? problem : new Error(String(problem));
    throw problem;
  } finally {
    if (!isOver) await rollBack(client, failure);
    else client.release();
  }
}

/** A connection that cannot even roll back is thrown away with its transaction. */
async function rollBack(client: PoolClient, failure: Error | undefined): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(failure ?? true);
  }
}

async function readMore(
  client: PoolClient,
  { agencyId }: BatchOpening,
  refs: readonly Ref[],
): Promise<readonly Held[]> {
  const { rows } = await client.query<{ entities: readonly Held[] }>({
    name: 'lock-entities',
    text: 'select lock_entities($1, $2) as entities',
    values: [agencyId, JSON.stringify(refs)],
  });
  return rows[0]?.entities ?? [];
}

async function writeAndCommit(
  client: PoolClient,
  { agencyId, officialId, device, arrivedAt, queueId }: BatchOpening,
  write: BatchWrite,
): Promise<{ written: Written } | { lost: Lost }> {
  const { purged, acceptedCount } = write;
  const purging =
    purged.length > 0
      ? `; select purge_roots(${literalOf({ agencyId, arrivedAt, acceptedCount, purged })})`
      : '';
  try {
    const written = await call<Written>(
      client,
      'select write_batch',
      [{ ...write, agencyId, officialId, device, arrivedAt, queueId }],
      `${purging}; commit`,
    );
    return { written };
  } catch (problem) {
    if (problem instanceof pg.DatabaseError && problem.code === LOST)
      return { lost: LostDetail.parse(JSON.parse(problem.detail ?? '[]')) };
    throw problem;
  }
}

const forOpening = ({ operations, ...rest }: BatchOpening) => ({
  ...rest,
  operations: operations.map(({ id, devSeq, name, argsSha256 }) => ({
    id,
    dev_seq: devSeq,
    name,
    args_sha256: argsSha256,
  })),
});

/** Not the driver's own escaping: it goes letter by letter and doubles every backslash, of which JSON within JSON has one a quote. */
const literalOf = (argument: unknown): string => `'${JSON.stringify(argument).replaceAll("'", "''")}'`;

/** Calls a function of one JSON argument in a simple query, which may carry `begin` or `commit` in the same round trip. */
async function call<Answer>(
  client: PoolClient,
  before: string,
  [argument]: readonly [unknown],
  after = '',
): Promise<Answer> {
  const answers: unknown = await client.query(`${before}(${literalOf(argument)}) as answer${after}`);
  const results = (Array.isArray(answers) ? answers : [answers]) as readonly pg.QueryResult<{
    answer: Answer;
  }>[];
  const answer = results.find(({ rows }) => rows.length > 0)?.rows[0]?.answer;
  assert(answer !== undefined, `${before} answered nothing`);
  return answer;
}
