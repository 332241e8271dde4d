import { officialPrincipal } from '../../shared/domain/core/principal.ts';
import { LocalDate } from '../../shared/domain/core/values.ts';
import { dayOf, instantOf } from '../../shared/text/day.ts';
import type { ProvincialServer } from '../server.ts';
import { seatPeople, type TrialPeople } from './people.ts';
import { morningOf, runThrough } from './run.ts';
import { makeSample } from './sample/make-sample.ts';
import { type Step, stepsOfIncoming } from './seed-incoming.ts';
import { stepsOfOutgoing } from './seed-outgoing.ts';
import { makePaperSigner } from './sign-paper.ts';
import type { Trial } from './trial.ts';

/** The sample is the same in every trial made on the same day. */
const SEED = 20_251;

/**
 * Makes the trial province in an empty server: two agencies, six officials, their keys, and some 180 documents that went through the very commands and
 * signatures that officials use. `onStep` tells how far it is (0 to 1). Takes some 20 s.
 */
export async function seedTrial(
  server: ProvincialServer,
  now: Date,
  documents: 'all' | 'none',
  onStep: (fraction: number) => void,
): Promise<TrialPeople> {
  const run = runThrough(server.authority);
  const today = dayOf(instantOf(now.getTime()));
  const people = await seatPeople(run, today, now);
  if (documents === 'none') return people;
  const counters = new Map<string, number>();
  const trial: Trial = {
    people,
    run,
    keep: async (bytes, name, holder) => ({
      sha256: await server.blobs.keep(bytes, officialPrincipal(holder)),
      name,
      sizeBytes: bytes.length,
      mediaType: 'application/pdf',
    }),
    signPaper: makePaperSigner(people.pki, now),
    nextNumber: (book) => {
      const next = (counters.get(book) ?? 0) + 1;
      counters.set(book, next);
      return next;
    },
  };
  const steps = await allSteps(trial, today, now);
  for (const [index, { run: take }] of steps.entries()) {
    await take();
    onStep((index + 1) / steps.length);
  }
  return people;
}

/** Every step in order of time: numbers follow dates, in the trial as in life. What would lie ahead of now is left out. */
async function allSteps(trial: Trial, today: LocalDate, now: Date): Promise<readonly Step[]> {
  const { incoming, outgoing } = makeSample(SEED, today);
  const documentIds = new Map<string, string>();
  const steps: Step[] = [];
  for (const [index, sample] of incoming.entries()) {
    const made = stepsOfIncoming(trial, sample, index);
    documentIds.set(sample.key, made.documentId);
    steps.push(...made.steps);
  }
  for (const [index, sample] of outgoing.entries())
    steps.push(
      ...(await stepsOfOutgoing(trial, sample, index, sample.replyTo && documentIds.get(sample.replyTo))),
    );
  const end = Math.max(now.getTime(), Date.parse(morningOf(LocalDate.parse(today))) + 1);
  return steps
    .map((step, order) => ({ ...step, order }))
    .filter(({ at }) => Date.parse(at) <= end)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.order - b.order);
}
