import { linkOf } from '../../src/server/audit/verify-chain.ts';
import type { Stored } from './storage.ts';

/** The audit of the real server over what is stored: contiguous places, whole chains, the feed at their end. */
export function chainProblems({ feeds, log }: Stored): string[] {
  return feeds.flatMap(({ agencyId, head, chain }) => {
    const rows = log.filter((each) => each.agencyId === agencyId);
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
