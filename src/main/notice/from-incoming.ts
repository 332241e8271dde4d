import type { IncomingRow } from '../../shared/contract/incoming.ts';
import type { IncomingId, LocalDate } from '../../shared/domain/core/values.ts';
import { deadlineStage, type NoticeKind, nearUntil } from '../../shared/domain/notice/notice.ts';
import { alarmsFor } from '../incoming/attention.ts';
import { OF_ONE_SORT_MAX, type Telling, type Told } from './told.ts';

type Row = Pick<IncomingRow, 'subject' | 'organName' | 'reference'> & {
  readonly documentId: IncomingId;
  readonly dueOn: LocalDate | null;
  readonly mark: string;
};
const columns = 'r.document_id as documentId, r.subject, r.organ_name as organName, r.reference';
const unopened = `not exists (select 1 from incoming_reading as o
  where o.document_id = r.document_id and o.official_id = :me and (o.opened_at is not null or o.is_read = 1))`;
/** His open shares; a share's own deadline goes before the document's. */
const shares = `from incoming_assignment as a
  join incoming_row as r on r.document_id = a.document_id
  join entities as e on e.kind = 'assignment' and e.id = a.assignment_id
  where a.official_id = :me and a.is_open = 1`;
const dueOn = `coalesce(json_extract(coalesce(e.overlay, e.body), '$.dueOn'), r.due_on)`;

const statements = {
  'document-given': `select ${columns}, ${dueOn} as dueOn, a.assignment_id as mark ${shares} and ${unopened}
    group by r.document_id order by a.sort_key desc limit :max`,
  'document-presented': `select ${columns}, r.due_on as dueOn, '' as mark from incoming_row as r
    where r.tab = 'registered' and r.holder_id = :me and ${unopened} order by r.sort_key desc limit :max`,
  due: `select ${columns}, min(${dueOn}) as dueOn, '' as mark ${shares} and ${dueOn} <= :near
    group by r.document_id order by dueOn limit :max`,
  'document-sent-back': `select ${columns}, null as dueOn,
      coalesce((select json_extract(coalesce(e.overlay, e.body), '$.sentBack.at') from entities as e
        where e.kind = 'incoming' and e.id = r.document_id), '') as mark
    from incoming_row as r where r.sent_back = 1 order by r.sort_key desc limit :max`,
} as const;

/** Urgent documents, what was given to the official or put before him, his deadlines, and for the clerks what came back. */
export function fromIncoming({ db, me, today, calendar }: Telling): readonly Told[] {
  const rowsOf = (name: keyof typeof statements): readonly Row[] =>
    db
      .prepare<[Record<string, unknown>], Row>(statements[name])
      .all({ me: me.id, max: OF_ONE_SORT_MAX, ...(name === 'due' && { near: nearUntil(today, calendar) }) });
  const alarms = alarmsFor(db, me.id, me.roles);
  const alarming = new Set<string>(alarms.map(({ documentId }) => documentId));
  const calm = (name: keyof typeof statements): readonly Row[] =>
    rowsOf(name).filter(({ documentId }) => !alarming.has(documentId));
  return [
    ...alarms.map((row) => told('urgent', { ...row, dueOn: row.dueOn ?? null, mark: '' })),
    ...calm('document-given').map((row) => told('document-given', row)),
    ...(me.roles.includes('leader')
      ? calm('document-presented').map((row) => told('document-presented', row))
      : []),
    ...rowsOf('due').map((row) => {
      const stage = deadlineStage(row.dueOn ?? undefined, today, calendar);
      return told(stage === 'late' ? 'document-late' : 'document-near', { ...row, mark: row.dueOn ?? '' });
    }),
    ...(me.roles.includes('clerk')
      ? rowsOf('document-sent-back').map((row) => told('document-sent-back', row))
      : []),
  ];
}

const told = (kind: NoticeKind, { documentId, subject, organName, reference, dueOn, mark }: Row): Told => ({
  key: `${documentId}:${kind}:${mark}`,
  ...{ kind, title: subject, detail: [organName, reference].filter((each) => each !== '').join(' · ') },
  ...(dueOn && { on: dueOn }),
  place: { to: 'incoming', id: documentId },
});
