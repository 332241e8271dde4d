import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { factsOfBodies } from './bodies.ts';
import { gapsIn, printBooks } from './books.ts';
import { momentOf, YEAR } from './calendar.ts';
import type { Facts } from './facts.ts';
import { allFigures, drawFigures, type Figure } from './figures.ts';
import { foundOffice, type YearOffice } from './office.ts';
import { sizeOf } from './plan.ts';
import { DAYS, makeStory, type Story } from './story.ts';
import { layOut, live } from './tell.ts';

export type YearAsked = {
  readonly seed: number;
  /** 1 is the whole year, 20 a twentieth of its work. */
  readonly part: number;
  readonly out: (line: string) => void;
};
export type YearTold = { readonly problems: readonly string[]; readonly lastLine: string };

/** A year that was lived to its end, with the office still open. */
export type YearLived = {
  readonly story: Story;
  /** Of everything that the ledger holds: the same seed tells the same year. */
  readonly hash: string;
  readonly close: () => Promise<void>;
};

const FIGURES = 30;
/** Behind the year, when every deadline of a dispatch is over and the figures are asked. */
const ASKED_ON = `${String(YEAR + 1)}-01-06`;
const TURNS_MAX = 60_000;

/** Tells a year of an office from founding to closed books, through `invoke` of its desks and the real server, and judges it. */
export async function tellYear(asked: YearAsked): Promise<YearTold> {
  const begun = performance.now();
  const seconds = (): string => String(Math.round((performance.now() - begun) / 1000));
  const out = (line: string): void => asked.out(`${line}, ${seconds()} s`);
  const { story, hash, close } = await liveYear({ ...asked, out });
  try {
    const problems = await judge(story, await readYear(story), asked.out);
    const lastLine = `${countsOf(story)}; ${String(problems.length)} problems; ${seconds()} s; ${hash}`;
    return { problems, lastLine };
  } finally {
    await close();
  }
}

/** Lives the year, up to its closed books and the days behind it. */
export async function liveYear({ seed, part, out }: YearAsked): Promise<YearLived> {
  const root = mkdtempSync(join(quickFolder(), 'hamrong-year-'));
  // User postgres comes through here, where this runs as root.
  chmodSync(root, 0o755);
  let office: YearOffice | undefined;
  const close = async (): Promise<void> => {
    await office?.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    office = await foundOffice(root, seed, sizeOf(part));
    const story = makeStory(seed, sizeOf(part), office);
    layOut(story);
    out('founded');
    await live(story, (day) => {
      if (day % 25 === 24) out(`day ${String(day + 1)} of ${String(DAYS)}`);
    });
    await closeYear(story);
    out('lived');
    return { story, hash: hashOf(story), close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

/** On the last day the clerk closes the books; then everybody looks once more what is new. */
async function closeYear({ office, ledger }: Story): Promise<void> {
  const { server, clerks, book, deskOf } = office;
  await delivered(office);
  server.clock.set(momentOf(`${String(YEAR)}-12-31`, '17:00'));
  const [clerk] = clerks;
  if (!clerk) throw new Error('an office has a clerk');
  await deskOf(clerk).look();
  for (const [name, number] of ledger.numbers) {
    const registerId =
      name === 'incoming' ? book('incoming') : book('outgoing', name === 'outgoing' ? undefined : name);
    await deskOf(clerk).give('register.close', { registerId, next: number + 1 });
  }
  await deskOf(clerk).send();
  server.clock.set(momentOf(ASKED_ON, '09:00'));
  for (const person of office.people) await deskOf(person).look();
}

/** Until every dispatch has been brought to its recipients. */
async function delivered({ server }: YearOffice): Promise<void> {
  for (let turn = 0; turn < TURNS_MAX; turn++) {
    const [row] = await server.sql<{ waiting: number }>('select count(*)::int as waiting from queue');
    if (row?.waiting === 0) return;
    await pause(10);
  }
  throw new Error('what was dispatched did not arrive');
}

/** What is known of a lived year, twice. */
export type YearRead = { readonly own: Facts; readonly bodies: Facts };

export async function readYear(story: Story): Promise<YearRead> {
  const bodies = await factsOfBodies(story.office);
  return { bodies, own: factsOfLedger(story, bodies) };
}

/** The figures that a year can give, when its days are over. */
export const figuresOf = ({ office }: Story): ReturnType<typeof allFigures> =>
  allFigures(office, { ms: momentOf(ASKED_ON, '09:00'), today: ASKED_ON });

/** Asks each figure of the product and counts it twice; answers those that differ. */
export async function compare(
  figures: readonly Figure[],
  { own, bodies }: YearRead,
  out: (line: string) => void,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, product, count } of figures) {
    const found = [await product(), count(own), count(bodies)];
    const line = `${name}  ${found.join('  ')}`;
    out(line);
    if (new Set(found).size > 1) problems.push(`figure differs: ${line}`);
  }
  return problems;
}

/** Judges a lived year: the books by SQL, figures drawn by the seed against two recounts, the books' printed forms, and what the server's log told of faults. */
export async function judge(
  story: Story,
  read: YearRead,
  out: (line: string) => void,
): Promise<readonly string[]> {
  const { office, ledger, seed } = story;
  const figures = drawFigures(figuresOf(story), { seed, count: FIGURES, facts: read.own });
  const found = [...(await gapsIn(office)), ...(await compare(figures, read, out))];
  const printed = await printBooks(office, ledger.numbers);
  out(`${String(printed.files)} printed books read back`);
  return [...found, ...printed.problems, ...office.server.faults];
}

/** The ledger as facts; who is in which unit and who the neighbours are was given to both. */
const factsOfLedger = ({ ledger, office }: Story, { agencyNamed, provinceId }: Facts): Facts => ({
  ...ledger,
  ...{ agencyNamed, provinceId },
  unitOf: new Map(office.people.flatMap(({ id, unitId }) => (unitId ? [[id, unitId] as const] : []))),
});

const countsOf = ({ ledger, office }: Story): string =>
  [
    `${String(ledger.incoming.length)} incoming`,
    `${String(ledger.outgoing.length)} outgoing`,
    `${String(ledger.dossiers.length)} dossiers`,
    `${String(ledger.tasks.length)} tasks`,
    `${String(office.people.length)} officials`,
    `${String(ledger.acts)} acts`,
  ].join(', ');

/** The order in which desks happen to answer says nothing. */
function hashOf({ ledger }: Story): string {
  const { incoming, outgoing, tasks, dossiers, openings, classified, numbers, acts } = ledger;
  const inOrder = [incoming, outgoing, tasks, dossiers, openings, classified].map((facts) =>
    facts.map((each) => JSON.stringify(each)).sort(),
  );
  const told = JSON.stringify([...inOrder, [...numbers].sort(), acts]);
  return createHash('sha256').update(told).digest('hex').slice(0, 16);
}

const MEMORY = '/dev/shm';
const MEMORY_BYTES_MIN = 8 * 1024 ** 3;

/** Nothing here outlives the run: a folder in memory spares it the waits for the disk. */
function quickFolder(): string {
  // The suite has a folder of its own already.
  if (process.env['VITEST'] !== undefined || !existsSync(MEMORY)) return tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > MEMORY_BYTES_MIN ? MEMORY : tmpdir();
  } catch {
    // Not for us: an ordinary folder does, slower.
    return tmpdir();
  }
}
