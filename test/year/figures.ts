import type { LocalDate, Month } from '../../src/shared/domain/core/values.ts';
import { makeRandom } from '../support/random.ts';
import { PERIODS, YEAR } from './calendar.ts';
import type { Facts } from './facts.ts';
import { APART, type YearOffice } from './office.ts';
import { FIELDS, INCOMING_TYPES, OUTGOING_TYPES } from './plan.ts';
import * as recount from './recount.ts';

/** One number that the product can give, and how it is counted again over plain facts. */
export type Figure = {
  readonly name: string;
  readonly product: () => Promise<number>;
  readonly count: (facts: Facts) => number;
};
type Span = { readonly name: string; readonly from: LocalDate; readonly to: LocalDate };
const spans = PERIODS as readonly Span[];
const whole = spans.at(-1) as Span;

/** Every figure of the reports, statistics, books and lists, by its family; each family is asked alike often. */
export function allFigures(
  office: YearOffice,
  now: { ms: number; today: string },
): ReadonlyMap<string, readonly Figure[]> {
  const given = { office, now };
  return new Map([
    ['tasks', taskFigures(given)],
    ['tasks-by', groupedTaskFigures(given)],
    ['incoming', documentFigures(given, 'incoming')],
    ['outgoing', documentFigures(given, 'outgoing')],
    ['exchange', exchangeFigures(given)],
    ['books', bookFigures(given)],
    ['dossiers', dossierFigures(given)],
    ['access', accessFigures(given)],
    ['views', viewFigures(given)],
    ['classified', classifiedFigures(given)],
  ]);
}

type Given = { readonly office: YearOffice; readonly now: { readonly ms: number; readonly today: string } };
const first = <Item>(items: readonly Item[]): Item => {
  const [item] = items;
  if (item === undefined) throw new Error('nobody is there');
  return item;
};
const leaderDesk = ({ office }: Given) => office.deskOf(first(office.leaders));
const clerkDesk = ({ office }: Given) => office.deskOf(first(office.clerks));

const STANDINGS = [
  ...(['done-in-time', 'done-late', 'waiting-in-time', 'waiting-late'] as const),
  ...(['open-in-time', 'open-due-soon', 'open-late', 'open-without-limit', 'cancelled'] as const),
];
type Standing = (typeof STANDINGS)[number];

function taskFigures(given: Given): readonly Figure[] {
  const { today } = given.now;
  const asked = ({ from, to }: Span) => leaderDesk(given).ask('task.count', { from, to });
  return spans.flatMap((span) => [
    ...STANDINGS.map((standing) => ({
      name: `tasks ${span.name} ${standing}`,
      product: async () => (await asked(span)).counts[standing],
      count: (facts: Facts) => recount.tasksStanding(facts, span, { standing, today }),
    })),
    {
      name: `tasks ${span.name} in time, of a thousand`,
      product: async () => {
        const { inTimeShare } = await asked(span);
        return inTimeShare === undefined ? -1 : Math.round(inTimeShare * 1000);
      },
      count: (facts: Facts) => recount.tasksInTime(facts, span, today),
    },
  ]);
}

function groupedTaskFigures(given: Given): readonly Figure[] {
  const { office, now } = given;
  const units = [...new Set(office.specialists.map(({ unitId }) => String(unitId)))];
  const keys: Record<recount.TaskGroup, readonly string[]> = {
    lead: office.specialists.map(({ id }) => id),
    unit: units,
    giver: office.leaders.map(({ id }) => id),
    field: FIELDS,
    month: spans.slice(0, 12).map(({ from }) => from.slice(0, 7)),
  };
  const figure = (by: recount.TaskGroup, key: string, standing: Standing): Figure => {
    const name = keys[by].indexOf(key) + 1;
    return {
      name: `tasks by ${by} ${String(name)} ${standing}`,
      product: async () => {
        const { groups } = await leaderDesk(given).ask('task.count', { from: whole.from, to: whole.to, by });
        return groups.find((each) => each.key === key)?.counts[standing] ?? 0;
      },
      count: (facts) => recount.tasksStanding(facts, whole, { standing, by, key, today: now.today }),
    };
  };
  return (Object.keys(keys) as recount.TaskGroup[]).flatMap((by) =>
    keys[by].flatMap((key) => STANDINGS.map((standing) => figure(by, key, standing))),
  );
}

const DOCUMENT_STANDINGS = ['done', 'open', 'late', 'ended'] as const;
const STATES = {
  incoming: ['registered', 'assigned', 'in-progress', 'done'],
  outgoing: ['numbered', 'sealed', 'dispatched', 'void'],
} as const;

function documentFigures(given: Given, book: 'incoming' | 'outgoing'): readonly Figure[] {
  const { office, now } = given;
  const keys: Record<recount.DocumentGroup, readonly string[]> = {
    type: [...new Set<string>(book === 'incoming' ? INCOMING_TYPES : OUTGOING_TYPES)],
    unit: [...new Set(office.specialists.map(({ unitId }) => String(unitId))), 'none'],
    state: STATES[book],
  };
  const figure = (
    span: Span,
    standing: recount.DocumentStanding,
    by?: recount.DocumentGroup,
    key = '',
  ): Figure => ({
    name: `${book} ${span.name} ${standing}${by ? ` by ${by} ${by === 'unit' ? String(keys.unit.indexOf(key) + 1) : key}` : ''}`,
    product: async () => {
      const counts = (await leaderDesk(given).ask('report.countDocuments', { from: span.from, to: span.to }))[
        book
      ];
      if (!by) return counts.whole[standing];
      return counts.by[by].find((each) => each.key === key)?.counts[standing] ?? 0;
    },
    count: (facts) => {
      const is = { standing, today: now.today, ...(by && { by, key }) };
      return book === 'incoming' ? recount.incomingIn(facts, span, is) : recount.outgoingIn(facts, span, is);
    },
  });
  const groups = Object.keys(keys) as recount.DocumentGroup[];
  return spans.flatMap((span) =>
    DOCUMENT_STANDINGS.flatMap((standing) => [
      figure(span, standing),
      ...groups.flatMap((by) => keys[by].map((key) => figure(span, standing, by, key))),
    ]),
  );
}

const EXCHANGE = [
  ...(['electronic', 'to-province', 'between-agencies'] as const),
  ...(['in-time', 'signed-by-person', 'signed-by-agency'] as const),
];

function exchangeFigures(given: Given): readonly Figure[] {
  const { office, now } = given;
  const asked = ({ from, to }: Span) => clerkDesk(given).ask('report.countExchange', { from, to });
  const units = [...new Set(office.specialists.map(({ unitId }) => String(unitId)))];
  const shares = (span: Span, unit?: string): readonly Figure[] =>
    EXCHANGE.flatMap((figure) =>
      (['met', 'counted'] as const).map((part) => ({
        name: `exchange ${span.name} ${figure} ${part}${unit ? ` of unit ${String(units.indexOf(unit) + 1)}` : ''}`,
        product: async () => {
          const report = await asked(span);
          const row = unit ? report.byUnit.find((each) => each.unit === unit) : report.whole;
          return row?.counts[figure][part] ?? 0;
        },
        count: (facts: Facts) =>
          recount.exchanged(facts, span, { figure, part, now: now.ms, ...(unit && { unit }) }),
      })),
    );
  return spans.flatMap((span) => [
    ...shares(span),
    ...units.flatMap((unit) => shares(span, unit)),
    {
      name: `exchange ${span.name} issued`,
      product: async () => (await asked(span)).whole.issuedCount,
      count: (facts: Facts) => recount.issuedCount(facts, span),
    },
    {
      name: `exchange ${span.name} on paper too`,
      product: async () => (await asked(span)).whole.paperTooCount,
      count: (facts: Facts) => recount.paperTooCount(facts, span),
    },
  ]);
}

function bookFigures(given: Given): readonly Figure[] {
  const { office } = given;
  const last = async (id: string): Promise<number> => {
    const { books } = await clerkDesk(given).ask('office.listBooks', {});
    return (books.find(({ registerId }) => registerId === id)?.next ?? 0) - 1;
  };
  const outgoing = (name: string, key?: string): Figure => ({
    name: `book ${name}, last number`,
    product: () => last(office.book('outgoing', key)),
    count: (facts) =>
      facts.outgoing.filter(({ book, number }) => number !== undefined && book === name).length,
  });
  return [
    {
      name: 'book incoming, last number',
      product: () => last(office.book('incoming')),
      count: (facts) => facts.incoming.filter(({ number }) => number !== undefined).length,
    },
    outgoing('outgoing'),
    outgoing(APART.key, APART.key),
  ];
}

function dossierFigures(given: Given): readonly Figure[] {
  const { office } = given;
  const states = (['open', 'closed', 'submitted', 'archived'] as const).map((state) => ({
    name: `dossiers ${state}`,
    product: async () => (await clerkDesk(given).ask('dossier.countViews', {}))[state],
    count: (facts: Facts) => facts.dossiers.filter((each) => each.state === state).length,
  }));
  const mine = office.specialists.map((person) => ({
    name: `dossiers open of ${person.key}`,
    product: async () => (await office.deskOf(person).ask('dossier.countViews', {})).mine,
    count: (facts: Facts) =>
      facts.dossiers.filter(({ state, ownerId }) => state === 'open' && ownerId === person.id).length,
  }));
  return [...states, ...mine];
}

function accessFigures({ office }: Given): readonly Figure[] {
  const asked = ({ from, to }: Span) =>
    office.deskOf(office.administrator).ask('opening.count', { from, to });
  const of = ({ id, key }: YearOffice['people'][number]): readonly Figure[] =>
    spans.map((span) => ({
      name: `access ${span.name} by ${key}`,
      product: async () =>
        (await asked(span)).byOfficial.find(({ officialId }) => officialId === id)?.openingCount ?? 0,
      count: (facts) => recount.openingsIn(facts, span, id),
    }));
  return [
    ...spans.map((span) => ({
      name: `access ${span.name}`,
      product: async () => (await asked(span)).whole.openingCount,
      count: (facts: Facts) => recount.openingsIn(facts, span),
    })),
    ...spans.map((span) => ({
      name: `access ${span.name} documents`,
      product: async () => (await asked(span)).whole.documentCount,
      count: (facts: Facts) => recount.documentsOpenedIn(facts, span),
    })),
    ...office.specialists.flatMap(of),
  ];
}

function viewFigures(given: Given): readonly Figure[] {
  const { office } = given;
  const inStates = (items: readonly { readonly state: string }[], ...states: readonly string[]): number =>
    items.filter(({ state }) => states.includes(state)).length;
  const incoming = (['registered', 'in-progress', 'done'] as const).map((view) => ({
    name: `list incoming ${view}`,
    product: async () => (await clerkDesk(given).ask('incoming.countViews', {}))[view],
    count: (facts: Facts) =>
      inStates(facts.incoming, ...(view === 'in-progress' ? ['assigned', view] : [view])),
  }));
  // A draft is its drafter's until it is signed: a clerk's lists do not have it.
  const outgoing = (['signed', 'numbered', 'sealed', 'dispatched', 'void'] as const).map((view) => ({
    name: `list outgoing ${view}`,
    product: async () => (await clerkDesk(given).ask('outgoing.countViews', {}))[view],
    count: (facts: Facts) => inStates(facts.outgoing, view),
  }));
  const own = office.specialists.flatMap((person): readonly Figure[] => [
    {
      name: `list incoming of ${person.key}`,
      product: async () => (await office.deskOf(person).ask('incoming.countViews', {})).mine,
      count: (facts) => recount.sharesOf(facts, person.id),
    },
    {
      name: `list tasks of ${person.key}`,
      product: async () => (await office.deskOf(person).ask('task.countViews', {})).mine,
      count: (facts) =>
        inStates(
          facts.tasks.filter(({ leadId }) => leadId === person.id),
          'given',
          'in-progress',
        ),
    },
  ]);
  const waiting = office.leaders.map((person) => ({
    name: `list tasks given by ${person.key}`,
    product: async () => (await office.deskOf(person).ask('task.countViews', {})).given,
    count: (facts: Facts) =>
      inStates(
        facts.tasks.filter(({ giverId }) => giverId === person.id),
        'given',
        'in-progress',
        'reported',
      ),
  }));
  return [...incoming, ...outgoing, ...own, ...waiting];
}

const classifiedFigures = (given: Given): readonly Figure[] =>
  spans.slice(0, 12).map(({ from, to, name }) => ({
    name: `classified papers ${name}`,
    product: async () => {
      const { classified } = await clerkDesk(given).ask('report.countExchange', { from, to });
      return classified.find(({ month }) => month === (from.slice(0, 7) as Month))?.count ?? -1;
    },
    count: (facts) => recount.classifiedOf(facts, from.slice(0, 7)),
  }));

/** Draws figures by a seed, one family after the other; of a few draws one that is not nothing. */
export function drawFigures(
  families: ReadonlyMap<string, readonly Figure[]>,
  { seed, count, facts }: { readonly seed: number; readonly count: number; readonly facts: Facts },
): readonly Figure[] {
  const random = makeRandom(seed * 31 + YEAR);
  const drawn = new Map<string, Figure>();
  const lists = [...families.values()];
  for (let turn = 0; drawn.size < count && turn < count * 20; turn++) {
    const family = lists[turn % lists.length] ?? [];
    const tries = Array.from({ length: 6 }, () => random.pick(family)).filter(({ name }) => !drawn.has(name));
    const figure = tries.find((each) => each.count(facts) > 0) ?? tries[0];
    if (figure) drawn.set(figure.name, figure);
  }
  return [...drawn.values()];
}
