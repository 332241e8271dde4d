import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { DATABASE, openStore, sealedCopy } from '../../src/main/store/database.ts';
import { migrate } from '../../src/main/store/migrate.ts';
import { migrations } from '../../src/main/store/migrations/list.ts';
import { AppError } from '../../src/shared/errors.ts';
import { temporaryFolders } from '../support/replica.ts';

const folders = temporaryFolders();
afterAll(folders.remove);
const steps = join(import.meta.dirname, '../../src/main/store/migrations');
const files = readdirSync(steps)
  .filter((name) => /^\d{4}-/.test(name))
  .sort();

/** Versions that left this house: their files never change again. A line is added when a version is released. */
const released: Readonly<Record<string, string>> = {};

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (problem) {
    if (problem instanceof AppError) return problem.code;
    throw problem;
  }
  return 'ok';
};

describe('migrations', () => {
  test('are numbered without a hole, each in the list, and import nothing of ours', () => {
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(migrations.map((_, index) => index + 1));
    for (const name of files)
      for (const [, from] of readFileSync(join(steps, name), 'utf8').matchAll(/from '([^']+)'/g))
        expect([name, from]).toEqual([name, 'better-sqlite3']);
  });

  test('that were released are as they were', () => {
    for (const [name, checksum] of Object.entries(released)) {
      const found = createHash('sha256')
        .update(readFileSync(join(steps, name)))
        .digest('hex');
      expect([name, found]).toEqual([name, checksum]);
    }
  });

  test('make only STRICT tables', () => {
    const db = new Sqlite(':memory:');
    migrate(db, ':memory:', migrations);
    const loose = db
      .prepare(`select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
        and name not like 'sqlite_%' and name not like '%search_index%'`)
      .all();
    expect(loose).toEqual([]);
  });

  test('copy the file aside, and what was in it stays', () => {
    const folder = folders.make();
    const file = join(folder, 'office.db');
    const first = new Sqlite(file);
    migrate(first, file, migrations.slice(0, 1));
    first
      .prepare(
        "insert into entities (kind, id, root_kind, root_id, seq, generation, body) values ('unit', 'u', 'unit', 'u', 3, 0, '{}')",
      )
      .run();
    first.close();
    const second = new Sqlite(file);
    migrate(second, file, [
      ...migrations.slice(0, 1),
      (db) => void db.exec('create table later (one integer) strict'),
    ]);
    expect(second.prepare('select kind, id, seq, body from entities').all()).toEqual([
      { kind: 'unit', id: 'u', seq: 3, body: '{}' },
    ]);
    second.close();
    const kept = new Sqlite(`${file}.before-2`, { readonly: true });
    expect([
      kept.pragma('user_version', { simple: true }),
      kept.prepare('select count(*) as n from entities').get(),
    ]).toEqual([1, { n: 1 }]);
    kept.close();
  });

  test('that fail leave the version before, whole', () => {
    const db = new Sqlite(':memory:');
    const broken = (on: Sqlite.Database): void => {
      on.exec('create table half (one integer) strict');
      throw new Error('broken');
    };
    expect(() => migrate(db, ':memory:', [...migrations.slice(0, 1), broken])).toThrow('broken');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare("select count(*) as n from sqlite_master where name = 'half'").get()).toEqual({ n: 0 });
  });

  test('refuse a database of a newer program and leave it untouched', () => {
    const folder = folders.make();
    const db = new Sqlite(join(folder, 'office.db'));
    db.pragma('user_version = 999');
    db.close();
    expect(codeOf(() => openStore(folder))).toBe('store.newer-than-program');
    expect(existsSync(join(folder, `office.db.before-${String(migrations.length)}`))).toBe(false);
  });
});

describe('the store', () => {
  test('is opened with WAL, FULL and foreign keys, and its reading side cannot write', () => {
    const store = openStore(folders.make());
    const pragmas = store.transact((db) =>
      ['journal_mode', 'synchronous', 'foreign_keys'].map((name) =>
        db.prepare(`pragma ${name}`).pluck().get(),
      ),
    );
    expect(pragmas).toEqual(['wal', 2, 1]);
    expect(() => store.read.prepare('delete from entities').run()).toThrow(/readonly/);
    store.close();
  });

  test('says that a damaged file is damaged', () => {
    const folder = folders.make();
    const file = join(folder, 'office.db');
    const db = new Sqlite(file);
    db.close();
    writeGarbage(file);
    expect(codeOf(() => openStore(folder))).toBe('store.damaged');
  });

  test('finds a page of parts, the open operations and the wanted files by an index', () => {
    const store = openStore(folders.make());
    const planOf = (sql: string): string =>
      store.read
        .prepare<[], { detail: string }>(`explain query plan ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join(' | ');
    expect(
      planOf(
        "select id from entities where root_kind = 'a' and root_id = 'b' and kind = 'c' and root_id <> id",
      ),
    ).toContain('entities_parts');
    expect(planOf('select 1 from entities where overlay is not null limit 1')).toContain('entities_overlaid');
    expect(
      planOf("select sha256 from downloads where state = 'wanted' order by priority, sha256 limit 1"),
    ).toContain('downloads_wanted');
    expect(planOf("select n from outbox_refs where kind = 'a' and id = 'b'")).toContain(
      'outbox_refs_by_entity',
    );
    expect(
      planOf(
        "select max(o.state) from outbox_roots r join outbox o on o.n = r.n where r.root_kind = 'a' and r.root_id = 'b'",
      ),
    ).toContain('outbox_roots_by_root');
    store.close();
  });
});

const writeGarbage = (file: string): void => writeFileSync(file, Buffer.alloc(8192, 0x5a));

describe('the store under a key', () => {
  const key = randomBytes(32);
  /** A store with a name in a row and in the search index, both in the log still. */
  function filled(dataDir: string, key?: Uint8Array) {
    const store = openStore(dataDir, key);
    store.transact((db) => {
      db.exec(`insert into file_text (sha256, text) values ('x', 'Nguyễn Văn Mẫu')`);
    });
    return store;
  }
  const texts = (dataDir: string, key?: Uint8Array) => {
    const store = openStore(dataDir, key);
    const found = store.read.prepare('select text from file_text').pluck().all();
    store.close();
    return found;
  };
  const holdsName = (dataDir: string) =>
    readdirSync(dataDir).filter((name) => readFileSync(join(dataDir, name)).includes('Nguyễn'));

  test('holds nothing in plain, in its file or in its log, and opens with that key alone', () => {
    const dataDir = folders.make();
    const store = filled(dataDir, key);
    expect(readdirSync(dataDir)).toContain('office.db-wal');
    expect(holdsName(dataDir)).toEqual([]);
    store.close();
    expect(texts(dataDir, key)).toEqual(['Nguyễn Văn Mẫu']);
    expect(codeOf(() => openStore(dataDir, randomBytes(32)))).toBe('store.damaged');
    expect(codeOf(() => openStore(dataDir))).toBe('store.damaged');
  });

  test('is made of a plain one, which stays until the copy is whole', () => {
    const dataDir = folders.make();
    filled(dataDir).close();
    expect(holdsName(dataDir)).toEqual([DATABASE]);
    const place = folders.make();
    expect(sealedCopy(join(dataDir, DATABASE), join(place, DATABASE), key)).toBe(true);
    expect([texts(dataDir), texts(place, key), holdsName(place)]).toEqual([
      ['Nguyễn Văn Mẫu'],
      ['Nguyễn Văn Mẫu'],
      [],
    ]);
    expect(sealedCopy(join(folders.make(), DATABASE), join(place, 'none.db'), key)).toBe(false);
  });
});
