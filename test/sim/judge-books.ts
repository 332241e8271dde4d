import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Register } from '../../src/shared/domain/office/register.ts';
import { yearOf } from '../../src/shared/domain/office/register.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import type { Containment } from '../../src/shared/domain/secrecy/containment.ts';
import type { FaultCode } from '../../src/shared/words/vi.ts';
import { promisesAreKept } from './promised.ts';
import { bodiesIn, type Stored } from './storage.ts';
import type { Device, World } from './story.ts';

/** What books promise, lent or not. */
export const judgeBooks = (world: World, stored: Stored): string[] => [
  ...registersAreWhole(stored),
  ...promisesAreKept(world, stored),
  ...world.devices.flatMap((device) => [...lostNumbersAreTold(device, stored), ...givenOnce(device)]),
];

type Entry = { readonly number: number; readonly day: string | undefined };

/** What stands in each book: documents, what is left of contained ones, and void numbers, whose day decides nothing. */
function entriesOf(stored: Stored): ReadonlyMap<string, readonly Entry[]> {
  const books = new Map<string, Entry[]>();
  const note = (book: string | undefined, number: number | undefined, day: string | undefined): void => {
    if (book !== undefined && number !== undefined)
      books.set(book, [...(books.get(book) ?? []), { number, day }]);
  };
  for (const each of bodiesIn<Incoming>(stored, 'incoming'))
    note(each.registerId, each.arrivalNumber, each.arrivedOn);
  for (const each of bodiesIn<Outgoing>(stored, 'outgoing'))
    note(each.registerId, each.number, each.issuedOn);
  for (const each of bodiesIn<Containment>(stored, 'containment'))
    note(each.registerId, each.number, each.day);
  for (const { registerId, given, settled } of bodiesIn<Incident>(stored, 'incident'))
    if (settled?.how === 'void' && settled.isEntry) note(registerId, given.number, undefined);
  return books;
}

/** Invariant 1: each book of each year has the numbers 1..n, each once, in the order of their days, and stands at n+1. In the end nobody waits for a decision. */
function registersAreWhole(stored: Stored): string[] {
  const books = entriesOf(stored);
  return bodiesIn<Register>(stored, 'register').flatMap(({ id, year, next, lease, disputed }) => {
    const entries = (books.get(id) ?? []).toSorted((a, b) => a.number - b.number);
    const numbers = entries.map(({ number }) => number);
    const isWhole = numbers.every((number, index) => number === index + 1) && next === numbers.length + 1;
    const days = entries.flatMap(({ day }) => day ?? []);
    const isInOrder = days.every((day, index) => index === 0 || (days[index - 1] ?? '') <= day);
    return [
      ...(isWhole ? [] : [`${id} has numbers ${numbers.join()} and stands at ${String(next)}`]),
      ...(isInOrder ? [] : [`${id} has days ${days.join()}`]),
      ...(days.every((day) => yearOf(day as never) === year) ? [] : [`${id} has days of another year`]),
      ...(lease ? [`${id} is lent for ever`] : []),
      ...(disputed ? [`${id} waits for ${String(disputed)} decisions for ever`] : []),
    ];
  });
}

type Told = {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly args: string;
};
type Args = {
  readonly given?: { readonly number: number; readonly epoch: number };
  readonly registerId?: string;
  readonly incidentId?: string;
  readonly documentId?: string;
};

/** A report may be refused from who is no clerk any more, and in words that the server does not know. */
const UNTOLD_FOR = new Set<string>([
  'register.only-clerk-settles',
  'office.rights-ended',
  'operation.unknown',
] satisfies FaultCode[]);

/** A machine that holds a book gives each number once, whatever becomes of the paper that bears it. */
function givenOnce({ name, test }: Device): string[] {
  const bearers = new Map<string, string>();
  return test.replica.store.read
    .prepare<[], string>(
      "select args from outbox where name in ('outgoing.takeNumber', 'incoming.register') and json_extract(args, '$.given.epoch') > 0 order by n",
    )
    .pluck()
    .all()
    .flatMap((text) => {
      const { registerId, given, documentId = '' } = JSON.parse(text) as Args;
      const number = `${String(registerId)} ${JSON.stringify([given?.epoch, given?.number])}`;
      const bearer = bearers.get(number) ?? documentId;
      bearers.set(number, bearer);
      return bearer === documentId ? [] : [`${name} gave ${number} to ${bearer} and ${documentId}`];
    });
}

/** A given number that was not accepted is one incident under its operation's id: nobody loses a number that stands on a paper. */
function lostNumbersAreTold({ name, test }: Device, { entities }: Stored): string[] {
  const told = new Set(entities.filter(({ kind }) => kind === 'incident').map(({ id }) => id));
  // Another desk brought the number back to its document.
  const hasIt = ({ documentId, given }: Args): boolean =>
    entities.some(({ id, body }) => {
      const { number, arrivalNumber = number } = id === documentId ? JSON.parse(body) : {};
      return arrivalNumber !== undefined && arrivalNumber === given?.number;
    });
  const refused = test.replica.store.read
    .prepare<[], Told>(
      "select operation_id as id, name, code, args from outbox where state in ('refused', 'conflict') order by n",
    )
    .all()
    .map((each) => ({ ...each, args: JSON.parse(each.args) as Args }));
  const reports = refused.filter(({ args }) => args.incidentId !== undefined);
  return refused
    .filter(({ id, args }) => args.given !== undefined && args.incidentId === undefined && !told.has(id))
    .filter(({ args }) => !hasIt(args))
    .flatMap(({ id, name: command, code }) => {
      const report = reports.find(({ args }) => args.incidentId === id);
      return report && UNTOLD_FOR.has(report.code)
        ? []
        : [
            `${name}: ${command} (${id}, ${code}) gave a number that nobody hears of (${report?.code ?? 'not reported'})`,
          ];
    });
}
