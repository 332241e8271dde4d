import type { Output } from '../../shared/contract/contract.ts';
import type { BookShown, LeaseShown } from '../../shared/contract/register.ts';
import { may } from '../../shared/domain/core/rights.ts';
import { LocalDate, RegisterId } from '../../shared/domain/core/values.ts';
import { type Register, registerId, yearOf } from '../../shared/domain/office/register.ts';
import { formsOf } from '../../shared/domain/register/forms.ts';
import { LEASE_DAYS_MAX } from '../../shared/domain/register/lease-commands.ts';
import { addDays } from '../../shared/text/day.ts';
import { say } from '../../shared/words/vi.ts';
import { tryOut } from '../document/dry-run.ts';
import { personOf } from '../document/people.ts';
import type { QueryContext } from '../handler.ts';
import { allOf } from '../store/entities.ts';
import type { ReadDb } from '../store/handles.ts';
import { isPendingFor } from '../store/row-sync.ts';
import { seenNextIn } from '../sync/books-seen.ts';

const order = ['outgoing', 'incoming', 'copies'] as const;
const byYear = (a: BookShown, b: BookShown): number =>
  b.year - a.year ||
  order.indexOf(a.book) - order.indexOf(b.book) ||
  a.registerId.localeCompare(b.registerId, 'en');

/** Last year's books are closed, printed and looked into long after New Year; older ones lie in the archive. */
const YEARS_SHOWN = 2;

/** The books that concern anybody now, and those that are still to be opened. */
export function listBooks(context: QueryContext): Output<'office.listBooks'> {
  const year = yearOf(context.today());
  const all = allOf(context.db, 'register');
  const books = all
    .filter(
      ({ id, body }) =>
        body.year >= year - YEARS_SHOWN ||
        body.lease !== undefined ||
        body.disputed !== undefined ||
        missingOf(context, RegisterId.parse(id), body).missing !== undefined,
    )
    .map(({ id, body }) => bookShown(context, RegisterId.parse(id), body))
    .sort(byYear);
  const known = all.map(({ body }) => body);
  return { books, toOpen: toOpen(context, known), apartYears: apartYears(context, known) };
}

/** Numbers begin anew on 01/01 (NĐ 30/2020 article 15): whoever waits until then has no book on the first morning. */
function toOpen(
  { actor, today, ports }: QueryContext,
  known: readonly Register[],
): Output<'office.listBooks'>['toOpen'] {
  const { agencyId } = ports.profile;
  if (!may(actor(), 'administer', { agencyId })) return [];
  return yearsAhead(today()).flatMap((each) => {
    const isKnown = (id: RegisterId) => known.some((body) => body.year === each && idOf(body) === id);
    const common = order.map((book) => ({
      ...{ registerId: registerId(agencyId, book, each), book, year: each },
      name: say(`books.name.${book}`),
    }));
    // What was apart last year is offered apart again.
    const apart = known.flatMap(({ series, book, year, name }) =>
      series && year === each - 1
        ? [{ registerId: registerId(agencyId, book, each, series.key), book, year: each, name, series }]
        : [],
    );
    return [...common, ...apart].filter((book) => !isKnown(book.registerId));
  });
}

const idOf = ({ agencyId, book, year, series }: Register): RegisterId =>
  registerId(agencyId, book, year, series?.key);

/** This year, and in December the next one. */
const yearsAhead = (today: LocalDate): readonly number[] =>
  today.slice(5, 7) === '12' ? [yearOf(today), yearOf(today) + 1] : [yearOf(today)];

/** Years with a common book beside which another can be opened, for who may. */
function apartYears({ actor, today }: QueryContext, known: readonly Register[]): number[] {
  const official = actor();
  if (!may(official, 'administer', official)) return [];
  return yearsAhead(today()).filter((year) => known.some((body) => body.year === year && !body.series));
}

const waited = [
  ...['register.takeLease', 'register.returnLease', 'register.withdrawLease', 'register.voidMissing'],
  'register.close',
] as const;

function bookShown(context: QueryContext, id: RegisterId, body: Register): BookShown {
  const { db, today } = context;
  const { book, name, year, next, lastIssuedOn, lease, withdrawn, closed, disputed = 0, series } = body;
  const closedBy = closed && personOf(db, closed.by);
  const lastDays = lastDaysOf(body, today());
  const epoch = lease?.epoch ?? 1;
  return {
    ...{ registerId: id, book, name, year, next, lastIssuedOn, disputedCount: disputed },
    ...(series && { series }),
    ...(lease && { lease: leaseShown(context, id, lease) }),
    ...missingOf(context, id, body),
    ...(withdrawn && {
      withdrawn: {
        ...{ holder: personOf(db, withdrawn.officialId), by: personOf(db, withdrawn.by) },
        ...{ at: withdrawn.at, reason: withdrawn.reason },
      },
    }),
    ...(closed && {
      closed: { on: closed.on, ...(closedBy && { by: closedBy }), ...(closed.note && { note: closed.note }) },
    }),
    forms: [...formsOf[book]],
    isWaiting: waited.some((command) => isPendingFor(db, { kind: 'register', id }, command)),
    ...(lastDays && { lastDays }),
    take: tryOut(context, {
      name: 'register.takeLease',
      command: 'register.takeLease',
      args: { registerId: id, lastDay: lastDays?.from ?? today() },
    }),
    close: tryOut(context, {
      name: 'register.close',
      command: 'register.close',
      args: { registerId: id, next },
    }),
    withdraw: tryOut(context, {
      name: 'register.withdrawLease',
      command: 'register.withdrawLease',
      args: { registerId: id, epoch, reason: '.' },
    }),
  };
}

/** What this device has seen given and the authority does not know; an open incident is decided first, for it may be one of them. */
function missingOf(
  context: QueryContext,
  registerId: RegisterId,
  { next, lease, disputed }: Register,
): Pick<BookShown, 'missing'> {
  const seen = seenNextIn(context.db)(registerId) ?? 0;
  if (seen <= next || lease || disputed !== undefined) return {};
  const name = 'register.voidMissing';
  const args = { registerId, from: next, incidentIds: [SOME_ID], reason: '.' };
  return { missing: { from: next, to: seen - 1, giveUp: tryOut(context, { name, command: name, args }) } };
}
/** Stands for ids that are made when it is done. */
const SOME_ID = '00000000-0000-4000-8000-000000000000';

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
