import { expect } from 'vitest';
import type { CommandName } from '../../src/shared/domain/all-commands.ts';
import type { exchangeCommands } from '../../src/shared/domain/exchange/commands.ts';
import type { Role } from '../../src/shared/domain/office/official.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { incomingFields, outgoingFields, pdfFile } from './documents.ts';
import { foundInSigned } from './paper-acts.ts';
import { sha, uuid, type World } from './world.ts';

/** A document of ours in the very state that each command wants, so that only the stranger can be objected to. */
export type Case = { readonly prepare: (world: World) => void; readonly args: (world: World) => object };

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
const delegationId = uuid();
const delegated = ({ people }: World): object => ({
  delegationId,
  officialId: people.specialist.id,
  form: 'TL.',
  typeNames: [],
  from: '2026-11-01',
  to: '2026-12-31',
  basis: 'Quy chế làm việc',
});
const handoverId = uuid();
const handedOver = ({ people }: World): object => ({
  handoverId,
  officialId: people.specialist.id,
  from: '2026-11-20T01:00:00.000Z',
  to: '2026-11-25T01:00:00.000Z',
  permission: 'Giấy ủy quyền số 12/GUQ-SMM',
  minutes: 'Biên bản số 03/BB-SMM',
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
  'office.establishAgency': {
    prepare: nothing,
    args: () => ({
      agencyId: uuid(),
      agency: { v: 1, name: 'Cơ quan', code: 'H56.X', notation: 'X', place: 'Lam Giang' },
    }),
  },
  'office.foundUnit': {
    prepare: nothing,
    args: ({ agencyId }) => ({ unitId: uuid(), unit: { v: 1, agencyId, name: 'Phòng', notation: 'P' } }),
  },
  'office.appoint': {
    prepare: nothing,
    args: ({ people }) => {
      const { id, ...official } = people.clerk;
      return { officialId: id, official: { ...official, roles: ['leader'] } };
    },
  },
  'office.delegate': { prepare: nothing, args: delegated },
  'office.endDelegation': {
    prepare: (world) => given(world, [['office.delegate', delegated(world), 'leader']]),
    args: () => ({ delegationId, lastDay: '2026-11-30' }),
  },
  'office.handOverSeal': { prepare: nothing, args: handedOver },
  'office.takeBackSeal': {
    prepare: (world) => given(world, [['office.handOverSeal', handedOver(world), 'clerk']]),
    args: () => ({ handoverId }),
  },
  'office.trustAnchor': {
    prepare: nothing,
    args: ({ agencyId }) => ({ agencyId, sha256: sha('a'), certificate: 'MAA=', name: 'Gốc' }),
  },
  'office.distrustAnchor': {
    prepare: (world) =>
      given(world, [
        [
          'office.trustAnchor',
          { agencyId: world.agencyId, sha256: sha('a'), certificate: 'MAA=', name: 'Gốc' },
          'administrator',
        ],
      ]),
    args: ({ agencyId }) => ({ agencyId, sha256: sha('a'), reason: 'Không dùng nữa' }),
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
