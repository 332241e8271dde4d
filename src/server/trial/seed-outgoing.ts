import { randomUUID } from 'node:crypto';
import {
  type FileRef,
  type Instant,
  LocalDate,
  type OfficialId,
  urgencies,
} from '../../shared/domain/core/values.ts';
import { registerId, yearOf } from '../../shared/domain/office/register.ts';
import { isToBeSealed } from '../../shared/domain/outgoing/attachment.ts';
import { datePhrase, numberOnPage } from '../../shared/domain/outgoing/on-page.ts';
import { formatReference } from '../../shared/domain/outgoing/outgoing.ts';
import type { EdxmlPackage } from '../../shared/edxml/package.ts';
import { writePackage } from '../../shared/edxml/write.ts';
import { dayOf } from '../../shared/text/day.ts';
import type { Placement } from '../../signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../signatures/prepare/prepare.ts';
import { signPdf } from '../../signatures/sign/sign.ts';
import { attachmentWords } from '../../signatures/sign/sign-words.ts';
import { drawAppendixFile, drawPaper } from './paper/draw-paper.ts';
import type { PaperPlaces } from './paper/paper.ts';
import { delegationId, neighbourCode, neighbourId } from './people.ts';
import { drawHandSignature } from './picture/hand-signature.ts';
import { later, morningOf } from './run.ts';
import { cast, members } from './sample/cast.ts';
import { issuerOf, issuers } from './sample/issuers.ts';
import type { SampleOutgoing } from './sample/sample.ts';
import type { Step } from './seed-incoming.ts';
import { countedFromOne, keyOf, sealPicture } from './sign-paper.ts';
import type { Trial } from './trial.ts';

/** How far each state has come: every state needs the steps of those before it. */
const REACH: Readonly<Record<SampleOutgoing['state'], number>> = {
  draft: 0,
  submitted: 1,
  returned: 2,
  signed: 2,
  numbered: 3,
  sealed: 4,
  dispatched: 5,
  void: 3,
};

/** What one document's steps hand on: the file that stands now, and the number once it is given. */
type Course = {
  readonly documentId: string;
  readonly places: PaperPlaces;
  file: FileRef;
  bytes: Uint8Array;
  number: number;
  readonly attachments: {
    readonly attachmentId: string;
    readonly file: FileRef;
    readonly bytes: Uint8Array;
  }[];
};

/** The steps of one outgoing document, through the very commands and signatures that officials use. */
export async function stepsOfOutgoing(
  trial: Trial,
  sample: SampleOutgoing,
  index: number,
  replyTo: string | undefined,
): Promise<Step[]> {
  const begun = later(morningOf(LocalDate.parse(sample.draftedOn)), 130 + (index % 40) * 4);
  const issued = sample.issuedOn
    ? later(morningOf(LocalDate.parse(sample.issuedOn)), 150 + (index % 40) * 4)
    : later(begun, 40);
  const drawn = await drawPaper(sample.file.paper, new Date(begun));
  const drafter = trial.people.officialId(sample.drafter);
  const file = await trial.keep(drawn.bytes, sample.file.fileName, drafter);
  const course: Course = {
    documentId: randomUUID(),
    places: countedFromOne(drawn.places),
    file,
    bytes: drawn.bytes,
    number: 0,
    attachments: [],
  };
  const reach = REACH[sample.state];
  const steps: Step[] = [{ at: begun, run: () => draft(trial, sample, course, begun, replyTo) }];
  if (reach >= 1)
    steps.push({ at: later(begun, 10), run: () => submit(trial, sample, course, later(begun, 10)) });
  if (sample.state === 'returned') {
    steps.push({ at: later(begun, 30), run: () => giveBack(trial, sample, course, later(begun, 30)) });
    return steps;
  }
  if (reach >= 2) steps.push({ at: issued, run: () => sign(trial, sample, course, issued) });
  if (reach >= 3)
    steps.push({ at: later(issued, 5), run: () => takeNumber(trial, sample, course, later(issued, 5)) });
  if (reach >= 4)
    steps.push({ at: later(issued, 8), run: () => seal(trial, sample, course, later(issued, 8)) });
  if (reach >= 5)
    steps.push({ at: later(issued, 12), run: () => dispatch(trial, sample, course, later(issued, 12)) });
  return steps;
}

const give = (
  trial: Trial,
  sample: SampleOutgoing,
  actor: OfficialId,
  at: Instant,
  name: string,
  args: object,
): Promise<void> => trial.run(trial.people.agencyId(sample.member), actor, at, [{ name, args }]);

async function draft(
  trial: Trial,
  sample: SampleOutgoing,
  course: Course,
  at: Instant,
  replyTo: string | undefined,
): Promise<void> {
  const { documentId, file } = course;
  const drafter = trial.people.officialId(sample.drafter);
  const attachments: { attachmentId: string; file: FileRef }[] = [];
  for (const { fileName, appendix } of sample.attachments) {
    const bytes = await drawAppendixFile(sample.file.paper, appendix, new Date(at));
    const attachment = { attachmentId: randomUUID(), file: await trial.keep(bytes, fileName, drafter) };
    attachments.push(attachment);
    course.attachments.push({ ...attachment, bytes });
  }
  await give(trial, sample, drafter, at, 'outgoing.draft', {
    documentId,
    fields: {
      typeName: sample.typeName,
      codeNotation: sample.codeNotation,
      subject: sample.subject,
      urgency: sample.urgency,
      signerId: trial.people.officialId(sample.signer),
      recipientsText: sample.recipientsText,
      ...(sample.dueOn && { dueOn: sample.dueOn }),
    },
    secrecy: 'normal',
    ...(replyTo && { replyTo }),
    main: { versionId: randomUUID(), file },
    attachments,
  });
}

/** The paper's own places become the prepared fields; text stands on the base line, a fifth of the letter's height up. */
function placementOf({ number, date, signature, seal }: PaperPlaces): Placement {
  const text = { fontSize: 13, coversText: false };
  return { number: { ...number, ...text }, date: { ...date, ...text }, person: signature, seal };
}

async function submit(trial: Trial, sample: SampleOutgoing, course: Course, at: Instant): Promise<void> {
  const drafter = trial.people.officialId(sample.drafter);
  const baseSha256 = course.file.sha256;
  await renew(trial, course, prepareForSigning(course.bytes, placementOf(course.places)), drafter);
  const prepared = { versionId: randomUUID(), file: course.file };
  await give(trial, sample, drafter, at, 'outgoing.submit', {
    documentId: course.documentId,
    baseSha256,
    prepared,
  });
}

const giveBack = (trial: Trial, sample: SampleOutgoing, { documentId }: Course, at: Instant): Promise<void> =>
  give(trial, sample, trial.people.officialId(sample.signer), at, 'outgoing.return', {
    documentId,
    reason: sample.returnedReason ?? 'Đề nghị rà soát lại căn cứ.',
  });

async function renew(trial: Trial, course: Course, bytes: Uint8Array, holder: OfficialId): Promise<void> {
  course.bytes = bytes;
  course.file = await trial.keep(bytes, course.file.name, holder);
}

const isDeputy = (castKey: string): boolean =>
  cast.some(({ key, capacity }) => key === castKey && capacity === 'KT.');

async function record(
  trial: Trial,
  sample: SampleOutgoing,
  course: Course,
  at: Instant,
  signed: Uint8Array,
  role: 'person' | 'agency',
) {
  const actor = trial.people.officialId(role === 'person' ? sample.signer : `${sample.member}-clerk`);
  const baseSha256 = course.file.sha256;
  await renew(trial, course, signed, actor);
  const args = {
    documentId: course.documentId,
    versionId: randomUUID(),
    baseSha256,
    signed: course.file,
    role,
    ...(role === 'person' && isDeputy(sample.signer) && { delegationId: delegationId(sample.signer) }),
  };
  await give(trial, sample, actor, at, 'outgoing.recordSignature', args);
}

async function sign(trial: Trial, sample: SampleOutgoing, course: Course, at: Instant): Promise<void> {
  const { pki } = trial.people;
  const issued = pki.people.get(sample.signer);
  if (!issued) throw new RangeError(`no key for ${sample.signer}`);
  const signed = await signPdf(course.bytes, {
    key: keyOf(issued, pki.chain),
    at: new Date(at),
    target: { field: PREPARED_FIELDS.person },
    look: { kind: 'image', png: drawHandSignature(sample.file.paper.signer) },
  });
  await record(trial, sample, course, at, signed, 'person');
}

async function takeNumber(trial: Trial, sample: SampleOutgoing, course: Course, at: Instant): Promise<void> {
  const agencyId = trial.people.agencyId(sample.member);
  const year = yearOf(dayOf(at));
  await give(trial, sample, trial.people.officialId(`${sample.member}-clerk`), at, 'outgoing.takeNumber', {
    documentId: course.documentId,
    registerId: registerId(agencyId, 'outgoing', year),
  });
  course.number = trial.nextNumber(`${sample.member}/${String(year)}`);
}

async function seal(trial: Trial, sample: SampleOutgoing, course: Course, at: Instant): Promise<void> {
  const { pki } = trial.people;
  const issued = pki.agencies.get(sample.member);
  if (!issued) throw new RangeError(`no seal for ${sample.member}`);
  const signed = await signPdf(course.bytes, {
    key: keyOf(issued, pki.chain),
    at: new Date(at),
    target: { field: PREPARED_FIELDS.seal },
    look: { kind: 'image', png: sealPicture(members[sample.member].seal) },
    values: [
      { field: PREPARED_FIELDS.number, value: numberOnPage(course.number) },
      { field: PREPARED_FIELDS.date, value: datePhrase(dayOf(at)) },
    ],
  });
  await sealAttachments(trial, sample, course, at, issued);
  await record(trial, sample, course, at, signed, 'agency');
}

/** Each separate file carries the agency's signature in words (NĐ 30/2020 annex I part I, II.8b). */
async function sealAttachments(
  trial: Trial,
  sample: SampleOutgoing,
  { documentId, number, attachments }: Course,
  at: Instant,
  issued: Parameters<typeof keyOf>[0],
): Promise<void> {
  const clerk = trial.people.officialId(`${sample.member}-clerk`);
  for (const { attachmentId, file, bytes } of attachments.filter((each) => isToBeSealed(each.file))) {
    const signed = await signPdf(bytes, {
      key: keyOf(issued, trial.people.pki.chain),
      at: new Date(at),
      ...attachmentWords(bytes, formatReference(number, sample.codeNotation)),
    });
    const kept = await trial.keep(signed, file.name, clerk);
    const args = { documentId, attachmentId, baseSha256: file.sha256, signed: kept };
    await give(trial, sample, clerk, at, 'outgoing.recordAttachmentSignature', args);
  }
}

/** The other member where the document is meant for it; else two or three of the neighbours, who let it arrive and no more. */
function recipientsOf(trial: Trial, { sendsTo }: SampleOutgoing, index: number) {
  if (sendsTo) {
    const { key, name, code } = members[sendsTo];
    return [{ agencyId: trial.people.agencyId(key), name, code }];
  }
  return Array.from({ length: 2 + (index % 2) }, (_, turn) => {
    const neighbour = issuers[(index * 5 + turn * 7) % issuers.length] ?? issuerOf('tinh');
    return { agencyId: neighbourId(neighbour.key), name: neighbour.name, code: neighbourCode(neighbour.key) };
  });
}

async function dispatch(trial: Trial, sample: SampleOutgoing, course: Course, at: Instant): Promise<void> {
  const recipients = recipientsOf(trial, sample, course.number);
  const clerk = trial.people.officialId(`${sample.member}-clerk`);
  const built = writePackage(packageFor(sample, course, at, recipients));
  const stored = await trial.keep(built, `${course.documentId}.edxml`, clerk);
  await give(trial, sample, clerk, at, 'outgoing.dispatch', {
    documentId: course.documentId,
    messageId: randomUUID(),
    packageSha256: stored.sha256,
    deliveries: recipients.map(({ agencyId, name }) => ({ deliveryId: randomUUID(), agencyId, name })),
  });
}

function packageFor(
  sample: SampleOutgoing,
  course: Course,
  at: Instant,
  recipients: readonly { name: string; code: string }[],
): EdxmlPackage {
  const sender = members[sample.member];
  const reference = formatReference(course.number, sample.codeNotation);
  const { paper } = sample.file;
  return {
    from: { organId: sender.code, organName: sender.name },
    to: recipients.map(({ code, name }) => ({ organId: code, organName: name })),
    documentId: `${sender.code},${dayOf(at).replaceAll('-', '/')},${reference}`,
    codeNumber: numberOnPage(course.number),
    codeNotation: sample.codeNotation,
    place: sender.locality,
    promulgationDate: dayOf(at),
    typeName: sample.typeName,
    subject: sample.subject,
    signer: { competence: '', position: paper.authority.at(-1) ?? '', fullName: paper.signer },
    priority: urgencies.indexOf(sample.urgency),
    toPlaces: sample.recipientsText.split(';').map((place) => place.trim()),
    traces: [{ organId: sender.code, timestamp: at }],
    business: { type: 'new', staff: { department: sender.name, staff: '' } },
    files: [{ name: course.file.name, contentType: 'application/pdf', bytes: course.bytes }],
  };
}
