import type { IncomingRow } from '../../shared/contract/incoming.ts';
import type { LocalDate, OfficialId } from '../../shared/domain/core/values.ts';
import { type Attention, attentions, chaseDays } from '../../shared/domain/incoming/attention.ts';
import type { Role } from '../../shared/domain/office/official.ts';
import { BEGINNING, type Cursor } from '../document/cursor.ts';
import { calendarHere } from '../office/working-years.ts';
import type { ReadDb } from '../store/handles.ts';
import { columns, joins, readRow, type StoredRow } from './store.ts';

const OPEN = `r.tab in ('arrived', 'registered', 'in-progress')`;
const openedBy = (official: string): string => `exists (
  select 1 from incoming_reading as o where o.document_id = r.document_id and (${official}) and (o.opened_at is not null or o.is_read = 1))`;

/** The condition of each list; `:officialId`, `:today`, `:handOnBefore` and `:dueSoonUntil` are what it may ask. */
const conditions: Readonly<Record<Attention, string>> = {
  // Whoever has it must have opened it; where nobody has it yet, anybody.
  'urgent-unopened': `r.urgency <> 'normal' and ${OPEN} and not ${openedBy('o.official_id = coalesce(r.holder_id, o.official_id)')}`,
  'not-handed-on': `r.tab in ('arrived', 'registered') and r.holder_id is null
    and (r.arrived_on <= :handOnBefore or r.urgency <> 'normal')`,
  overdue: `${OPEN} and r.due_on < :today`,
  'due-soon': `${OPEN} and r.due_on between :today and :dueSoonUntil`,
  'sent-back': 'r.sent_back = 1',
  recorded: `r.recorded_for = :officialId and not exists (
    select 1 from incoming_reading as o where o.document_id = r.document_id and o.official_id = :officialId and o.is_read = 1)`,
  flagged: `r.document_id in (select document_id from incoming_reading where official_id = :officialId and is_flagged = 1)`,
};

const asked = (db: ReadDb, officialId: OfficialId, today: LocalDate) => ({
  officialId,
  today,
  ...chaseDays(today, calendarHere(db)),
});

export type AttentionPage = {
  readonly attention: Attention;
  readonly after: Cursor | undefined;
  readonly limit: number;
  readonly officialId: OfficialId;
  readonly today: LocalDate;
};

/** One page of a list for chasing, newest first, whatever the documents' tabs. */
export function readAttention(
  db: ReadDb,
  { attention, after, limit, officialId, today }: AttentionPage,
): { readonly rows: readonly IncomingRow[]; readonly next: Cursor | undefined } {
  const found = db
    .prepare<[Record<string, unknown>], StoredRow>(
      `select ${columns} from incoming_row as r ${joins}
       where ${conditions[attention]} and (r.sort_key, r.row_id) < (:key, :tie)
       order by r.sort_key desc, r.row_id desc limit :limit`,
    )
    .all({
      ...asked(db, officialId, today),
      key: after?.key ?? BEGINNING,
      tie: after ? Number(after.tie) : BEGINNING,
      limit: limit + 1,
    });
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    rows: found.slice(0, limit).map(readRow),
    next: last && { key: last.sortKey, tie: String(last.rowId) },
  };
}

/** Beyond this a list is told as "more than". */
export const COUNTED_MAX = 1_000;

/** How many documents stand in each list for chasing, `COUNTED_MAX` at most. */
export function countAttention(
  db: ReadDb,
  officialId: OfficialId,
  today: LocalDate,
): Record<Attention, number> {
  const values = { ...asked(db, officialId, today), max: COUNTED_MAX };
  const count = (attention: Attention): number =>
    db
      .prepare<[Record<string, unknown>], number>(
        `select count(*) from (select 1 from incoming_row as r where ${conditions[attention]} limit :max)`,
      )
      .pluck()
      .get(values) ?? 0;
  return Object.fromEntries(attentions.map((each) => [each, count(each)])) as Record<Attention, number>;
}

/** Alarms that are shown; whoever has more goes to the list. */
const ALARMS_MAX = 20;

/** Which urgent documents wait for this very step of the way. */
const stepOf: Readonly<Partial<Record<Role, string>>> = {
  clerk: `r.tab = 'arrived'`,
  leader: `(r.tab = 'registered' and coalesce(r.holder_id, :officialId) = :officialId)`,
};

/**
 * Urgent documents that wait for the official and that he has not opened, the most urgent first: they alarm from their arrival on, by night and on days off
 * too (NĐ 30/2020 article 4.2c).
 */
export function alarmsFor(db: ReadDb, officialId: OfficialId, roles: readonly Role[]): IncomingRow[] {
  const steps = [
    ...roles.flatMap((role) => stepOf[role] ?? []),
    `(r.tab = 'in-progress' and r.holder_id = :officialId)`,
  ];
  return db
    .prepare<[Record<string, unknown>], StoredRow>(
      `select ${columns} from incoming_row as r ${joins}
       where r.urgency <> 'normal' and (${steps.join(' or ')}) and not ${openedBy('o.official_id = :officialId')}
       order by case r.urgency when 'express' then 0 when 'very-urgent' then 1 else 2 end, r.sort_key, r.row_id limit :max`,
    )
    .all({ officialId, max: ALARMS_MAX })
    .map(readRow);
}
