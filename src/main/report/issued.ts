import type { Calendar } from '../../shared/domain/calendar/working-days.ts';
import type { Instant, LocalDate } from '../../shared/domain/core/values.ts';
import { type Addressee, type IssuedDocument, sendBy } from '../../shared/domain/report/exchange-figures.ts';
import { addDays } from '../../shared/text/day.ts';
import type { ReadDb } from '../store/handles.ts';
import type { Addressees } from './addressees.ts';

/** A signature this long before the number is late whatever the calendar says; so many days of deadlines are worked out beforehand. */
const SIGNED_BEFORE_DAYS_MAX = 31;

/** What the rules ask of each document, in one row: a party of Nơi nhận that nothing was sent to, deliveries by how they stand, signatures, times. */
const facts = `
  with
    deadline(signed_on, is_urgent, ends) as materialized (
      select cast(value ->> 0 as text), cast(value ->> 1 as integer), value ->> 2 from json_each(:deadlines)
    ),
    province(agency_id) as materialized (select cast(value as text) from json_each(:province)),
    meant(recipients_text, party) as materialized (select cast(value ->> 0 as text), cast(value ->> 1 as integer) from json_each(:meant)),
    member(party, agency_id) as materialized (select cast(value ->> 0 as integer), cast(value ->> 1 as text) from json_each(:members)),
    missing(document_id, is_province) as materialized (
      select r.document_id, m.agency_id in (select agency_id from province)
      from outgoing_row as r indexed by outgoing_row_by_issue
      cross join meant as t on t.recipients_text = r.recipients_text cross join member as m on m.party = t.party
      where r.issued_on between :from and :to and not exists (
        select 1 from outgoing_delivery as d where d.document_id = r.document_id and d.recipient_id = m.agency_id
      )
    ),
    unsent(document_id, to_province, to_agency) as materialized (
      select document_id, max(is_province), max(not is_province) from missing group by document_id
    ),
    issued as (
      select r.document_id, r.sort_key, r.row_id, r.drafter_id, r.state = 'void' as is_void, r.is_copy,
        r.urgency <> 'normal' as is_urgent,
        max(:earliest, min(r.issued_on, coalesce((
          select date(min(s.signed_at), '+7 hours') from outgoing_signature as s where s.document_id = r.document_id and s.is_seal = 0
        ), r.issued_on))) as signed_on,
        exists (select 1 from outgoing_signature as s where s.document_id = r.document_id and s.is_seal = 0) as is_signed,
        exists (select 1 from outgoing_signature as s where s.document_id = r.document_id and s.is_seal = 1) as is_sealed,
        (select min(d.sent_at) from outgoing_delivery as d where d.document_id = r.document_id) as first_sent_at,
        exists (select 1 from outgoing_delivery as d where d.document_id = r.document_id and d.is_paper_too = 1) as is_paper_too,
        ${delivered('sent', '')} as province_sent, ${delivered('refused', '')} as province_refused,
        ${delivered('sent', 'not')} as agency_sent, ${delivered('refused', 'not')} as agency_refused,
        coalesce(unsent.to_province, 0) as province_unsent, coalesce(unsent.to_agency, 0) as agency_unsent
      from outgoing_row as r indexed by outgoing_row_by_issue left join unsent on unsent.document_id = r.document_id
      where r.issued_on between :from and :to and (r.sort_key, r.row_id) < (:key, :tie)
    ),
    timed as (
      select issued.*, case when first_sent_at is null then 'never' when first_sent_at <= ends then 'in-time' else 'late' end as first_sent,
        ends >= :now as has_time
      from issued cross join deadline on deadline.signed_on = issued.signed_on and deadline.is_urgent = issued.is_urgent
    )`;

function delivered(standing: 'sent' | 'refused', not: '' | 'not'): string {
  return `exists (
          select 1 from outgoing_delivery as d where d.document_id = r.document_id and d.standing = '${standing}'
            and d.recipient_id ${not} in (select agency_id from province)
        )`;
}

const flags = `is_void, is_copy, is_signed, is_sealed, is_paper_too, first_sent, has_time, province_sent, province_refused, province_unsent,
  agency_sent, agency_refused, agency_unsent`;

/** How many documents of each drafter are alike in everything that the rules ask. */
export const countSql = `${facts}
  select drafter_id as drafterId, ${flags}, count(*) as times from timed group by drafter_id, ${flags}`;

/** The documents themselves, the newest first. */
export const listSql = `${facts}
  select document_id as documentId, drafter_id as drafterId, sort_key as key, row_id as tie, ${flags} from timed
  order by sort_key desc, row_id desc`;

/** The texts under Nơi nhận that stand on them. */
export const textsSql =
  "select distinct recipients_text from outgoing_row where issued_on between ? and ? and recipients_text <> ''";

type Flags = Record<
  | 'is_void'
  | 'is_copy'
  | 'is_signed'
  | 'is_sealed'
  | 'is_paper_too'
  | 'has_time'
  | `${'province' | 'agency'}_${'sent' | 'refused' | 'unsent'}`,
  number
> & { readonly first_sent: IssuedDocument['firstSent'] };

/** Documents that are alike, and who drafted them. */
export type Alike = {
  readonly document: IssuedDocument;
  readonly drafterId: string;
  readonly times: number;
  readonly isPaperToo: boolean;
};
/** One document. */
export type Issued = {
  readonly document: IssuedDocument;
  readonly documentId: string;
  readonly drafterId: string;
  readonly key: number;
  readonly tie: number;
};

function documentFrom(row: Flags): IssuedDocument {
  const standings = (['sent', 'refused', 'unsent'] as const).flatMap((standing) =>
    (['province', 'agency'] as const).flatMap((is): Addressee[] =>
      row[`${is}_${standing}`] === 1 ? [{ is, standing }] : [],
    ),
  );
  return {
    isVoid: row.is_void === 1,
    isCopy: row.is_copy === 1,
    addressees: standings,
    firstSent: row.first_sent,
    hasTime: row.has_time === 1,
    isSignedByPerson: row.is_signed === 1,
    isSignedByAgency: row.is_sealed === 1,
  };
}

/** One stretch of days, whom its texts mean, and by what its times are judged. */
export type Asked = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly addressees: Addressees;
  readonly calendar: Calendar;
  readonly now: Instant;
};

function valuesOf({ from, to, addressees, calendar, now }: Asked): Record<string, string | number> {
  const earliest = addDays(from, -SIGNED_BEFORE_DAYS_MAX);
  const deadlines: [string, number, Instant][] = [];
  for (let day = earliest; day <= to; day = addDays(day, 1))
    deadlines.push([day, 0, sendBy(day, 'normal', calendar)], [day, 1, sendBy(day, 'urgent', calendar)]);
  return {
    ...{ from, to, now, earliest },
    deadlines: JSON.stringify(deadlines),
    province: JSON.stringify(addressees.province),
    meant: JSON.stringify(addressees.meant),
    members: JSON.stringify(addressees.members),
  };
}

/** Behind every row. */
const WHOLE = { key: Number.MAX_SAFE_INTEGER, tie: Number.MAX_SAFE_INTEGER } as const;

export const countAlike = (db: ReadDb, asked: Asked): readonly Alike[] =>
  db
    .prepare<[object], Flags & { drafterId: string; times: number }>(countSql)
    .all({ ...valuesOf(asked), ...WHOLE })
    .map((row) => ({
      document: documentFrom(row),
      drafterId: row.drafterId,
      times: row.times,
      isPaperToo: row.is_paper_too === 1,
    }));

/** The documents of these days behind a row, the newest first. */
export function* issuedBehind(
  db: ReadDb,
  asked: Asked,
  behind: { readonly key: number; readonly tie: number } = WHOLE,
): Generator<Issued> {
  const rows = db
    .prepare<[object], Flags & Omit<Issued, 'document'>>(listSql)
    .iterate({ ...valuesOf(asked), key: behind.key, tie: behind.tie });
  for (const row of rows) {
    const { documentId, drafterId, key, tie } = row;
    yield { document: documentFrom(row), documentId, drafterId, key, tie };
  }
}

export const textsOf = (db: ReadDb, from: LocalDate, to: LocalDate): readonly string[] =>
  db.prepare<[string, string], string>(textsSql).pluck().all(from, to);
