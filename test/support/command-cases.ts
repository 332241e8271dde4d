import { expect } from 'vitest';
import type { CommandName } from '../../src/shared/domain/all-commands.ts';
import type { exchangeCommands } from '../../src/shared/domain/exchange/commands.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields, outgoingFields, pdfFile } from './documents.ts';
import { dossierCases } from './dossier-cases.ts';
import { incomingCases } from './incoming-cases.ts';
import { officeCases } from './office-cases.ts';
import { foundInSigned } from './paper-acts.ts';
import { requestCases } from './request-cases.ts';
import { taskCases } from './task-cases.ts';
import { type Case, sha, uuid, type World } from './world.ts';

const documentId = uuid();
const book = (world: World, name: 'incoming' | 'outgoing') => registerId(world.agencyId, name, 2026);
const given = (world: World, steps: readonly (readonly [CommandName, object, Role])[]): void => {
  for (const [name, args, who] of steps) expect([name, world.give(name, args, who)]).toEqual([name, 'ok']);
};

const received = (): object => ({
  documentId,
  source: 'paper',
  fields: incomingFields(),
  secrecy: 'normal',
  attachments: [],
});
const registered = (world: World): object => ({
  documentId,
  registerId: book(world, 'incoming'),
  fields: incomingFields(),
  secrecy: 'normal',
});
const directed = (world: World): object => ({
  documentId,
  directiveId: uuid(),
  text: 'Giao.',
  assignments: [{ assignmentId: uuid(), officialId: world.people.specialist.id, part: 'lead' }],
});
const drafted = (world: World): object => ({
  documentId,
  fields: outgoingFields(world.people.leader.id),
  secrecy: 'normal',
  main: { versionId: uuid(), file: pdfFile('a') },
  attachments: [],
});
const submitted = (): object => ({
  documentId,
  baseSha256: sha('a'),
  prepared: { versionId: uuid(), file: pdfFile('b') },
});
const recorded = (): object => ({
  documentId,
  versionId: uuid(),
  baseSha256: sha('b'),
  signed: pdfFile('c'),
  role: 'person',
});

const nothing = (): void => undefined;
const arrived = (world: World) => given(world, [['incoming.receive', received(), 'clerk']]);
const inBook = (world: World): void => {
  arrived(world);
  given(world, [['incoming.register', registered(world), 'clerk']]);
};
const assigned = (world: World): void => {
  inBook(world);
  given(world, [['incoming.direct', directed(world), 'leader']]);
};
const draft = (world: World) => given(world, [['outgoing.draft', drafted(world), 'specialist']]);
const submission = (world: World): void => {
  draft(world);
  given(world, [['outgoing.submit', submitted(), 'specialist']]);
};
/** The leader's signature, without a fault. */
function signatureOf(world: World): void {
  world.inspected = foundInSigned();
}

const signature = (world: World): void => {
  submission(world);
  signatureOf(world);
  given(world, [['outgoing.recordSignature', recorded(), 'leader']]);
};

const opinionId = uuid();
const asked = ({ people }: World): object => ({
  documentId,
  opinionId,
  purpose: 'opinion',
  officialId: people.clerk.id,
});
const questioned = (world: World): void => {
  draft(world);
  given(world, [['outgoing.askOpinion', asked(world), 'specialist']]);
};

const attachmentId = uuid();
/** A numbered document with one PDF beside it that waits for the agency's signature. */
const numberedWithAttachment = (world: World): void => {
  draft(world);
  given(world, [
    ['outgoing.attach', { documentId, attachmentId, file: pdfFile('8') }, 'specialist'],
    ['outgoing.submit', submitted(), 'specialist'],
  ]);
  signatureOf(world);
  given(world, [
    ['outgoing.recordSignature', recorded(), 'leader'],
    ['outgoing.takeNumber', { documentId, registerId: book(world, 'outgoing') }, 'clerk'],
  ]);
};
const groupId = uuid();
const savedGroup = ({ agencyId }: World): object => ({
  groupId,
  agencyId,
  name: 'Các xã',
  members: [uuid()],
});

const incidentId = uuid();
const reported = (world: World): object => ({
  incidentId,
  registerId: book(world, 'outgoing'),
  of: { kind: 'outgoing', id: documentId },
  subject: 'Báo cáo',
  given: { number: 1, issuedOn: '2026-11-20', epoch: 3 },
  code: 'register.lease-lost',
  doneAt: '2026-11-20T02:00:00.000Z',
});
const incident = (world: World): void => {
  signature(world);
  world.lend('outgoing', '2026-11-19');
  given(world, [['register.reportIncident', reported(world), 'clerk']]);
};

/** Every command that an official may give. */
export const cases: Record<Exclude<CommandName, keyof typeof exchangeCommands>, Case> = {
  ...dossierCases,
  ...taskCases,
  ...incomingCases,
  'incoming.receive': { prepare: nothing, args: received },
  'incoming.register': { prepare: arrived, args: registered },
  'incoming.refuse': { prepare: arrived, args: () => ({ documentId, reason: 'Gửi nhầm' }) },
  'incoming.direct': { prepare: inBook, args: directed },
  'incoming.start': { prepare: assigned, args: () => ({ documentId }) },
  'incoming.finish': { prepare: assigned, args: () => ({ documentId }) },
  'incoming.reopen': {
    prepare: (world) => {
      assigned(world);
      given(world, [['incoming.finish', { documentId }, 'specialist']]);
    },
    args: () => ({ documentId }),
  },
  'incoming.correct': {
    prepare: inBook,
    args: () => ({
      documentId,
      correctionId: uuid(),
      field: 'codeNumber',
      oldValue: '412',
      newValue: '413',
      reason: 'nhầm',
    }),
  },
  'incoming.markRead': { prepare: arrived, args: () => ({ documentId, isRead: true }) },
  ...requestCases,
  'outgoing.draft': { prepare: nothing, args: drafted },
  'outgoing.revise': {
    prepare: draft,
    args: (world) => ({ documentId, fields: outgoingFields(world.people.leader.id), secrecy: 'normal' }),
  },
  'outgoing.attach': {
    prepare: draft,
    args: () => ({ documentId, attachmentId: uuid(), file: pdfFile('8') }),
  },
  'outgoing.submit': { prepare: draft, args: submitted },
  'outgoing.withdraw': { prepare: submission, args: () => ({ documentId }) },
  'outgoing.return': { prepare: submission, args: () => ({ documentId, reason: 'sửa' }) },
  'outgoing.sendBack': { prepare: signature, args: () => ({ documentId, reason: 'Sai thể thức' }) },
  'outgoing.askOpinion': { prepare: draft, args: asked },
  'outgoing.giveOpinion': {
    prepare: questioned,
    args: () => ({ documentId, opinionId, outcome: 'agreed', seenSha256: sha('a') }),
  },
  'outgoing.dropOpinion': { prepare: questioned, args: () => ({ documentId, opinionId }) },
  'outgoing.recordSignature': {
    prepare: (world) => {
      submission(world);
      signatureOf(world);
    },
    args: recorded,
  },
  'outgoing.recordAttachmentSignature': {
    prepare: numberedWithAttachment,
    args: () => ({ documentId, attachmentId, baseSha256: sha('8'), signed: pdfFile('9') }),
  },
  'outgoing.leaveAttachmentUnsigned': {
    prepare: numberedWithAttachment,
    args: () => ({ documentId, attachmentId, baseSha256: sha('8'), why: 'pdf.encrypted' }),
  },
  'outgoing.makeCopy': {
    prepare: inBook,
    args: (world) => ({
      documentId: uuid(),
      form: 'sao-y',
      source: { kind: 'incoming', id: documentId },
      main: { versionId: uuid(), file: pdfFile('a') },
      decidedBy: world.people.leader.id,
      recipientsText: '',
    }),
  },
  'outgoing.takeSigned': {
    prepare: draft,
    args: () => ({ documentId, versionId: uuid(), baseSha256: sha('a') }),
  },
  'outgoing.takeNumber': {
    prepare: signature,
    args: (world) => ({ documentId, registerId: book(world, 'outgoing') }),
  },
  'outgoing.recordExtension': {
    prepare: signature,
    args: () => ({ documentId, versionId: uuid(), baseSha256: sha('c'), extended: pdfFile('e') }),
  },
  'outgoing.recordAttachmentExtension': {
    prepare: numberedWithAttachment,
    args: () => ({ documentId, attachmentId, baseSha256: sha('8'), extended: pdfFile('9') }),
  },
  'outgoing.void': {
    prepare: (world) => {
      signature(world);
      given(world, [['outgoing.takeNumber', { documentId, registerId: book(world, 'outgoing') }, 'clerk']]);
    },
    args: () => ({ documentId, reason: 'Không đóng dấu được' }),
  },
  'outgoing.dispatch': {
    prepare: signature,
    args: () => ({
      documentId,
      messageId: uuid(),
      packageSha256: sha('e'),
      deliveries: [{ deliveryId: uuid(), agencyId: uuid(), name: 'Nơi nhận' }],
    }),
  },
  'outgoing.dispatchMore': {
    prepare: signature,
    args: () => ({
      documentId,
      messageId: uuid(),
      packageSha256: sha('e'),
      deliveries: [{ deliveryId: uuid(), agencyId: uuid(), name: 'Nơi nhận' }],
    }),
  },
  'exchange.importPackage': {
    prepare: nothing,
    args: () => ({
      documentId,
      packageSha256: sha('e'),
      senderCode: '000.00.12.H99',
      documentCode: '000.00.12.H99,2026/11/20,07/UBND-VP',
      fields: incomingFields(),
      secrecy: 'normal',
      file: pdfFile(),
      attachments: [],
    }),
  },
  'exchange.saveGroup': { prepare: nothing, args: savedGroup },
  'exchange.removeGroup': {
    prepare: (world) => given(world, [['exchange.saveGroup', savedGroup(world), 'clerk']]),
    args: () => ({ groupId }),
  },
  'exchange.setNotTakenHours': {
    prepare: nothing,
    args: ({ agencyId }) => ({ agencyId, hours: 12 }),
  },
  ...officeCases,
  'office.handOverWork': {
    prepare: (world) => {
      assigned(world);
      given(world, [
        [
          'office.recordLeaving',
          { officialId: world.people.specialist.id, leftOn: '2026-11-20' },
          'administrator',
        ],
      ]);
    },
    args: ({ people }) => ({
      of: { kind: 'incoming', id: documentId },
      fromId: people.specialist.id,
      toId: people.clerk.id,
      assignmentIds: [],
    }),
  },
  'register.takeLease': {
    prepare: nothing,
    args: (world) => ({ registerId: book(world, 'outgoing'), lastDay: '2026-11-25' }),
  },
  'register.returnLease': {
    prepare: (world) => world.lend('outgoing', '2026-11-19'),
    args: (world) => ({ registerId: book(world, 'outgoing'), epoch: 3 }),
  },
  'register.withdrawLease': {
    prepare: (world) => world.lend('outgoing', '2026-11-19'),
    args: (world) => ({ registerId: book(world, 'outgoing'), epoch: 3, reason: 'Máy hỏng' }),
  },
  'register.reportIncident': {
    prepare: (world) => world.lend('outgoing', '2026-11-19'),
    args: reported,
  },
  'register.voidNumber': { prepare: incident, args: () => ({ incidentId, reason: 'Không dùng' }) },
  'register.keepNumber': { prepare: incident, args: () => ({ incidentId, basis: 'Biên bản 01' }) },
  'register.voidMissing': {
    prepare: nothing,
    args: (world) => ({
      registerId: book(world, 'outgoing'),
      from: 1,
      incidentIds: [uuid()],
      reason: 'Máy đã mất',
    }),
  },
  'register.close': { prepare: nothing, args: (world) => ({ registerId: book(world, 'outgoing'), next: 1 }) },
  'report.recordClassifiedCount': {
    prepare: nothing,
    args: ({ agencyId }) => ({ countId: uuid(), agencyId, month: '2026-10', count: 3 }),
  },
  'secrecy.contain': {
    prepare: arrived,
    args: () => ({ of: { kind: 'incoming', id: documentId } }),
  },
  'register.open': {
    prepare: nothing,
    args: ({ agencyId }) => ({
      registerId: registerId(agencyId, 'incoming', 2027),
      agencyId,
      book: 'incoming',
      year: 2027,
      name: 'Sổ',
      openedOn: '2027-01-01',
    }),
  },
};
