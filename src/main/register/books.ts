import type { Output } from '../../shared/contract/contract.ts';
import type { BookShown, LeaseShown } from '../../shared/contract/register.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { LocalDate, RegisterId } from '../../shared/domain/core/values.ts';
import { type Register, registerId, yearOf } from '../../shared/domain/office/register.ts';
import { LEASE_DAYS_MAX } from '../../shared/domain/register/lease-commands.ts';
import { addDays } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { tryOut } from '../document/dry-run.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import { isPendingFor } from '../store/row-sync.ts';

const order = ['outgoing', 'incoming', 'copies'] as const;
const byYear = (a: BookShown, b: BookShown): number =>
  b.year - a.year || order.indexOf(a.book) - order.indexOf(b.book);

/** The books that concern anybody now, and those that are still to be opened. */
export function listBooks(context: QueryContext): Output<'office.listBooks'> {
  const year = yearOf(context.today());
  const all = allOf(context.db, 'register');
  const books = all
    .filter(({ body }) => body.year >= year || body.lease !== undefined || body.disputed !== undefined)
    .map(({ id, body }) => bookShown(context, RegisterId.parse(id), body))
    .sort(byYear);
  return {
    books,
    toOpen: toOpen(
      context,
      all.map(({ body }) => body),
    ),
  };
}

/** Numbers begin anew on 01/01 (NĐ 30/2020 article 15): whoever waits until then has no book on the first morning. */
function toOpen(
  { actor, today, ports }: QueryContext,
  known: readonly Register[],
): Output<'office.listBooks'>['toOpen'] {
  const { agencyId } = ports.profile;
  if (!may(actor(), 'administer', { agencyId })) return [];
  const year = yearOf(today());
  const years = today().slice(5, 7) === '12' ? [year, year + 1] : [year];
  return years.flatMap((each) =>
    order
      .filter((book) => !known.some((body) => body.book === book && body.year === each))
      .map((book) => ({
        ...{ registerId: registerId(agencyId, book, each), book, year: each },
        name: say(`books.name.${book}`),
      })),
  );
}

function bookShown(context: QueryContext, id: RegisterId, body: Register): BookShown {
  const { db, today } = context;
  const { book, name, year, next, lastIssuedOn, lease, withdrawn, disputed = 0 } = body;
  const lastDays = lastDaysOf(body, today());
  const epoch = lease?.epoch ?? 1;
  return {
    ...{ registerId: id, book, name, year, next, lastIssuedOn, disputedCount: disputed },
    ...(lease && { lease: leaseShown(context, id, lease) }),
    ...(withdrawn && {
      withdrawn: {
        ...{ holder: personOf(db, withdrawn.officialId), by: personOf(db, withdrawn.by) },
        ...{ at: withdrawn.at, reason: withdrawn.reason },
      },
    }),
    isWaiting: ['register.takeLease', 'register.returnLease', 'register.withdrawLease'].some((command) =>
      isPendingFor(db, { kind: 'register', id }, command),
    ),
    ...(lastDays && { lastDays }),
    take: tryOut(context, {
      name: 'register.takeLease',
      command: 'register.takeLease',
      args: { registerId: id, lastDay: lastDays?.from ?? today() },
    }),
    withdraw: tryOut(context, {
      name: 'register.withdrawLease',
      command: 'register.withdrawLease',
      args: { registerId: id, epoch, reason: '.' },
    }),
  };
}

/** A lease ends today at the earliest, in two weeks at the latest, and within the year of the book. */
function lastDaysOf({ year }: Register, today: LocalDate): BookShown['lastDays'] {
  const [first, last] = [LocalDate.parse(`${String(year)}-01-01`), LocalDate.parse(`${String(year)}-12-31`)];
  const latest = addDays(today, LEASE_DAYS_MAX);
  const from = today > first ? today : first;
  const [to = last] = [latest, last].sort();
  return from <= to ? { from, to } : undefined;
}

function leaseShown(
  { db, ports, today }: QueryContext,
  id: RegisterId,
  { device, epoch, lastDay, officialId }: NonNullable<Register['lease']>,
): LeaseShown {
  const holder = personOf(db, officialId);
  const isHere = device === ports.profile.deviceId;
  return {
    ...(holder && { holder }),
    ...{ isHere, epoch, lastDay, hasEnded: today() > lastDay },
    unsentCount: isHere ? unsentNumbers(db, id) : 0,
  };
}

/** Only what writes a book here, a number under its lease, has the book among its roots. */
const unsentNumbers = (db: ReadDb, id: RegisterId): number =>
  db
    .prepare<[string], number>(
      `select count(*) from outbox_roots join outbox using (n)
       where root_kind = 'register' and root_id = ? and name in ('outgoing.takeNumber', 'incoming.register')
         and settled_at is null and state in ('waiting', 'sent', 'parked')`,
    )
    .pluck()
    .get(id) ?? 0;
