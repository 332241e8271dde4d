import type { Random } from '../support/random.ts';
import { YEAR } from './calendar.ts';
import type { Person } from './office.ts';
import { itemRandom, spread } from './plan.ts';
import { type At, between, DAYS, type Ledger, type Story } from './story.ts';

/** One dossier's life: on which days it is opened and closed stands from the beginning, so that its owner knows where to file. */
type Life = {
  readonly fact: Ledger['dossiers'][number];
  readonly owner: Person;
  readonly opens: number;
  readonly closes: number;
  readonly random: Random;
  readonly order: string;
};

const KIND = 3;
const lives = new WeakMap<Story, ReadonlyMap<string, readonly Life[]>>();

export function planDossiers(story: Story): void {
  const { size, seed, office } = story;
  const days = spread(itemRandom(seed, KIND, 0), size.dossiers, 200);
  const all = days.map((opens, index): Life => {
    const random = itemRandom(seed, KIND, index + 1);
    const owner = office.specialists[index % office.specialists.length] as Person;
    const fact = { id: random.uuid(), state: 'none', ownerId: owner.id, itemCount: 0 };
    const closes = random.chance(0.75) ? between(random, opens + 15, DAYS + 20) : DAYS;
    return { fact, owner, opens, closes, random, order: `0H${String(index + 1).padStart(4, '0')}` };
  });
  lives.set(
    story,
    Map.groupBy(all, ({ owner }) => owner.id),
  );
  for (const life of all) {
    story.plan(life.opens, life.owner, life.order, (at) => open(story, life, at));
    story.plan(life.closes, life.owner, `9${life.order}`, (at) => close(story, life, at));
  }
}

const PERMANENT = 0.1;
const retentionOf = (random: Random) =>
  random.chance(PERMANENT) ? 'permanent' : random.pick([2, 5, 10, 20]);

async function open({ ledger }: Story, { fact, random, order }: Life, at: At): Promise<void> {
  const notation = `${order.slice(2)}.HS`;
  const fields = {
    ...{ notation, title: `Hồ sơ công việc ${notation}`, retention: retentionOf(random) },
    ...{ group: 'ordinary', isRestricted: false },
  };
  const args = { dossierId: fact.id, year: YEAR, fields, helperIds: [], startedOn: at.today };
  await at.desk.give('dossier.open', args);
  fact.state = 'open';
  ledger.dossiers.push(fact);
}

/** What is worked off goes into a dossier of whoever worked on it, where he has one open. */
export async function fileInto(
  story: Story,
  { desk, person, day }: At,
  of: { readonly kind: 'incoming' | 'outgoing'; readonly id: string },
  random: Random,
): Promise<void> {
  const own = lives.get(story)?.get(person.id) ?? [];
  const openNow = own.filter(({ opens, closes }) => opens < day && day < closes);
  if (openNow.length === 0 || !random.chance(0.6)) return;
  const { fact } = random.pick(openNow);
  await desk.give('dossier.file', { dossierId: fact.id, of });
  fact.itemCount += 1;
}

async function close(story: Story, { fact, random, order }: Life, at: At): Promise<void> {
  // An empty dossier has nothing to close.
  if (fact.itemCount === 0) return;
  const retention = retentionOf(random);
  await at.desk.give('dossier.close', { dossierId: fact.id, endedOn: at.today, retention });
  fact.state = 'closed';
  const isHandedOver = retention === 'permanent' || Number(retention) >= 5;
  if (!isHandedOver || !random.chance(0.6)) return;
  story.plan(at.day + between(random, 1, 10), at.person, order, async (then) => {
    await then.desk.give('dossier.submit', { dossierId: fact.id });
    fact.state = 'submitted';
    const clerk = random.pick(story.office.clerks);
    if (random.chance(0.7))
      story.plan(then.day + 1, clerk, `7${order}`, (last) => takeOver(fact, random, last));
  });
}

async function takeOver(fact: Life['fact'], random: Random, { desk }: At): Promise<void> {
  const dossierId = fact.id;
  if (random.chance(0.1)) {
    await desk.give('dossier.sendBack', { dossierId, reason: 'Thiếu văn bản' });
    fact.state = 'closed';
  } else {
    await desk.give('dossier.accept', { dossierId, condition: 'Tốt' });
    fact.state = 'archived';
  }
}
