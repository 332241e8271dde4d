import pg from 'pg';

// Counters and sizes are bigint in SQL and stay far below 2^53: an office's feed grows by thousands a day.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type Pool = pg.Pool;
export type PoolClient = pg.PoolClient;
export type DatabaseClient = pg.Client;

/** Longest that a statement may run; a feed page or a batch takes milliseconds. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Plans of named statements are kept; made while a table is small, they would go on reading all of it when it is large. */
const PLANS = '-c enable_seqscan=off -c jit=off';
/** So that a literal has one special character, the quote. */
const LITERALS = '-c standard_conforming_strings=on';

/** Opens the pool every part of the server shares. */
export const openPool = (connectionString: string, max: number, onError: (problem: Error) => void): Pool => {
  const pool = new pg.Pool({
    connectionString,
    max,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    options: `${PLANS} ${LITERALS}`,
  });
  // A dropped idle connection is replaced by the next use; unheard, the event would end the process.
  pool.on('error', onError);
  return pool;
};

/** A connection of its own, outside the pool. */
export const connect = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};
