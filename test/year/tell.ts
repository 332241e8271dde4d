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
/** Acts by which numbers are given. */
const NUMBERS = '5';
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
    await reception(story, day);
    await sitDown(story, day, 'direction', office.leaders);
    await sitDown(story, day, 'work', office.specialists);
    await issuing(story, day);
    onDay(day);
  }
}

/** What has arrived is entered by one clerk behind the other, and sent so, that a number is known beforehand. */
async function reception(story: Story, day: number): Promise<void> {
  const nowMs = momentOf(dayName(day), HOURS.reception);
  const busy = busyOn(story, day, AFTER_RECEPTION, story.office.clerks);
  if (busy.length > 0) story.office.server.clock.set(nowMs);
  for (const clerk of busy) await work(story, { day, person: clerk, nowMs }, AFTER_RECEPTION);
  for (const clerk of busy) await story.office.deskOf(clerk).send();
}

/** Whoever has something to do looks what is new, does it, and sends it; desks do so at once. */
async function sitDown(story: Story, day: number, hour: Hour, people: readonly Person[]): Promise<void> {
  const nowMs = momentOf(dayName(day), HOURS[hour]);
  const busy = busyOn(story, day, LAST, people);
  if (busy.length > 0) story.office.server.clock.set(nowMs);
  await together(busy, async (person) => {
    const desk = story.office.deskOf(person);
    await desk.look();
    await work(story, { day, person, nowMs }, LAST);
    await desk.send();
  });
}

/**
 * The clerks' afternoon, a step at a time: a number is given by the authority before the seal is put under it, and the seal recorded before it goes out. The steps
 * are the first figure of the order.
 */
async function issuing(story: Story, day: number): Promise<void> {
  const { clerks, deskOf, server } = story.office;
  const nowMs = momentOf(dayName(day), HOURS.issue);
  const first = busyOn(story, day, LAST, clerks);
  if (first.length > 0) server.clock.set(nowMs);
  await together(first, (clerk) => deskOf(clerk).look());
  for (;;) {
    const [next] = clerks.flatMap((clerk) => story.next(day, clerk) ?? []).sort();
    if (next === undefined) return;
    const before = `${next.slice(0, 1)}${LAST}`;
    const busy = busyOn(story, day, before, clerks);
    for (const clerk of busy) await work(story, { day, person: clerk, nowMs }, before);
    if (next.startsWith(NUMBERS)) for (const clerk of busy) await deskOf(clerk).send();
    else await together(busy, (clerk) => deskOf(clerk).send());
  }
}

/** Who has something to do on a day that comes before `before` in its order. */
const busyOn = (story: Story, day: number, before: string, people: readonly Person[]): readonly Person[] =>
  people.filter((person) => (story.next(day, person) ?? LAST) < before);

async function together(people: readonly Person[], work: (person: Person) => Promise<void>): Promise<void> {
  const waiting = [...people];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function work(story: Story, at: Omit<At, 'today' | 'desk'>, before: string): Promise<void> {
  const { day, person } = at;
  const desk = story.office.deskOf(person);
  for (let act = story.take(day, person, before); act; act = story.take(day, person, before)) {
    await act({ ...at, desk, today: dayName(day) });
    story.ledger.acts += 1;
  }
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
