import type { Output } from '../../shared/contract/contract.ts';
import { NOTICES_MAX } from '../../shared/contract/notice.ts';
import { byPressure } from '../../shared/domain/notice/notice.ts';
import { isQuiet, type QuietHours, USUAL_HOURS } from '../../shared/domain/notice/quiet-hours.ts';
import { AppError } from '../../shared/errors.ts';
import { isFaultCode, say, sayFault, type WordKey, words } from '../../shared/words/vi.ts';
import type { Handlers, QueryContext } from '../handler.ts';
import { calendarHere } from '../office/working-years.ts';
import type { ReadDb } from '../store/handles.ts';
import { listOperations } from '../sync/list-operations.ts';
import { fromIncoming } from './from-incoming.ts';
import { fromChanges, fromDelegations, fromDossiers } from './from-office.ts';
import { fromOutgoing } from './from-outgoing.ts';
import { fromTasks } from './from-tasks.ts';
import { OF_ONE_SORT_MAX, type Telling, type Told } from './told.ts';

/** What was read and forgotten again would be new once more; nobody reads so many. */
const READ_KEPT_MAX = 3_000;

export const noticeHandlers: Handlers<'notice.list' | 'notice.markRead' | 'notice.setQuietHours'> = {
  'notice.list': listNotices,
  'notice.markRead': ({ write, ports, announce }, { keys }) => {
    write((db) => {
      const insert = db.prepare(
        'insert into notice_read (key, read_at) values (?, ?) on conflict do nothing',
      );
      for (const key of keys) insert.run(key, ports.now());
      db.prepare(
        'delete from notice_read where key in (select key from notice_read order by read_at desc limit -1 offset ?)',
      ).run(READ_KEPT_MAX);
    });
    announce('notice');
    return {};
  },
  'notice.setQuietHours': ({ write, announce }, { isOn, from, to }) => {
    if (from >= to) throw new AppError('notice.hours-order', { from, to });
    write((db) => {
      db.prepare(
        `insert into notice_hours (one, is_on, from_time, to_time) values (1, ?, ?, ?)
         on conflict (one) do update set is_on = excluded.is_on, from_time = excluded.from_time, to_time = excluded.to_time`,
      ).run(isOn ? 1 : 0, from, to);
    });
    announce('notice');
    return {};
  },
};

function listNotices(context: QueryContext): Output<'notice.list'> {
  const { db, ports } = context;
  const telling: Telling = {
    ...{ db, me: context.actor(), today: context.today(), calendar: calendarHere(db) },
  };
  const told = [
    ...fromIncoming(telling),
    ...fromTasks(telling),
    ...fromOutgoing(telling),
    ...fromDelegations(telling),
    ...fromChanges(telling),
    ...fromDossiers(telling),
    ...fromOutbox(context),
  ];
  const isRead = db.prepare<[string], number>('select 1 from notice_read where key = ?').pluck();
  const notices = told
    .map((each) => ({ ...each, isRead: isRead.get(each.key) !== undefined }))
    .sort(byPressure)
    .slice(0, NOTICES_MAX);
  const hours = hoursHere(db);
  return {
    notices,
    unreadCount: notices.filter((each) => !each.isRead).length,
    isQuiet: isQuiet(hours, ports.now(), telling.calendar),
    hours,
  };
}

const isWord = (key: string): key is WordKey => Object.hasOwn(words, key);

/** What the server refused and the official has not put aside. */
const fromOutbox = (context: QueryContext): readonly Told[] =>
  listOperations(context, { tab: 'refused', limit: OF_ONE_SORT_MAX }).rows.map(
    ({ operationId, name, subject, code, detail }): Told => {
      const deed = `operation.${name}`;
      const named = isWord(deed) ? say(deed) : name;
      return {
        key: `${operationId}:push-refused`,
        ...{ kind: 'push-refused', title: subject === '' ? named : `${named}: ${subject}` },
        ...(isFaultCode(code) && { detail: sayFault(code, detail) }),
        place: { to: 'sync', id: operationId },
      };
    },
  );

const hoursHere = (db: ReadDb): QuietHours => {
  const found = db
    .prepare<[], { isOn: number; from: string; to: string }>(
      'select is_on as isOn, from_time as "from", to_time as "to" from notice_hours',
    )
    .get();
  return found ? { isOn: found.isOn === 1, from: found.from, to: found.to } : USUAL_HOURS;
};
