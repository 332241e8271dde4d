import { linkOf } from '../../src/server/audit/verify-chain.ts';
import type { Database } from './sqlite-tables.ts';

type Row = {
  readonly agencyId: string;
  readonly seq: number;
  readonly operationId: string;
  readonly officialId: string;
  readonly name: string;
  readonly argsSha256: string;
  readonly chain: string;
};

/** The audit of the real server over the simulator's tables: contiguous places, whole chains, the feed at their end. */
export function verifyChainsOf(db: Database): string[] {
  const feeds = db.prepare('select agency_id as agencyId, head, chain from feeds').all() as {
    agencyId: string;
    head: number;
    chain: string;
  }[];
  return feeds.flatMap(({ agencyId, head, chain }) => {
    const rows = db
      .prepare(
        `select agency_id as agencyId, seq, operation_id as operationId, official_id as officialId, name, args_sha256 as argsSha256, chain
         from operation_log where agency_id = ? order by seq`,
      )
      .all(agencyId) as Row[];
    let link = '';
    for (const [index, row] of rows.entries()) {
      link = linkOf(link, row);
      if (row.seq !== index + 1 || row.chain !== link)
        return [`the log of ${agencyId} breaks at ${String(row.seq)}`];
    }
    return rows.length === head && link === chain
      ? []
      : [`the feed of ${agencyId} is not at the end of its log`];
  });
}
