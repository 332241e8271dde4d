import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { agencyId } from '../../src/server/trial/people.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { makeRandom, type Random } from '../support/random.ts';
import { fieldsOf, newJourney, secrecy, wholeJourney, YEAR } from './journey.ts';
import { judgeKills } from './kill-verdict.ts';
import { crews, openProvince, type Part, type Province, type Who } from './province.ts';
import { postgresPort } from './sound.ts';

/**
 * `npm run kill -- --kills 100 --seed 1`: a province of real processes at work, of which one after another is ended with SIGKILL at a random instant
 * and started again. What an official was told is done is written down outside of them, with fsync; at the end PostgreSQL is asked for every line of
 * it. Ends with status 1 when anything was lost, doubled or misnumbered.
 */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
/** Between two kills, at most; or as long as the last start took, where that was longer: on a loaded machine less is done in the same time. */
const LIFE_MS = 3_000;
const DEATH_MS = 500;
const targets = ['server', 'commune', 'department', 'postgres', 'server and postgres'] as const;
type Target = (typeof targets)[number];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** One line for what an official was told is done, on disk before the next thing is asked. */
export type Recorder = { readonly note: (what: string, id: string) => void; readonly path: string };
function openRecorder(path: string): Recorder & { readonly close: () => void } {
  const file = openSync(path, 'a');
  return {
    path,
    note: (what, id) => {
      writeSync(file, `${what} ${id}\n`);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

type Work = {
  readonly province: Province;
  readonly recorder: Recorder;
  readonly goesOn: () => boolean;
};

/** A clerk enters paper documents, one after another; what fails with a killed process is left as it is, and the next is entered. */
async function enterPapers(
  { province, recorder, goesOn }: Work,
  who: Who,
  side: 'commune' | 'department',
): Promise<void> {
  for (let count = 1; goesOn(); count++) {
    const journey = newJourney(`Văn bản giấy ${side} ${String(count)}`);
    const documentId = journey.incomingId;
    const fields = { ...fieldsOf(journey), codeNumber: String(count) };
    try {
      const clerk = await province.seat(who);
      await clerk.invoke('incoming.receive', {
        documentId,
        source: 'paper',
        fields,
        secrecy,
        attachments: [],
      });
      recorder.note('receive', documentId);
      await clerk.invoke('incoming.register', {
        documentId,
        registerId: registerId(agencyId(side), 'incoming', YEAR),
        fields,
        secrecy,
      });
      recorder.note('register', documentId);
    } catch {
      // Nobody was told that it is done, so nothing is promised.
    }
    await pause(150);
  }
}

/** Whole stories between the two agencies; a step that does not come about between two kills is taken up again. */
async function travel({ province, recorder, goesOn }: Work): Promise<void> {
  for (let count = 1; goesOn(); count++) {
    const journey = newJourney(`Chuyến đi giữa những lần dừng ${String(count)}`);
    for (const step of wholeJourney)
      for (let attempt = 1; ; attempt++)
        try {
          await step({ province, revive: () => Promise.resolve(), journey });
          break;
        } catch (problem) {
          if (attempt === 5) throw problem;
        }
    recorder.note('journey', journey.outgoingId);
  }
}

/** The postmaster by its port, which stands in its command line. */
function postmasterOf(province: Province): number | undefined {
  const wanted = `port=${String(postgresPort(province))}`;
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .find((pid) => {
      try {
        return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
          .split('\0')
          .includes(wanted);
      } catch {
        // Ended meanwhile.
        return false;
      }
    });
}

async function kill(province: Province, target: Target): Promise<void> {
  if (target.endsWith('postgres')) {
    const pid = postmasterOf(province);
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }
  if (!target.startsWith('postgres')) await province.kill(target.split(' ')[0] as Part);
}

/** Starts what has ended, and opens everybody's window again: a desk whose window stays shut sends nothing. */
async function revive(province: Province): Promise<void> {
  for (const part of ['server', 'commune', 'department'] as const) {
    if (province.running(part)?.isAlive() === true) continue;
    await province.start(part);
    for (const who of part === 'server' ? [] : crews[part])
      await province.seat(who).then((seat) => seat.invoke('profile.get', {}).catch(() => undefined));
  }
}

async function killAll(province: Province, random: Random): Promise<void> {
  let lifeMs = LIFE_MS;
  for (let count = 1; count <= kills; count++) {
    await pause(random.below(lifeMs));
    const target = random.pick(targets);
    await kill(province, target);
    say(`${String(count)}  ${target}`);
    await pause(random.below(DEATH_MS));
    // A server whose PostgreSQL was killed ends by itself, a moment later.
    while (target === 'postgres' && province.running('server')?.isAlive() === true) await pause(50);
    const before = Date.now();
    await revive(province);
    lifeMs = Math.max(LIFE_MS, Date.now() - before);
  }
}

const province = await openProvince();
const recorder = openRecorder(join(province.root, 'acknowledged'));
let isOver = false;
const work: Work = { province, recorder, goesOn: () => !isOver };
const workers = [
  enterPapers(work, 'commune-clerk', 'commune'),
  enterPapers(work, 'department-clerk', 'department'),
  travel(work),
];
try {
  await Promise.race([
    killAll(province, makeRandom(seed)),
    Promise.all(workers).then(() => {
      throw new Error('the work ended before the kills');
    }),
  ]);
  isOver = true;
  await Promise.all(workers);
  recorder.close();
  const { problems, said } = await judgeKills(province, recorder.path);
  for (const problem of problems) say(problem);
  say(`${String(kills)} kills, ${said}`);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  isOver = true;
  await province.close();
}
