import type { Random } from '../support/random.ts';
import { fileInto } from './dossier-life.ts';
import type { Person } from './office.ts';
import { INCOMING_TYPES, itemRandom, NEIGHBOURS, spread } from './plan.ts';
import { type At, between, DAYS, dateOf, type Ledger, type Story } from './story.ts';
import { liveTask, type Life as TaskLife } from './task-life.ts';

/** One document's own life, drawn from its own source. */
type Life = {
  readonly story: Story;
  readonly order: string;
  readonly random: Random;
  readonly fact: Ledger['incoming'][number];
  readonly leader: Person;
  readonly withTask: boolean;
};

const KIND = 1;
const TASKS_OF_SHARES = 0.55;

/** How many of the year's tasks come with a directive. */
export const tasksOfShares = ({ tasks }: Story['size']): number => Math.floor(tasks * TASKS_OF_SHARES);

/** Documents that a clerk receives on a day, enters in the book, or turns back; the others go on from there. */
export function planIncoming(story: Story): void {
  const { size, seed, office } = story;
  const days = spread(itemRandom(seed, KIND, 0), size.incoming);
  const tasksUpTo = (count: number): number => Math.floor((count * tasksOfShares(size)) / size.incoming);
  for (const [index, day] of days.entries()) {
    const ordinal = index + 1;
    const clerk = office.clerks[index % office.clerks.length] as Person;
    const withTask = tasksUpTo(ordinal) > tasksUpTo(index);
    story.plan(day, clerk, `1${String(ordinal).padStart(6, '0')}`, (at) =>
      receive(story, ordinal, withTask, at),
    );
  }
}

const REFUSED = 0.01;

async function receive(story: Story, ordinal: number, withTask: boolean, at: At): Promise<void> {
  const { seed, office, ledger } = story;
  const random = itemRandom(seed, KIND, ordinal);
  const mark = `Đ${String(ordinal).padStart(6, '0')}`;
  const fact: Life['fact'] = {
    ...{ id: random.uuid(), state: 'arrived', arrivedOn: at.today, sharedWith: [] },
    type: random.pick(INCOMING_TYPES),
    urgency: random.chance(0.03) ? 'express' : random.chance(0.08) ? 'urgent' : 'normal',
  };
  ledger.incoming.push(fact);
  const fields = {
    ...{ typeName: fact.type, codeNumber: String(ordinal), codeNotation: 'SMH-VP', urgency: fact.urgency },
    ...{
      organName: random.pick(NEIGHBOURS),
      subject: `V/v công việc ${mark} của cơ quan`,
      issuedOn: at.today,
    },
  };
  const args = { documentId: fact.id, fields, secrecy: 'normal' };
  await at.desk.give('incoming.receive', { ...args, source: 'paper', attachments: [] });
  const leader = random.pick(office.leaders);
  const life: Life = { story, order: `2${mark}`, random, fact, leader, withTask };
  if (!withTask && random.chance(REFUSED)) {
    await at.desk.give('incoming.refuse', { documentId: fact.id, reason: 'Gửi nhầm địa chỉ' });
    fact.state = 'refused';
    return;
  }
  await at.desk.give('incoming.register', { ...args, registerId: office.book('incoming') });
  fact.state = 'registered';
  fact.number = (ledger.numbers.get('incoming') ?? 0) + 1;
  ledger.numbers.set('incoming', fact.number);
  await planDirecting(life, at);
}

/** Most documents are directed the same day, some are put before a leader first, a few lie. */
async function planDirecting(life: Life, at: At): Promise<void> {
  const { story, random, fact, leader, order, withTask } = life;
  const draw = withTask ? 0 : random.next();
  if (random.chance(0.03)) correctLater(life, at);
  if (draw < 0.9) story.plan(at.day, leader, order, (then) => direct(life, then));
  else if (draw < 0.98) {
    story.plan(at.day, at.person, `9${order}`, async (then) => {
      const args = { documentId: fact.id, eventId: random.uuid(), leaderId: leader.id, text: 'Kính trình' };
      await then.desk.give('incoming.present', args);
      fact.presentedTo = leader.id;
      story.plan(then.day + 1, leader, order, (last) => direct(life, last));
    });
  }
}

/** Sửa sau khi vào sổ: another type stands in the reports from then on. */
function correctLater({ story, random, fact, order }: Life, at: At): void {
  story.plan(at.day + between(random, 1, 9), at.person, `8${order}`, async ({ desk }) => {
    const newValue = fact.type === 'Công văn' ? 'Thông báo' : 'Công văn';
    await desk.give('incoming.correct', {
      ...{ documentId: fact.id, correctionId: random.uuid(), field: 'typeName', reason: 'Ghi nhầm tên loại' },
      ...{ oldValue: fact.type, newValue },
    });
    fact.type = newValue;
  });
}

const share = (random: Random, person: Person, part: string, more: object = {}) => ({
  ...{ assignmentId: random.uuid(), officialId: person.id, part },
  ...more,
});

async function direct(life: Life, at: At): Promise<void> {
  const { story, random, fact, order, withTask } = life;
  const { specialists } = story.office;
  const lead = random.pick(specialists);
  const isLimited = withTask || random.chance(0.6);
  const dueDay = at.day + between(random, 3, 20);
  const dueOn = isLimited ? dateOf(dueDay) : undefined;
  const taskId = withTask ? random.uuid() : undefined;
  const helper = random.chance(0.25) ? random.pick(specialists.filter((each) => each !== lead)) : undefined;
  const leadShare = share(random, lead, 'lead', { ...(dueOn && { dueOn }), ...(taskId && { taskId }) });
  await at.desk.give('incoming.direct', {
    ...{ documentId: fact.id, directiveId: random.uuid(), text: 'Giao chủ trì tham mưu giải quyết.' },
    assignments: [leadShare, ...(helper ? [share(random, helper, 'supporting')] : [])],
  });
  fact.state = 'assigned';
  fact.leadId = lead.id;
  fact.sharedWith = [...fact.sharedWith, lead.id, ...(helper ? [helper.id] : [])];
  if (dueOn) fact.dueOn = dueOn;
  const isHandedBack = random.chance(0.03);
  const task = taskId && dueOn ? newTask(life, at, taskId, lead, dueOn) : undefined;
  if (task && !isHandedBack)
    liveTask(
      story,
      { fact: task, random: itemRandom(story.seed, 8, fact.number ?? 0), order: `3${order}`, dueDay },
      at.day,
    );
  const begins = at.day + between(random, 0, 2);
  if (isHandedBack)
    story.plan(begins, lead, order, (then) => handBack(life, String(leadShare.assignmentId), task, then));
  else if (random.chance(0.95))
    story.plan(begins, lead, order, (then) => begin(life, String(leadShare.assignmentId), dueDay, then));
}

function newTask({ story }: Life, at: At, id: string, lead: Person, dueOn: string): TaskLife['fact'] {
  const task = {
    ...{ id, state: 'given', field: '', giverId: at.person.id, leadId: lead.id, givenOn: at.today, dueOn },
  };
  story.ledger.tasks.push(task);
  return task;
}

/** The lead gives it back: it waits to be directed anew, and the task of its share is called back. */
async function handBack(
  life: Life,
  assignmentId: string,
  task: TaskLife['fact'] | undefined,
  at: At,
): Promise<void> {
  const { story, random, fact, leader, order } = life;
  const args = { documentId: fact.id, assignmentId, eventId: random.uuid(), reason: 'Không thuộc lĩnh vực' };
  await at.desk.give('incoming.handBack', args);
  fact.state = 'registered';
  fact.sharedWith = fact.sharedWith.filter((each) => each !== at.person.id);
  fact.leadId = undefined;
  fact.presentedTo = undefined;
  if (task) task.state = 'cancelled';
  story.plan(at.day + 1, leader, order, (then) => direct({ ...life, withTask: false }, then));
}

async function begin(life: Life, assignmentId: string, dueDay: number, at: At): Promise<void> {
  const { story, random, fact, order } = life;
  const documentId = fact.id;
  if (random.chance(0.4)) {
    await at.desk.give('incoming.markRead', { documentId, assignmentId, isRead: true });
    await at.desk.give('opening.note', { of: { kind: 'incoming', id: documentId } });
    story.ledger.openings.push({ officialId: at.person.id, documentId, on: at.today });
  }
  await at.desk.give('incoming.start', { documentId });
  fact.state = 'in-progress';
  if (!random.chance(0.93)) return;
  const isLate = random.chance(0.15);
  const ends = isLate
    ? dueDay + between(random, 1, 15)
    : between(random, at.day + 1, Math.max(at.day + 1, dueDay));
  story.plan(ends, at.person, order, (then) => finish(life, then));
}

async function finish({ story, random, fact, order }: Life, at: At): Promise<void> {
  const result = { eventId: random.uuid(), text: 'Đã giải quyết xong.' };
  await at.desk.give('incoming.finish', { documentId: fact.id, ...(random.chance(0.5) && { result }) });
  fact.state = 'done';
  if (at.day < DAYS - 1 && random.chance(0.02))
    story.plan(at.day + 1, at.person, order, async ({ desk }) => {
      await desk.give('incoming.reopen', { documentId: fact.id });
      fact.state = 'in-progress';
    });
  await fileInto(story, at, { kind: 'incoming', id: fact.id }, random);
}
