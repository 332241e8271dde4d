import type { ScrubStore } from '../../src/server/store/scrub-store.ts';
import type { Sha256 } from '../../src/shared/domain/core/values.ts';
import type { Database } from './sqlite-tables.ts';

/** One request at a time here: the rows of a file and its bytes go without asking again. */
export type SimScrub = ScrubStore & { readonly forgetFile: (sha256: Sha256) => Promise<void> };

/** What is done after a containment, over the simulator's tables. */
export const makeSqliteScrub = (db: () => Database): SimScrub => ({
  find: async ({ kind, id }) => {
    const row = db()
      .prepare(
        'select agency_id as agencyId, seq, entity_ids as ids from containments where root_kind = ? and root_id = ?',
      )
      .get(kind, id) as { agencyId: string; seq: number; ids: string } | undefined;
    return row && { ...row, ids: JSON.parse(row.ids) as string[] };
  },
  clearArguments: async ({ agencyId, seq, ids }) => {
    const clear = db().prepare(
      `update operation_log set args = null
       where agency_id = ? and seq <= ? and instr(args, ?) > 0 and name <> 'secrecy.contain'`,
    );
    for (const id of ids) clear.run(agencyId, seq, id);
  },
  ownFiles: async ({ kind, id }) =>
    db()
      .prepare(
        `select sha256 from containment_blobs c where root_kind = ? and root_id = ?
           and not exists (select 1 from blob_refs r where r.sha256 = c.sha256) order by sha256`,
      )
      .pluck()
      .all(kind, id) as Sha256[],
  forgetFile: async (sha256) => {
    for (const table of ['blob_holders', 'blobs'])
      db().prepare(`delete from ${table} where sha256 = ?`).run(sha256);
  },
  noteDone: async ({ kind, id }) => {
    db().prepare('update containments set is_scrubbed = 1 where root_kind = ? and root_id = ?').run(kind, id);
  },
});
