import type { FileRef } from '../../src/shared/domain/core/values.ts';
import { datePhrase, numberOnPage } from '../../src/shared/domain/outgoing/on-page.ts';
import type { Opinion } from '../../src/shared/domain/outgoing/opinion.ts';
import { formatReference, type Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { say } from '../../src/shared/words/vi.ts';
import { outgoingFields } from '../support/documents.ts';
import {
  aimed,
  bookYear,
  bytesOf,
  type Found,
  type Given,
  keepFile,
  keepMadeOf,
  on,
  oneOf,
  secrecy,
  seen,
  subjectOf,
  type Work,
} from './desk.ts';
import { dispatch, dispatchMore } from './dispatch.ts';
import { bookOf, certificateOf } from './office.ts';
import {
  draftPaper,
  extendedPaper,
  isLocked,
  isSigned,
  lockedPaper,
  type Mark,
  preparedPaper,
  signedPaper,
} from './papers.ts';
import type { Device, World } from './story.ts';

const OPEN = ['numbered', 'sealed'];

/** What drafters, signers and clerks do with what goes out. */
export const outgoingWork = {
  draft,
  revise,
  attach,
  submit,
  withdraw: (world, device) =>
    on(aimed(world, device, 'outgoing', ['submitted']), ({ id }) =>
      world.random.chance(0.4) ? ['outgoing.withdraw', { documentId: id }] : undefined,
    ),
  return: (world, device) =>
    on(aimed(world, device, 'outgoing', ['submitted']), ({ id }) =>
      world.random.chance(0.4) ? ['outgoing.return', { documentId: id, reason: 'Sửa câu cuối' }] : undefined,
    ),
  askOpinion,
  giveOpinion,
  dropOpinion: (world, device) =>
    on(oneOf(world, asked(device)), ({ id, body }) =>
      world.random.chance(0.7)
        ? ['outgoing.dropOpinion', { documentId: body.documentId, opinionId: id }]
        : undefined,
    ),
  sendBack: (world, device) =>
    on(aimed(world, device, 'outgoing', ['signed']), ({ id }) =>
      world.random.chance(0.15)
        ? ['outgoing.sendBack', { documentId: id, reason: 'Sai thể thức' }]
        : undefined,
    ),
  sign: (world, device) => sign(world, device, toSign(world, device), 'person'),
  seal: (world, device) => sign(world, device, aimed(world, device, 'outgoing', ['numbered']), 'agency'),
  sealAttachment,
  extend,
  extendAttachment,
  copy,
  takeNumber,
  dispatch,
  dispatchMore,
  recall,
  void: (world, device) =>
    on(aimed(world, device, 'outgoing', OPEN), ({ id }) =>
      world.random.chance(0.8) ? ['outgoing.void', { documentId: id, reason: 'Đóng dấu hỏng' }] : undefined,
    ),
} as const satisfies Record<string, Work>;

/** What waits for an answer, as far as this official sees it. */
const asked = (device: Device): readonly Found<Opinion>[] =>
  seen(device, 'opinion').filter(({ body }) => body.state === 'asked');

function askOpinion(world: World, device: Device): Given | undefined {
  const { people } = device.agency;
  return on(aimed(world, device, 'outgoing', ['draft', 'returned', 'submitted']), ({ id }) => [
    'outgoing.askOpinion',
    {
      documentId: id,
      opinionId: world.random.uuid(),
      purpose: world.random.pick(['opinion', 'content', 'form']),
      officialId: world.random.pick(Object.values(people)),
    },
  ]);
}

function giveOpinion(world: World, device: Device): Given | undefined {
  const mine = asked(device).filter(({ body }) => body.officialId === device.officialId);
  return on(oneOf(world, world.random.chance(0.9) ? mine : asked(device)), ({ id, body: { documentId } }) => {
    const file = seen(device, 'outgoing').find((each) => each.id === documentId)?.body.file;
    if (!file) return undefined;
    const outcome = world.random.pick(['agreed', 'agreed', 'changes']);
    return [
      'outgoing.giveOpinion',
      { documentId, opinionId: id, outcome, text: 'Rà lại câu cuối', seenSha256: file.sha256 },
    ];
  });
}

/** Who signs: mostly the head, sometimes whom a delegation lets. */
function signing(world: World, device: Device, documentId: string) {
  const { people, code } = device.agency;
  const delegation = oneOf(world, world.random.chance(0.4) ? seen(device, 'delegation') : []);
  const fields = outgoingFields(delegation?.body.officialId ?? people.leader, {
    codeNotation: `SM${code}-VP`,
    subject: subjectOf(documentId),
  });
  return { fields, secrecy, ...(delegation && { delegationId: delegation.id }) };
}

async function draft(world: World, device: Device): Promise<Given> {
  const documentId = world.random.uuid();
  const { fields, ...rest } = signing(world, device, documentId);
  const paper = draftPaper(documentId);
  // Some come signed, in another program; a few of those by somebody else.
  const by = world.random.chance(0.1) ? device.officialId : fields.signerId;
  const bytes = world.random.chance(0.25) ? signedPaper(paper, { certificate: certificateOf(by) }) : paper;
  const main = { versionId: world.random.uuid(), file: await keepFile(device, bytes) };
  const attachments = world.random.chance(0.4) ? [await newAttachment(world, device)] : [];
  const args = { documentId, fields, ...rest, main, attachments };
  const earlier = oneOf(world, world.random.chance(0.5) ? out(device) : []);
  const how = world.random.pick(['update', 'update', 'replace']);
  return ['outgoing.draft', { ...args, ...(earlier && { amends: { how, documentId: earlier.id } }) }];
}

/** What is dispatched, as far as this official sees it. */
const out = (device: Device): readonly Found<Outgoing>[] =>
  seen(device, 'outgoing').filter(({ body }) => body.state === 'dispatched');

/** Asks some recipients of a document for it, also where they have given it back already. */
function recall(world: World, device: Device): Given | undefined {
  return on(oneOf(world, out(device)), ({ id }) => {
    const sent = seen(device, 'delivery').filter(({ body }) => body.documentId === id);
    const chosen = sent.filter(({ body }) => !body.recall || world.random.chance(0.2));
    if (chosen.length === 0) return undefined;
    const requests = chosen.map((each) => ({ requestId: world.random.uuid(), deliveryId: each.id }));
    return ['outgoing.recall', { documentId: id, reason: 'Sai nội dung', requests }];
  });
}

function revise(world: World, device: Device): Given | undefined {
  return on(aimed(world, device, 'outgoing', ['draft', 'returned']), ({ id }) => [
    'outgoing.revise',
    { documentId: id, ...signing(world, device, id) },
  ]);
}

async function attach(world: World, device: Device): Promise<Given | undefined> {
  const found = aimed(world, device, 'outgoing', ['draft', 'returned']);
  if (!found) return undefined;
  return ['outgoing.attach', { documentId: found.id, ...(await newAttachment(world, device)) }];
}

/** A further file; into some no signature can be put. */
async function newAttachment({ random }: World, device: Device) {
  const attachmentId = random.uuid();
  const paper = random.chance(0.4) ? lockedPaper(attachmentId) : draftPaper(attachmentId);
  return { attachmentId, file: await keepFile(device, paper) };
}

async function submit(world: World, device: Device): Promise<Given | undefined> {
  const found = aimed(world, device, 'outgoing', ['draft', 'returned']);
  const bytes = await bytesOf(device, found?.body.file);
  if (!found?.body.file || !bytes) return undefined;
  if (isSigned(bytes)) return takeSigned(world, device, found);
  const prepared = {
    versionId: world.random.uuid(),
    file: await keepMadeOf(device, found.id, preparedPaper(bytes)),
  };
  return ['outgoing.submit', { documentId: found.id, baseSha256: found.body.file.sha256, prepared }];
}

/** Under the authority that lets its signer sign, where he has one. */
function takeSigned({ random }: World, device: Device, { id, body }: Found<Outgoing>): Given {
  const own = seen(device, 'delegation').find((each) => each.body.officialId === body.signerId);
  const args = { documentId: id, versionId: random.uuid(), baseSha256: body.file?.sha256 };
  return ['outgoing.takeSigned', { ...args, ...(own && { delegationId: own.id }) }];
}

/** Mostly what waits for this very signer. */
const toSign = (world: World, device: Device): Found<Outgoing> | undefined =>
  world.random.chance(0.1)
    ? aimed(world, device, 'outgoing', ['submitted'])
    : oneOf(
        world,
        seen(device, 'outgoing').filter(
          ({ body }) => body.state === 'submitted' && body.signerId === device.officialId,
        ),
      );

/** The hand-over by which somebody who is no clerk has the seal. */
const handover = (device: Device): { readonly handoverId?: string } => {
  const mine = seen(device, 'sealHandover').find(({ body }) => body.officialId === device.officialId);
  return mine && device.seat !== 'clerk' ? { handoverId: mine.id } : {};
};
/** The authority under which somebody who is not the head signs. */
const delegated = (device: Device): { readonly delegationId?: string } => {
  const mine = seen(device, 'delegation').find(({ body }) => body.officialId === device.officialId);
  return mine ? { delegationId: mine.id } : {};
};

/** What a seal shows: number and date, or on a copy its form, the agency and the time. */
function sealMark(world: World, device: Device, { number, issuedOn, copy: made }: Outgoing): Mark {
  const { agencyId, name } = device.agency;
  const time = `${world.province.at.slice(0, 19)}+07:00`;
  return {
    certificate: certificateOf(agencyId),
    ...(number !== undefined && { number: numberOnPage(number) }),
    ...(issuedOn !== undefined && { date: datePhrase(issuedOn) }),
    ...(made && { stamp: `${say(`signing.copy-${made.form}`)}, ${name}, ${time}` }),
  };
}

async function sign(
  world: World,
  device: Device,
  found: Found<Outgoing> | undefined,
  role: 'person' | 'agency',
): Promise<Given | undefined> {
  const base = found?.body.file;
  const bytes = await bytesOf(device, base);
  if (!found || !base || !bytes) return undefined;
  const isPerson = role === 'person';
  const mark = isPerson
    ? { certificate: certificateOf(device.officialId) }
    : sealMark(world, device, found.body);
  const nonce = world.random.uuid();
  const signed = await keepMadeOf(device, found.id, signedPaper(bytes, { ...mark, nonce }));
  const by = isPerson ? delegated(device) : handover(device);
  const args = { documentId: found.id, versionId: world.random.uuid(), baseSha256: base.sha256 };
  return ['outgoing.recordSignature', { ...args, signed, role, ...by }];
}

type Waiting = { readonly document: Found<Outgoing>; readonly id: string; readonly file: FileRef };

/** An attachment that waits for the seal, of a document that has its number. */
function waiting(world: World, device: Device): Waiting | undefined {
  const all = seen(device, 'attachment').flatMap(({ id, body }) => {
    if (body.of.kind !== 'outgoing' || body.unsealed || body.unsignable) return [];
    const document = seen(device, 'outgoing').find((each) => each.id === body.of.id);
    return document && OPEN.includes(document.body.state) ? [{ document, id, file: body.file }] : [];
  });
  return oneOf(world, all);
}

async function sealAttachment(world: World, device: Device): Promise<Given | undefined> {
  const found = waiting(world, device);
  const bytes = await bytesOf(device, found?.file);
  if (!found || !bytes) return undefined;
  const { number, codeNotation } = found.document.body;
  const args = { documentId: found.document.id, attachmentId: found.id, baseSha256: found.file.sha256 };
  // A file that takes no signature is left as it is, and what takes one is mostly signed.
  if (isLocked(bytes) || world.random.chance(0.05))
    return ['outgoing.leaveAttachmentUnsigned', { ...args, why: 'file.encrypted', ...handover(device) }];
  const stamp = `${formatReference(number, codeNotation)}; ${world.province.at.slice(0, 19)}+07:00`;
  const mark = { certificate: certificateOf(device.agency.agencyId), stamp };
  const signed = await keepMadeOf(device, found.document.id, signedPaper(bytes, mark));
  return ['outgoing.recordAttachmentSignature', { ...args, signed, ...handover(device) }];
}

async function extend(world: World, device: Device): Promise<Given | undefined> {
  const found = aimed(world, device, 'outgoing', ['sealed', 'dispatched']);
  const base = found?.body.file;
  const bytes = await bytesOf(device, base);
  if (!found || !base || !bytes || world.random.chance(0.5)) return undefined;
  const versionId = world.random.uuid();
  const extended = await keepMadeOf(device, found.id, extendedPaper(bytes, versionId));
  const args = { documentId: found.id, versionId, baseSha256: base.sha256, extended };
  return ['outgoing.recordExtension', { ...args, ...handover(device) }];
}

async function extendAttachment(world: World, device: Device): Promise<Given | undefined> {
  const signed = seen(device, 'attachment').filter(
    ({ body }) => body.of.kind === 'outgoing' && body.unsealed !== undefined,
  );
  const found = oneOf(world, signed);
  const bytes = await bytesOf(device, found?.body.file);
  if (!found || !bytes || world.random.chance(0.7)) return undefined;
  const extended = await keepMadeOf(device, found.body.of.id, extendedPaper(bytes, world.random.uuid()));
  const args = { documentId: found.body.of.id, attachmentId: found.id, baseSha256: found.body.file.sha256 };
  return ['outgoing.recordAttachmentExtension', { ...args, extended, ...handover(device) }];
}

async function copy(world: World, device: Device): Promise<Given | undefined> {
  const { random } = world;
  const source = oneOf(
    world,
    seen(device, 'incoming').filter(({ body }) => body.source === 'paper' && body.state !== 'arrived'),
  );
  if (!source) return undefined;
  const documentId = random.uuid();
  return [
    'outgoing.makeCopy',
    {
      documentId,
      form: random.pick(['sao-y', 'sao-luc', 'trich-sao']),
      source: { kind: 'incoming', id: source.id },
      main: { versionId: random.uuid(), file: await keepFile(device, draftPaper(documentId)) },
      decidedBy: device.agency.people.leader,
      recipientsText: 'Như trên',
    },
  ];
}

function takeNumber(world: World, device: Device): Given | undefined {
  return on(aimed(world, device, 'outgoing', ['signed']), ({ id, body }) => [
    'outgoing.takeNumber',
    {
      documentId: id,
      registerId: bookOf(device.agency, body.copy ? 'copies' : 'outgoing', bookYear(world, device)),
    },
  ]);
}
