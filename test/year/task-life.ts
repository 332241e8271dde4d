import type { Random } from '../support/random.ts';
import type { Person } from './office.ts';
import { FIELDS, itemRandom, spread } from './plan.ts';
import { type At, between, dateOf, type Ledger, type Story } from './story.ts';

/** One task's life; `order` names its place on every desk. */
export type Life = {
  readonly fact: Ledger['tasks'][number];
  readonly random: Random;
  readonly order: string;
  /** The working day of its deadline. */
  dueDay: number | undefined;
};

const KIND = 2;
const PARTS = 0.1;

/** Tasks that leaders give by hand, and parts of them that their leads give on. */
export function planTasks(story: Story, count: number): void {
  const { seed, office } = story;
  const whole = Math.ceil(count * (1 - PARTS));
  const days = spread(itemRandom(seed, KIND, 0), whole, 245);
  let parts = count - whole;
  for (const [index, day] of days.entries()) {
    const random = itemRandom(seed, KIND, index + 1);
    const leader = random.pick(office.leaders);
    const isParent = parts > 0 && Math.floor((index + 1) * PARTS * 1.2) > Math.floor(index * PARTS * 1.2);
    if (isParent) parts -= 1;
    const order = `4N${String(index + 1).padStart(6, '0')}`;
    story.plan(day, leader, order, (at) => giveByHand(story, { random, order, isParent }, at));
  }
}

type ByHand = { readonly random: Random; readonly order: string; readonly isParent: boolean };

async function giveByHand(story: Story, { random, order, isParent }: ByHand, at: At): Promise<void> {
  const lead = random.pick(story.office.specialists);
  const dueDay = isParent || random.chance(0.85) ? at.day + between(random, 4, 30) : undefined;
  const fact = await give(story, at, { random, lead, dueDay, order });
  if (!isParent) liveTask(story, { fact, random, order, dueDay }, at.day);
  if (isParent)
    story.plan(at.day + 1, lead, order, async (then) => {
      const part = itemRandom(story.seed, 9, Number(order.slice(2)));
      const helper = part.pick(story.office.specialists.filter((each) => each !== lead));
      const ends = (dueDay ?? then.day) + 1;
      const life = { random: part, lead: helper, dueDay: ends, order: `${order}p` };
      const own = await give(story, then, life, fact.id);
      liveTask(story, { ...life, fact: own }, then.day);
      // Its own life goes on behind its part.
      liveTask(story, { fact, random, order, dueDay }, then.day);
    });
}

type Given = {
  readonly random: Random;
  readonly lead: Person;
  readonly dueDay: number | undefined;
  readonly order: string;
};

async function give(
  story: Story,
  at: At,
  { random, lead, dueDay, order }: Given,
  parentId?: string,
): Promise<Life['fact']> {
  const dueOn = dueDay === undefined ? undefined : dateOf(dueDay);
  const field = random.pick(FIELDS);
  const fact: Life['fact'] = {
    ...{ id: random.uuid(), state: 'given', field, giverId: at.person.id, leadId: lead.id },
    ...{ givenOn: at.today, dueOn },
  };
  await at.desk.give('task.give', {
    ...{ taskId: fact.id, content: `Thực hiện nhiệm vụ ${order}`, leadId: lead.id, supporterIds: [] },
    ...(dueOn && { dueOn }),
    ...(field !== '' && { field }),
    ...(parentId && { parentId }),
  });
  story.ledger.tasks.push(fact);
  return fact;
}

/** From the day on which it was given: begun, put off, handed on, called back, reported, given back, confirmed, or left lying. */
export function liveTask(story: Story, life: Life, day: number): void {
  const { random, fact, order } = life;
  const draw = random.next();
  const lead = story.byId(fact.leadId);
  const giver = story.byId(fact.giverId);
  const soon = day + between(random, 1, 2);
  if (draw < 0.03) story.plan(soon, giver, order, (at) => cancel(life, at));
  else if (draw < 0.06) story.plan(soon, giver, order, (at) => transfer(story, life, at));
  else if (draw < 0.92) story.plan(soon, lead, order, (at) => note(story, life, at));
}

async function cancel({ fact, random }: Life, { desk }: At): Promise<void> {
  await desk.give('task.cancel', { taskId: fact.id, eventId: random.uuid(), reason: 'Không còn cần thiết' });
  fact.state = 'cancelled';
}

async function transfer(story: Story, life: Life, { desk, day }: At): Promise<void> {
  const { fact, random, order } = life;
  const lead = random.pick(
    story.office.specialists.filter(({ id }) => id !== fact.leadId && id !== fact.giverId),
  );
  const args = { taskId: fact.id, eventId: random.uuid(), leadId: lead.id, reason: 'Đổi người chủ trì' };
  await desk.give('task.transfer', args);
  fact.leadId = lead.id;
  story.plan(day + 1, lead, order, (at) => note(story, life, at));
}

async function note(story: Story, life: Life, { desk, person, day }: At): Promise<void> {
  const { fact, random, order } = life;
  if (random.chance(0.5)) await desk.give('task.start', { taskId: fact.id });
  else {
    const told = { text: 'Đang thực hiện', percent: 10 + random.below(80) };
    await desk.give('task.note', { taskId: fact.id, eventId: random.uuid(), ...told });
  }
  fact.state = 'in-progress';
  if (life.dueDay !== undefined && random.chance(0.08))
    story.plan(day + 1, person, order, (at) => askMore(story, life, at));
  else planReport(story, life, day);
}

/** Mostly by its day, sometimes behind it, sometimes never. */
function planReport(story: Story, life: Life, day: number): void {
  const { random, fact, order } = life;
  const due = life.dueDay ?? day + between(random, 2, 40);
  const isLate = life.dueDay !== undefined && random.chance(0.18);
  const on = isLate
    ? Math.max(day, due) + between(random, 1, 20)
    : between(random, day + 1, Math.max(day + 1, due));
  if (random.chance(0.94)) story.plan(on, story.byId(fact.leadId), order, (at) => report(story, life, at));
}

async function askMore(story: Story, life: Life, { desk, day }: At): Promise<void> {
  const { random, fact, order } = life;
  const until = Math.max(day, life.dueDay ?? day) + between(random, 3, 10);
  const dueOn = dateOf(until);
  const asked = { taskId: fact.id, eventId: random.uuid(), dueOn, reason: 'Cần thêm thời gian phối hợp' };
  await desk.give('task.askExtension', asked);
  story.plan(day + 1, story.byId(fact.giverId), order, async (at) => {
    const isGranted = random.chance(0.7);
    await at.desk.give('task.answerExtension', {
      taskId: fact.id,
      eventId: random.uuid(),
      isGranted,
      text: '',
    });
    if (isGranted) {
      fact.dueOn = dueOn;
      life.dueDay = until;
    }
    planReport(story, life, at.day);
  });
}

async function report(story: Story, life: Life, { desk, day, today }: At): Promise<void> {
  const { fact, random, order } = life;
  const isLate = fact.dueOn !== undefined && today > fact.dueOn;
  await desk.give('task.report', {
    ...{ taskId: fact.id, eventId: random.uuid(), text: 'Đã hoàn thành' },
    ...(isLate && { lateReason: 'Chờ ý kiến đơn vị phối hợp' }),
  });
  fact.state = 'reported';
  fact.reportedOn = today;
  const draw = random.next();
  const giver = story.byId(fact.giverId);
  const soon = day + between(random, 1, 3);
  if (draw < 0.06) story.plan(soon, giver, order, (at) => giveBack(story, life, at));
  else if (draw < 0.95)
    story.plan(soon, giver, order, async (at) => {
      await at.desk.give('task.confirm', { taskId: fact.id });
      fact.state = 'done';
      fact.doneOn = at.today;
    });
}

async function giveBack(story: Story, life: Life, { desk, day }: At): Promise<void> {
  const { fact, random, order } = life;
  await desk.give('task.giveBack', { taskId: fact.id, eventId: random.uuid(), reason: 'Chưa đạt yêu cầu' });
  fact.state = 'in-progress';
  fact.reportedOn = undefined;
  story.plan(day + between(random, 1, 3), story.byId(fact.leadId), order, (at) => report(story, life, at));
}
