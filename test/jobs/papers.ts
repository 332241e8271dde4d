import {
  AgencyId,
  AssignmentId,
  DeliveryId,
  DirectiveId,
  DossierId,
  type FileRef,
  IncomingId,
  LocalDate,
  MessageId,
  OutgoingId,
  TaskId,
  VersionId,
} from '../../src/shared/domain/core/values.ts';
import type { Dossier } from '../../src/shared/domain/dossier/dossier.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import type { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import type { Task } from '../../src/shared/domain/task/task.ts';
import { incomingFields, outgoingFields } from '../support/documents.ts';
import { dossierFields } from '../support/dossier-cases.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';
import type { Stage } from './stage.ts';

/** An official's application, and the office behind it. */
type Desk = Pick<Stage, 'lab' | 'app'>;

/** The day on which the office of the jobs works, and the day before. */
export const TODAY = LocalDate.parse('2026-11-23');
const YESTERDAY = LocalDate.parse('2026-11-22');

let drawn: Promise<Uint8Array> | undefined;
let made = 0;

/** A page as a drafter hands it in; no two have the same bytes, a comment behind the end is not part of the page. */
export async function paperBytes(): Promise<Buffer> {
  drawn ??= samplePdf({ kind: 'table', printsDate: true });
  made += 1;
  return Buffer.concat([await drawn, Buffer.from(`% ${String(made)}\n`)]);
}

async function filed({ lab }: Desk): Promise<FileRef> {
  const bytes = await paperBytes();
  const sha256 = lab.office.server.keepBlob(bytes);
  return {
    sha256,
    name: `van-ban-${String(made)}.pdf`,
    sizeBytes: bytes.length,
    mediaType: 'application/pdf',
  };
}

/** Until the desk has the document, with its files where it has any. */
async function isHere(stage: Desk, kind: 'incoming' | 'outgoing', documentId: string): Promise<void> {
  await stage.app.synchronise();
  await stage.app.until(async () => {
    const reply = await stage.app.invoke(`${kind}.get`, { documentId } as never);
    return reply.ok && (reply.value as { files: { isHere: boolean }[] }).files.every((file) => file.isHere);
  });
}

/** A document of Văn bản đến as the authority has it. */
async function putIncoming(stage: Desk, subject: string, some: Partial<Incoming>): Promise<IncomingId> {
  const { server, agencyId } = stage.lab.office;
  const documentId = IncomingId.parse(uuid());
  const file = await filed(stage);
  server.put('incoming', documentId, {
    ...{ v: 1, agencyId, state: 'arrived', source: 'exchange', file, arrivedOn: TODAY },
    ...{ attachmentCount: 0, correctionCount: 0 },
    ...incomingFields({ codeNumber: String(4000 + made), subject, issuedOn: YESTERDAY }),
    exchange: {
      ...{ messageId: MessageId.parse(uuid()), deliveryId: DeliveryId.parse(uuid()) },
      ...{ senderAgencyId: AgencyId.parse(uuid()), senderCode: 'H56.A' },
    },
    ...some,
  });
  return documentId;
}

let arrivalNumber = 900;
const inBook = (): Partial<Incoming> => {
  arrivalNumber += 1;
  return { state: 'registered', arrivalNumber };
};

/** One that arrived and waits for the book. */
export async function incoming(
  stage: Desk,
  subject: string,
  some: Partial<Incoming> = {},
): Promise<IncomingId> {
  const documentId = await putIncoming(stage, subject, some);
  await isHere(stage, 'incoming', documentId);
  return documentId;
}

/** One in the book, waiting for a leader. */
export const registered = (stage: Desk, subject: string, some: Partial<Incoming> = {}): Promise<IncomingId> =>
  incoming(stage, subject, { ...inBook(), ...some });

/** One that the leader gave to the specialist, who leads. */
export async function assigned(stage: Desk, subject: string): Promise<IncomingId> {
  const { server, people } = stage.lab.office;
  const documentId = await putIncoming(stage, subject, inBook());
  const assignmentId = AssignmentId.parse(uuid());
  const directiveId = DirectiveId.parse(uuid());
  const assignments = [{ assignmentId, officialId: people.specialist.id, part: 'lead' }];
  const text = 'Giao tham mưu văn bản trả lời.';
  const args = { documentId, directiveId, text, assignments };
  const verdict = server.give('incoming.direct', args, people.leader.id);
  if (verdict.status !== 'accepted') throw new Error(JSON.stringify(verdict));
  await isHere(stage, 'incoming', documentId);
  return documentId;
}

/** A document of ours from the signing office, on the desk. */
export async function outgoing(
  stage: Desk,
  subject: string,
  some: Partial<Outgoing> = {},
): Promise<OutgoingId> {
  const documentId = stage.lab.put({ subject, ...some });
  await isHere(stage, 'outgoing', documentId);
  return documentId;
}

/** The same with the leader's signature on its page. */
export async function signed(
  stage: Desk,
  subject: string,
  some: Partial<Outgoing> = {},
): Promise<OutgoingId> {
  const documentId = await stage.lab.putSigned({ state: 'signed', subject, ...some });
  await isHere(stage, 'outgoing', documentId);
  return documentId;
}

/** A draft of the specialist as his own desk made it, its page not prepared yet. */
export async function drafted(stage: Desk, subject: string): Promise<OutgoingId> {
  const { app, lab } = stage;
  const reply = await app.drop('du-thao.pdf', await paperBytes());
  if (!reply.ok) throw new Error(reply.error.code);
  const documentId = OutgoingId.parse(uuid());
  await app.ask('outgoing.draft', {
    ...{ documentId, secrecy: 'normal', attachments: [] },
    fields: outgoingFields(lab.office.people.leader.id, { subject, codeNotation: 'UBND-VP' }),
    main: { versionId: VersionId.parse(uuid()), file: reply.value.file },
  });
  await isHere(stage, 'outgoing', documentId);
  return documentId;
}

/** A task that the leader gave the specialist. */
export async function task(stage: Desk, content: string, some: Partial<Task> = {}): Promise<TaskId> {
  const { server, agencyId, people } = stage.lab.office;
  const taskId = TaskId.parse(uuid());
  server.put('task', taskId, {
    ...{ v: 1, agencyId, state: 'given', content, givenBy: people.leader.id, givenOn: YESTERDAY },
    ...{ leadId: people.specialist.id, supporterIds: [], percent: 0, ...some },
  });
  await stage.app.synchronise();
  await stage.app.until(async () => (await stage.app.invoke('task.get', { taskId })).ok);
  return taskId;
}

/** A dossier of the specialist. */
export async function dossier(stage: Desk, title: string, some: Partial<Dossier> = {}): Promise<DossierId> {
  const { server, agencyId, people } = stage.lab.office;
  const dossierId = DossierId.parse(uuid());
  server.put('dossier', dossierId, {
    ...{ v: 1, agencyId, year: 2026, ownerId: people.specialist.id, helperIds: [], state: 'open' },
    ...{ startedOn: LocalDate.parse('2026-01-05'), itemCount: 0, nextOrdinal: 1 },
    ...dossierFields({ title }),
    ...some,
  } as Dossier);
  await stage.app.synchronise();
  await stage.app.until(async () => (await stage.app.invoke('dossier.get', { dossierId })).ok);
  return dossierId;
}
