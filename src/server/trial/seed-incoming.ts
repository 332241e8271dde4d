import { randomUUID } from 'node:crypto';
import { type FileRef, type Instant, LocalDate } from '../../shared/domain/core/values.ts';
import type { IncomingFields } from '../../shared/domain/incoming/incoming.ts';
import { registerId, yearOf } from '../../shared/domain/office/register.ts';
import { drawAppendixFile, drawPaper } from './paper/draw-paper.ts';
import { later, morningOf, type TrialOperation } from './run.ts';
import type { SampleIncoming } from './sample/sample.ts';
import type { Fate } from './sign-paper.ts';
import { sealWordsOf } from './sign-paper.ts';
import type { Trial } from './trial.ts';

/** One moment of the trial's past. */
export type Step = { readonly at: Instant; readonly run: () => Promise<void> };

/** Which verdicts the sample shows: mostly valid, some unsigned, a few that must not pass. */
function fateOf(index: number): Fate {
  if (index % 23 === 7) return 'changed';
  if (index % 11 === 4) return 'untrusted';
  return index % 6 === 2 ? 'unsigned' : 'valid';
}

/** The steps of one incoming document, each at its time of the day it came; `documentId` is what an answer may point to. */
export function stepsOfIncoming(
  trial: Trial,
  sample: SampleIncoming,
  index: number,
): { documentId: string; steps: Step[] } {
  const documentId = randomUUID();
  const agencyId = trial.people.agencyId(sample.member);
  const clerk = trial.people.officialId(`${sample.member}-clerk`);
  const day = LocalDate.parse(sample.arrivedOn);
  const at = later(morningOf(day), (index % 40) * 5);
  const give = (actor: typeof clerk, when: Instant, name: string, args: object): Step => ({
    at: when,
    run: () => trial.run(agencyId, actor, when, [{ name, args: { documentId, ...args } }]),
  });
  const arrival: Step = {
    at,
    run: async () => trial.run(agencyId, clerk, at, [await received(trial, sample, index, documentId, at)]),
  };
  const steps = [arrival];
  if (sample.state !== 'arrived') {
    const book = registerId(agencyId, 'incoming', yearOf(day));
    steps.push(
      give(clerk, later(at, 3), 'incoming.register', {
        registerId: book,
        fields: fieldsOf(sample),
        secrecy: 'normal',
      }),
    );
  }
  if (sample.directive) steps.push(...directed(trial, sample, at, give));
  return { documentId, steps };
}

type Give = (
  actor: ReturnType<Trial['people']['officialId']>,
  when: Instant,
  name: string,
  args: object,
) => Step;

function directed(
  trial: Trial,
  { directive, dueOn, arrivedOn, state }: SampleIncoming,
  at: Instant,
  give: Give,
): Step[] {
  if (!directive) return [];
  const lead = trial.people.officialId(directive.lead);
  const isLate = dueOn !== undefined && dueOn < arrivedOn;
  const steps = [
    give(trial.people.officialId(directive.by), later(at, 60), 'incoming.direct', {
      directiveId: randomUUID(),
      text: directive.text,
      assignments: [
        { assignmentId: randomUUID(), officialId: lead, part: 'lead', ...(dueOn && !isLate && { dueOn }) },
      ],
    }),
  ];
  if (state === 'in-progress' || state === 'done')
    steps.push(give(lead, later(at, 90), 'incoming.start', {}));
  if (state === 'done') steps.push(give(lead, later(at, 240), 'incoming.finish', {}));
  return steps;
}

const fieldsOf = (sample: SampleIncoming): IncomingFields => ({
  typeName: sample.typeName,
  codeNumber: sample.codeNumber,
  codeNotation: sample.codeNotation,
  issuedOn: LocalDate.parse(sample.issuedOn),
  organName: sample.organName,
  subject: sample.subject,
  signerName: sample.signerName,
  signerPosition: sample.signerPosition,
  urgency: sample.urgency,
  ...(sample.dueOn && { dueOn: LocalDate.parse(sample.dueOn) }),
});

async function received(
  trial: Trial,
  sample: SampleIncoming,
  index: number,
  documentId: string,
  at: Instant,
): Promise<TrialOperation> {
  const keep = async (bytes: Uint8Array, name: string): Promise<FileRef> =>
    trial.keep(bytes, name, trial.people.officialId(`${sample.member}-clerk`));
  const attachments = await attachmentsOf(sample, keep, at);
  return {
    name: 'incoming.receive',
    args: {
      documentId,
      source: sample.file ? 'file' : 'paper',
      fields: fieldsOf(sample),
      secrecy: 'normal',
      ...(sample.file && { file: await signedFile(trial, sample, index, keep) }),
      attachments,
    },
  };
}

type Keep = (bytes: Uint8Array, name: string) => Promise<FileRef>;

async function signedFile(
  trial: Trial,
  sample: SampleIncoming,
  index: number,
  keep: Keep,
): Promise<FileRef | undefined> {
  if (!sample.file) return undefined;
  const issued = new Date(morningOf(LocalDate.parse(sample.issuedOn)));
  const drawn = await drawPaper(sample.file.paper, issued);
  const who = { agency: sample.organName, signer: sample.signerName, seal: sealWordsOf(sample.organName) };
  return keep(await trial.signPaper(drawn, who, issued, fateOf(index)), sample.file.fileName);
}

async function attachmentsOf(sample: SampleIncoming, keep: Keep, at: Instant) {
  const { file } = sample;
  if (!file) return [];
  const drawn: { attachmentId: string; file: FileRef }[] = [];
  for (const { fileName, appendix } of sample.attachments)
    drawn.push({
      attachmentId: randomUUID(),
      file: await keep(await drawAppendixFile(file.paper, appendix, new Date(at)), fileName),
    });
  return drawn;
}
