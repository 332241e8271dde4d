import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { agencyId } from '../../src/server/trial/people.ts';
import { crews, type Province, type Side, type Who } from './province.ts';
import { askPostgres, askReplica, numbersIn } from './sound.ts';

const SETTLE_TIMEOUT_MS = 300_000;
const everyone: readonly Who[] = [...crews.commune, ...crews.department];

/** After the last kill, and once everything is sent: what was acknowledged and is lost, stands twice, or bears a wrong number. */
export async function judgeKills(
  province: Province,
  recorded: string,
): Promise<{ readonly problems: readonly string[]; readonly said: string }> {
  await settle(province);
  const lines = readFileSync(recorded, 'utf8').trim().split('\n');
  const idsOf = (what: string) =>
    lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.slice(what.length + 1));
  const journeys = idsOf('journey');
  const lost = [
    ...(await missing(province, 'incoming.receive', idsOf('receive'), 'incoming')),
    ...(await missing(province, 'incoming.register', idsOf('register'), 'incoming')),
    ...(await missing(province, 'outgoing.dispatch', journeys, 'outgoing')),
  ];
  const doubled = await doubles(province);
  const registers = await Promise.all([
    register(province, 'incoming', 'arrivalNumber', 'commune'),
    register(province, 'incoming', 'arrivalNumber', 'department'),
    register(province, 'outgoing', 'number', 'commune'),
  ]);
  const gaps = registers.flatMap(({ problem }) => problem ?? []);
  return {
    problems: [...lost, ...doubled, ...gaps],
    said:
      `${String(lines.length)} acknowledged (${String(journeys.length)} whole journeys), ${String(lost.length)} lost, ` +
      `${String(doubled.length)} doubled, registers 1..${registers.map(({ last }) => String(last)).join(', 1..')}, ` +
      `${String(gaps.length)} with gaps`,
  };
}

/** Every desk is opened and sends what it still has, and the delivery queue is worked off. */
async function settle(province: Province): Promise<void> {
  const end = Date.now() + SETTLE_TIMEOUT_MS;
  for (;;) {
    const waiting = (await Promise.all(everyone.map((who) => waitingAt(province, who)))).flat();
    const [queue] = await askPostgres<{ n: number }>(province, 'select count(*)::int as n from queue');
    if (waiting.length === 0 && queue?.n === 0) return;
    if (Date.now() > end)
      throw new Error(`still waiting: ${waiting.slice(0, 5).join('; ')}; queue ${String(queue?.n)}`);
    await pause(500);
  }
}

/** What a desk has not sent yet; one that nobody opened has to get ready first. */
async function waitingAt(province: Province, who: Who): Promise<readonly string[]> {
  const seat = await province.seat(who);
  const isReady = await seat.invoke('profile.get', {}).then(
    () => true,
    () => false,
  );
  if (!isReady) return [`${who} is not ready`];
  return askReplica<{ name: string; state: string }>(
    province,
    who,
    'select name, state from outbox where settled_at is null',
  ).map(({ name, state }) => `${who}: ${name} ${state}`);
}

/** Recorded ids whose command is not in the log exactly once, or whose entity is not there. */
async function missing(
  province: Province,
  command: string,
  ids: readonly string[],
  kind: string,
): Promise<readonly string[]> {
  const rows = await askPostgres<{ id: string }>(
    province,
    `select told as id from unnest($1::text[]) as told
     where (select count(*) from operation_log where name = $2 and args::json->>'documentId' = told) <> 1
        or not exists (select 1 from entities where kind = $3 and id::text = told)`,
    [ids, command, kind],
  );
  return rows.map(({ id }) => `lost: ${command} ${id}`);
}

async function doubles(province: Province): Promise<readonly string[]> {
  const operations = await askPostgres<{ id: string }>(
    province,
    'select operation_id as id from operation_log group by 1 having count(*) > 1',
  );
  const messages = await askPostgres<{ id: string }>(
    province,
    `select body::json->'exchange'->>'messageId' as id from entities
     where kind = 'incoming' and body::json->'exchange'->>'messageId' is not null group by agency_id, 1 having count(*) > 1`,
  );
  return [
    ...operations.map(({ id }) => `doubled: operation ${id}`),
    ...messages.map(({ id }) => `doubled: message ${id}`),
  ];
}

async function register(
  province: Province,
  kind: 'incoming' | 'outgoing',
  field: string,
  side: Side,
): Promise<{ readonly last: number; readonly problem?: string }> {
  const rows = await askPostgres<{ n: number }>(province, numbersIn(kind, field), [agencyId(side)]);
  const isWhole = rows.every(({ n }, index) => n === index + 1);
  return {
    last: rows.length,
    ...(!isWhole && { problem: `the ${kind} register of ${side} is not 1..${String(rows.length)}` }),
  };
}
