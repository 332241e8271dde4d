import type { Random } from '../support/random.ts';
import { momentOf, WORKING_DAYS } from './calendar.ts';
import type { Desk } from './desk.ts';
import type {
  ClassifiedFact,
  DossierFact,
  IncomingFact,
  OpeningFact,
  OutgoingFact,
  TaskFact,
} from './facts.ts';
import type { Person, YearOffice } from './office.ts';
import type { Size } from './plan.ts';

type Written<Fact> = { -readonly [Key in keyof Fact]: Fact[Key] };
/** What the story itself writes down of what it does; nothing of the product counts or changes it. */
export type Ledger = {
  readonly incoming: Written<IncomingFact>[];
  readonly outgoing: Written<OutgoingFact>[];
  readonly tasks: Written<TaskFact>[];
  readonly dossiers: Written<DossierFact>[];
  readonly openings: OpeningFact[];
  readonly classified: ClassifiedFact[];
  /** The last number of each book. */
  readonly numbers: Map<string, number>;
  acts: number;
};

export const emptyLedger = (): Ledger => ({
  ...{ incoming: [], outgoing: [], tasks: [], dossiers: [], openings: [], classified: [] },
  ...{ numbers: new Map(), acts: 0 },
});

/** One thing that somebody does at his desk on a day; what follows from it is planned by itself. */
export type Act = (at: At) => Promise<void>;
export type At = {
  readonly desk: Desk;
  readonly person: Person;
  /** The working day, counted from 0. */
  readonly day: number;
  readonly today: string;
  readonly nowMs: number;
};
type Planned = { readonly order: string; readonly act: Act };

export type Story = {
  readonly seed: number;
  readonly size: Size;
  readonly office: YearOffice;
  readonly ledger: Ledger;
  /** Plans an act for the next day on which the official sits down; what would come after the year is never done. `order` makes a desk's work on a day the same whoever planned first. */
  readonly plan: (day: number, person: Person, order: string, act: Act) => void;
  /** The next thing that an official has to do on a day, of those before `before` in their order. */
  readonly take: (day: number, person: Person, before: string) => Act | undefined;
  /** Under which order the next one stands. */
  readonly next: (day: number, person: Person) => string | undefined;
  /** Whose desk an official's is. */
  readonly byId: (id: string) => Person;
};

export const DAYS = WORKING_DAYS.length;
export const dayName = (day: number): string => WORKING_DAYS[day] ?? '';
/** A working day's date, also behind the year: deadlines do not end with it. */
export const dateOf = (day: number): string =>
  WORKING_DAYS[day] ??
  new Date(momentOf('2027-01-04', '12:00') + (day - DAYS) * 86_400_000).toISOString().slice(0, 10);

export function makeStory(seed: number, size: Size, office: YearOffice): Story {
  const agenda = new Map<string, Planned[]>();
  const people = new Map<string, Person>(office.people.map((each) => [each.id, each]));
  const placeOf = (day: number, { key }: Person): string => `${String(day)}/${key}`;
  return {
    ...{ seed, size, office, ledger: emptyLedger() },
    plan: (day, person, order, act) => {
      if (day >= DAYS) return;
      const place = placeOf(sitting(size, day, person), person);
      const planned = agenda.get(place) ?? [];
      agenda.set(place, planned);
      const at = planned.findIndex((each) => each.order > order);
      planned.splice(at < 0 ? planned.length : at, 0, { order, act });
    },
    take: (day, person, before) => {
      const planned = agenda.get(placeOf(day, person)) ?? [];
      return planned[0] && planned[0].order < before ? planned.shift()?.act : undefined;
    },
    next: (day, person) => agenda.get(placeOf(day, person))?.[0]?.order,
    byId: (id) => {
      const person = people.get(id);
      if (!person) throw new Error(`nobody is ${id}`);
      return person;
    },
  };
}

/** The first day from `day` on at which the official sits at his desk; everybody does on the last day of the year. */
function sitting({ rhythm }: Size, day: number, { role, key }: Person): number {
  const offset = Number(/\d+$/.exec(key)?.[0] ?? 0);
  let at = day;
  while (at < DAYS - 1 && (at + offset) % rhythm[role] !== 0) at += 1;
  return at;
}

/** `between(random, 2, 5)`: 2, 3, 4 or 5. */
export const between = (random: Random, from: number, to: number): number =>
  from + random.below(to - from + 1);
