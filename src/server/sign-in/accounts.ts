import { randomBytes, scrypt as scryptWithCallback, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Instant } from '../../shared/domain/core/values.ts';
import type { DatabaseClient, Pool } from '../store/pool.ts';

const scrypt = promisify<Buffer, Buffer, number, object, Buffer>(scryptWithCallback);

/** OWASP's password storage advice for scrypt: N = 2^17, r = 8, p = 1; 128 MB and some tenths of a second a try. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const HASH_BYTES = 32;
export const LOGIN_CHARS_MAX = 100;
export const PASSWORD_CHARS_MIN = 10;
export const PASSWORD_CHARS_MAX = 200;
/** After this many wrong passwords in a row the account waits, whoever tries. */
export const WRONG_PASSWORDS_MAX = 5;
export const WAIT_MS = 15 * 60_000;
/** Each try holds 128 MB while it runs. */
const TRIES_AT_ONCE_MAX = 4;

export type Accounts = {
  readonly setPassword: (login: string, password: string) => Promise<void>;
  /** `waits` after too many wrong ones, and while too many are tried at once. */
  readonly check: (login: string, password: string) => Promise<'right' | 'wrong' | 'waits'>;
  readonly exists: (login: string) => Promise<boolean>;
};

const hashOf = (password: string, salt: Buffer): Promise<Buffer> =>
  scrypt(Buffer.from(password.normalize('NFC')), salt, HASH_BYTES, COST);

/** The passwords of the built-in issuer. */
export function makeAccounts(pool: Pool | DatabaseClient, now: () => Instant): Accounts {
  let running = 0;
  const rowOf = async (login: string) => {
    const { rows } = await pool.query<{ salt: string; hash: string; count: number; at: Date | null }>(
      `select password_salt as salt, password_hash as hash, wrong_count as count, wrong_at as at from accounts where login = $1`,
      [login],
    );
    return rows[0];
  };
  const checkNow = async (login: string, password: string): Promise<'right' | 'wrong' | 'waits'> => {
    const row = await rowOf(login);
    const isWaiting = row?.at && Date.parse(now()) - row.at.getTime() < WAIT_MS;
    if (row && row.count >= WRONG_PASSWORDS_MAX && isWaiting) return 'waits';
    // Nobody's name takes as long as somebody's, or the time would tell who has an account.
    const hash = await hashOf(password, row ? Buffer.from(row.salt, 'base64') : randomBytes(16));
    const isRight = row !== undefined && timingSafeEqual(hash, Buffer.from(row.hash, 'base64'));
    await pool.query(
      isRight
        ? 'update accounts set wrong_count = 0, wrong_at = null where login = $1 and $2::timestamptz is not null'
        : 'update accounts set wrong_count = wrong_count + 1, wrong_at = $2 where login = $1',
      [login, now()],
    );
    return isRight ? 'right' : 'wrong';
  };
  return {
    setPassword: async (login, password) => {
      const salt = randomBytes(16);
      const hash = await hashOf(password, salt);
      await pool.query(
        `insert into accounts (login, password_salt, password_hash) values ($1, $2, $3)
         on conflict (login) do update set password_salt = excluded.password_salt, password_hash = excluded.password_hash,
           wrong_count = 0, wrong_at = null`,
        [login, salt.toString('base64'), hash.toString('base64')],
      );
    },
    check: async (login, password) => {
      if (login.length > LOGIN_CHARS_MAX || password.length > PASSWORD_CHARS_MAX) return 'wrong';
      if (running >= TRIES_AT_ONCE_MAX) return 'waits';
      running += 1;
      try {
        return await checkNow(login, password);
      } finally {
        running -= 1;
      }
    },
    exists: async (login) => (await rowOf(login)) !== undefined,
  };
}
