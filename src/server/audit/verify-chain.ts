import { createPublicKey, hash } from 'node:crypto';
import { AgencyId, type DeviceId, type Instant, type OperationId } from '../../shared/domain/core/values.ts';
import type { DeviceKey } from '../../shared/protocol/session.ts';
import { textToSign } from '../../shared/protocol/signed-operation.ts';
import { isSignatureOf } from '../auth/operation-signature.ts';
import type { DatabaseClient } from '../store/pool.ts';

/** Operations held in memory at a time. */
const PAGE_ROWS = 2_000;

/**
 * What the log of one agency is. `head` is the link that an office writes down elsewhere: whoever rewrites the log cannot make it come out the same.
 * `problem` names the first operation that does not fit; what follows it proves nothing.
 */
export type AgencyAudit = {
  readonly agencyId: AgencyId;
  readonly operations: number;
  readonly head: string;
  readonly problem?: { readonly seq: number; readonly what: AuditProblem };
};

/** `gap`: a sequence number is missing. `chain`: a row or its link was changed. `args`: the arguments are not those of the digest. `head`: the feed stands elsewhere. `signature`: an enrolled device did not sign this. */
export type AuditProblem = 'gap' | 'chain' | 'args' | 'signature' | 'head';

type LogRow = {
  readonly seq: number;
  readonly operationId: OperationId;
  readonly officialId: string;
  readonly name: string;
  readonly args: string | null;
  readonly argsSha256: string;
  readonly chain: string;
  /** Of an enrolled device; what the server did itself has neither. */
  readonly deviceId: DeviceId;
  readonly devSeq: number;
  readonly key: DeviceKey | null;
  readonly signedDoneAt: Instant | null;
  readonly signature: string | null;
};

const pageSql = `
select l.seq, l.operation_id as "operationId", l.official_id as "officialId", l.name, l.args, l.args_sha256 as "argsSha256", l.chain,
  l.device_id as "deviceId", l.dev_seq as "devSeq", d.key, s.done_at as "signedDoneAt", s.signature
from operation_log l left join devices d on d.id = l.device_id left join operation_signatures s using (operation_id)
where l.agency_id = $1 and l.seq > $2 order by l.seq limit ${String(PAGE_ROWS)}`;

/** One link: the hash of the link before and of what may not change. The arguments stand in it by their digest, so that a lawful purge keeps the chain whole. */
export const linkOf = (
  before: string,
  row: Pick<LogRow, 'seq' | 'officialId' | 'name' | 'argsSha256'> & { readonly operationId: string },
): string =>
  hash('sha256', [before, row.seq, row.operationId, row.officialId, row.name, row.argsSha256].join('\n'));

/** Computes the chain of every agency anew from the operation log, reading only. Agencies come in the order of their ids. */
export async function* verifyChains(client: DatabaseClient): AsyncGenerator<AgencyAudit> {
  const { rows } = await client.query<{ agencyId: string; head: number; chain: string }>(
    'select agency_id as "agencyId", head, chain from feeds order by agency_id',
  );
  for (const { agencyId, head, chain } of rows) {
    yield await verifyAgency(client, { agencyId: AgencyId.parse(agencyId), head, chain });
  }
}

async function verifyAgency(
  client: DatabaseClient,
  feed: { readonly agencyId: AgencyId; readonly head: number; readonly chain: string },
): Promise<AgencyAudit> {
  const { agencyId } = feed;
  let [link, seq] = ['', 0];
  for (;;) {
    const { rows } = await client.query<LogRow>(pageSql, [agencyId, seq]);
    for (const row of rows) {
      const what = problemOf(row, seq, link) ?? (await signatureProblemOf(row, agencyId));
      if (what) return { agencyId, operations: seq, head: link, problem: { seq: row.seq, what } };
      link = row.chain;
      seq = row.seq;
    }
    if (rows.length < PAGE_ROWS) break;
  }
  const isWhole = seq === feed.head && link === feed.chain;
  return {
    agencyId,
    operations: seq,
    head: link,
    ...(!isWhole && { problem: { seq: feed.head, what: 'head' } }),
  };
}

function problemOf(row: LogRow, seqBefore: number, linkBefore: string): AuditProblem | undefined {
  if (row.seq !== seqBefore + 1) return 'gap';
  if (linkOf(linkBefore, row) !== row.chain) return 'chain';
  return row.args !== null && hash('sha256', row.args) !== row.argsSha256 ? 'args' : undefined;
}

async function signatureProblemOf(row: LogRow, agencyId: AgencyId): Promise<AuditProblem | undefined> {
  const { key, signature, signedDoneAt: doneAt } = row;
  if (key === null) return undefined;
  if (signature === null || doneAt === null) return 'signature';
  const text = textToSign({ ...row, agencyId }, { ...row, doneAt }, row.argsSha256);
  const isRight = await isSignatureOf(text, signature, createPublicKey({ key, format: 'jwk' }));
  return isRight ? undefined : 'signature';
}
