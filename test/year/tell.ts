import { momentOf } from './calendar.ts';
import { planDossiers } from './dossier-life.ts';
import { planIncoming, tasksOfShares } from './incoming-life.ts';
import type { Person } from './office.ts';
import { planOutgoing } from './outgoing-life.ts';
import { itemRandom } from './plan.ts';
import { type At, DAYS, dayName, type Story } from './story.ts';
import { planTasks } from './task-life.ts';

/** When each part of a working day is: what has arrived is received, directed, worked on, numbered and sent. */
const HOURS = { reception: '07:45', direction: '09:00', work: '10:30', issue: '15:00' } as const;
type Hour = keyof typeof HOURS;

/** Acts that a clerk does in the morning come before this in their order. */
const AFTER_RECEPTION = '2';
const LAST = '~';
/** Desks that work at once. */
const AT_ONCE = 8;

/** Lays out the year: who will have which work on which day. What follows from it is planned as it is done. */
export function layOut(story: Story): void {
  planIncoming(story);
  planTasks(story, story.size.tasks - tasksOfShares(story.size));
  planDossiers(story);
  planOutgoing(story);
  planClassified(story);
}

/** Lives the year day by day; `onDay` hears of each that is over. */
export async function live(story: Story, onDay: (day: number) => void): Promise<void> {
  const { office } = story;
  for (let day = 0; day < DAYS; day++) {
    await inTurn(office.clerks, (clerk) => session(story, day, 'reception', clerk));
    await together(office.leaders, (leader) => session(story, day, 'direction', leader));
    await together(office.specialists, (person) => session(story, day, 'work', person));
    await inTurn(office.clerks, (clerk) => issuing(story, day, clerk));
    onDay(day);
  }
}

/** Who numbers does so one after the other, so that a number is known beforehand. */
async function inTurn(people: readonly Person[], work: (person: Person) => Promise<void>): Promise<void> {
  for (const person of people) await work(person);
}

async function together(people: readonly Person[], work: (person: Person) => Promise<void>): Promise<void> {
  const waiting = [...people];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Sets the clock to the hour; all desks and the server have the same. */
const hourOf = ({ office }: Story, day: number, hour: Hour): number => {
  const ms = momentOf(dayName(day), HOURS[hour]);
  office.server.clock.set(ms);
  return ms;
};

/** An official who has something to do looks what is new, does it, and sends it. */
async function session(story: Story, day: number, hour: Hour, person: Person): Promise<void> {
  const [next, before] = [story.next(day, person), hour === 'reception' ? AFTER_RECEPTION : LAST];
  if (next === undefined || next >= before) return;
  const desk = story.office.deskOf(person);
  const nowMs = hourOf(story, day, hour);
  if (hour !== 'reception') await desk.synchronise();
  await work(story, { day, person, desk, nowMs }, before);
}

/**
 * The clerk's afternoon, a step at a time: a number is given by the authority before the seal is put under it, and the seal recorded before it goes out. The steps
 * are the first figure of the order.
 */
async function issuing(story: Story, day: number, person: Person): Promise<void> {
  if (story.next(day, person) === undefined) return;
  const desk = story.office.deskOf(person);
  const nowMs = hourOf(story, day, 'issue');
  await desk.synchronise();
  for (let next = story.next(day, person); next !== undefined; next = story.next(day, person))
    await work(story, { day, person, desk, nowMs }, `${next.slice(0, 1)}${LAST}`);
}

async function work(story: Story, at: Omit<At, 'today'>, before: string): Promise<void> {
  const { day, person, desk } = at;
  for (let act = story.take(day, person, before); act; act = story.take(day, person, before)) {
    await act({ ...at, today: dayName(day) });
    story.ledger.acts += 1;
  }
  await desk.synchronise();
}

/** On the first day of a month the clerk types in how many classified papers the last one had; some months twice. */
function planClassified(story: Story): void {
  const [clerk] = story.office.clerks;
  if (!clerk) return;
  for (let day = 1; day < DAYS; day++) {
    const month = dayName(day - 1).slice(0, 7);
    if (dayName(day).slice(0, 7) === month) continue;
    const random = itemRandom(story.seed, 5, day);
    const record = (on: number): void =>
      story.plan(on, clerk, `9C${month}`, async ({ desk, nowMs }) => {
        const count = random.below(40);
        const args = { countId: random.uuid(), agencyId: story.office.agencyId, month, count };
        await desk.give('report.recordClassifiedCount', args);
        story.ledger.classified.push({ month, count, at: new Date(nowMs).toISOString() });
      });
    record(day);
    if (random.chance(0.3)) record(day + 6);
  }
}
