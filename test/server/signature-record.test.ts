import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Issued } from '../../src/server/trial/pki.ts';
import { AttachmentId, LocalDate, OutgoingId } from '../../src/shared/domain/core/values.ts';
import { Attachment } from '../../src/shared/domain/incoming/parts.ts';
import { Delegation } from '../../src/shared/domain/office/delegation.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { Outgoing } from '../../src/shared/domain/outgoing/outgoing.ts';
import { dayOf, instantOf } from '../../src/shared/text/day.ts';
import type { TestDevice } from '../support/device.ts';
import { fileRef } from '../support/papers.ts';
import { testPki } from '../support/pki.ts';
import { plant } from '../support/plant.ts';
import { makeProvince, type Province, YEAR } from '../support/province.ts';
import { labDocument, OBJECT, signedIn } from '../support/signed-lab.ts';

let province: Province;
let [specialist, leader]: TestDevice[] = [];
const base = labDocument('table');
let signed: Uint8Array;
let signedElsewhere: Uint8Array;
let impostorSigned: Uint8Array;
beforeAll(async () => {
  province = await makeProvince();
  const pki = await testPki();
  signed = signedIn(base, OBJECT.leader, pki.leader);
  signedElsewhere = signedIn(labDocument('stream'), OBJECT.leader, pki.leader);
  impostorSigned = signedIn(base, OBJECT.leader, pki.otherLeader);
  await registered(pki.leader);
  [specialist, leader] = [
    await province.device(province.a.specialist),
    await province.device(province.a.leader),
  ];
});
afterAll(() => province.close());

/** Gives the leader a certificate by which he signs. */
async function registered({ certificate }: Issued, more: object = {}): Promise<void> {
  const { agencyId } = province.a;
  const official = {
    v: 1,
    agencyId,
    fullName: 'Phạm Văn Thạo',
    position: 'Chủ tịch',
    roles: ['leader'],
    certificateSha256: createHash('sha256').update(certificate).digest('hex'),
    ...more,
  };
  await province.server.authority.execute({
    agencyId,
    actor: 'system',
    operations: [{ name: 'office.appoint', args: { officialId: province.a.leader, official } }],
  });
}

const submitted = () => submittedIn(province, specialist);

async function submittedIn(office: Province, by: TestDevice | undefined): Promise<string> {
  const { documentId, file } = await draftedIn(office, by, base);
  const args = { documentId, baseSha256: file.sha256, prepared: { versionId: randomUUID(), file } };
  expect(await by?.perform('outgoing.submit', args)).toMatchObject({ status: 'accepted' });
  return documentId;
}

async function draftedIn(office: Province, by: TestDevice | undefined, bytes: Uint8Array) {
  const documentId = randomUUID();
  const sha256 = await office.keep(bytes, office.a.specialist);
  const file = fileRef(sha256, bytes.length);
  const fields = {
    typeName: 'Công văn',
    codeNotation: 'UBND-VP',
    subject: 'Trả lời công văn số 12',
    urgency: 'normal',
    signerId: office.a.leader,
    recipientsText: 'Sở Nội vụ',
  };
  const draft = {
    documentId,
    fields,
    secrecy: 'normal',
    main: { versionId: randomUUID(), file },
    attachments: [],
  };
  expect(await by?.perform('outgoing.draft', draft)).toMatchObject({ status: 'accepted' });
  return { documentId, file };
}

async function record(documentId: string, bytes: Uint8Array) {
  const sha256 = await province.keep(bytes, province.a.leader);
  return leader?.perform('outgoing.recordSignature', {
    documentId,
    versionId: randomUUID(),
    baseSha256: createHash('sha256').update(base).digest('hex'),
    signed: fileRef(sha256, bytes.length),
    role: 'person',
  });
}

test('a signature that the server itself finds good is recorded, and the clerk can take a number', async () => {
  const documentId = await submitted();
  expect(await record(documentId, signed)).toMatchObject({ status: 'accepted' });
  const clerk = await province.device(province.a.clerk);
  const taken = await clerk.push(
    clerk.operation('outgoing.takeNumber', {
      documentId,
      registerId: registerId(province.a.agencyId, 'outgoing', YEAR),
    }),
  );
  expect(taken.verdicts[0]).toMatchObject({ status: 'accepted' });
  expect(taken.current.find(({ kind }) => kind === 'outgoing')?.body).toMatchObject({
    state: 'numbered',
    number: 1,
  });
});

test.each([
  ['is taken when its signer signed it', () => signedElsewhere, { status: 'accepted' }],
  [
    'is not taken twice: it is one document',
    () => signedElsewhere,
    { status: 'refused', code: 'outgoing.paper-is-another' },
  ],
  [
    'is not taken when it was signed here as another document',
    () => signed,
    { status: 'refused', code: 'outgoing.paper-is-another' },
  ],
  ['is not taken unsigned', () => base, { status: 'refused', code: 'outgoing.file-not-signed' }],
  [
    'is not taken changed',
    () => flipped(signed, 400),
    { status: 'refused', code: 'outgoing.file-signature-broken' },
  ],
  [
    'is not taken from another hand',
    () => impostorSigned,
    { status: 'refused', code: 'outgoing.file-signed-by-other' },
  ],
])('a file that is said to be signed elsewhere %s', async (_name, bytes, verdict) => {
  const { documentId, file } = await draftedIn(province, specialist, bytes());
  const args = { documentId, versionId: randomUUID(), baseSha256: file.sha256 };
  expect(await specialist?.perform('outgoing.takeSigned', args)).toMatchObject(verdict);
});

const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

test.each([
  ['one byte of the document changed after signing', () => flipped(signed, 400), 'outgoing.signature-broken'],
  [
    'one byte of the signature changed',
    () => flipped(signed, signed.length - 2_000),
    'outgoing.signature-broken',
  ],
  ['no signature at all', () => Buffer.concat([base, Buffer.from('\n')]), 'outgoing.signature-broken'],
  [
    'bytes that are no PDF',
    () => Buffer.concat([base, Buffer.alloc(1_000, 255)]),
    'outgoing.signature-broken',
  ],
  ['another person with a good certificate', () => impostorSigned, 'outgoing.certificate-not-registered'],
])('what a client says of a signature does not count: %s', async (_name, bytes, code) => {
  expect(await record(await submitted(), bytes())).toMatchObject({ status: 'refused', code });
});

/** A numbered document with one separate PDF, which the clerk says cannot be signed. */
async function leaveUnsigned(bytes: Uint8Array) {
  const { agencyId, clerk, leader: signerId, specialist: drafterId } = province.a;
  const [documentId, attachmentId] = [OutgoingId.parse(randomUUID()), AttachmentId.parse(randomUUID())];
  const file = fileRef(await province.keep(bytes, clerk), bytes.length);
  const fields = { typeName: 'Công văn', codeNotation: 'UBND-VP', subject: 'Trả lời', recipientsText: '' };
  const paper = {
    ...fields,
    urgency: 'normal',
    signerId,
    drafterId,
    attachmentCount: 1,
    attachmentsToSeal: 1,
  };
  const issued = { state: 'numbered', number: 9, issuedOn: LocalDate.parse('2026-11-23') };
  const of = { kind: 'outgoing', id: documentId } as const;
  await plant(province, agencyId, {
    kind: 'outgoing',
    id: documentId,
    body: Outgoing.parse({ v: 1, agencyId, ...paper, ...issued }),
  });
  await plant(province, agencyId, {
    kind: 'attachment',
    id: attachmentId,
    body: Attachment.parse({ v: 1, of, ordinal: 1, file }),
  });
  const device = await province.device(clerk);
  const args = { documentId, attachmentId, baseSha256: file.sha256, why: 'pdf.malformed' };
  return device.perform('outgoing.leaveAttachmentUnsigned', args);
}

test('what a client says of a file that it could not sign does not count either', async () => {
  expect(await leaveUnsigned(base)).toMatchObject({
    status: 'refused',
    code: 'outgoing.attachment-signable',
  });
  expect(await leaveUnsigned(Buffer.from('không phải PDF'))).toMatchObject({ status: 'accepted' });
});

test('the signature of a certificate that has run out does not count, registered or not', async () => {
  const { expired, leader: own } = await testPki();
  await registered(expired);
  expect(await record(await submitted(), signedIn(base, OBJECT.leader, expired))).toMatchObject({
    status: 'refused',
    code: 'outgoing.certificate-not-valid',
  });
  await registered(own);
});

test('what a deputy signed offline on the last day of his authority is a conflict for a person; later it is refused', async () => {
  const { agencyId, leader: officialId, clerk: by } = province.a;
  const documentId = await submitted();
  await registered((await testPki()).leader, { signingCapacity: 'KT.' });
  const yesterday = instantOf(Date.now() - 24 * 60 * 60 * 1000);
  const [delegationId, to] = [randomUUID(), dayOf(yesterday)];
  const given = { form: 'KT.', typeNames: [], from: '2026-01-01', to, basis: 'Quyết định phân công' };
  await plant(province, agencyId, {
    kind: 'delegation',
    id: delegationId,
    body: Delegation.parse({ v: 1, agencyId, officialId, ...given, by, doneAt: yesterday }),
  });
  const args = {
    documentId,
    versionId: randomUUID(),
    baseSha256: createHash('sha256').update(base).digest('hex'),
    signed: fileRef(await province.keep(signed, officialId), signed.length),
    role: 'person',
    delegationId,
  };
  const outcomes = [];
  for (const doneAt of [yesterday, instantOf(Date.now())]) {
    const answer = await leader?.push(leader.operation('outgoing.recordSignature', args, { doneAt }));
    outcomes.push(answer?.verdicts.map(({ status, code }) => [status, code]));
  }
  expect(outcomes).toEqual([
    [['conflict', 'office.rights-ended']],
    [['refused', 'outgoing.authority-ended']],
  ]);
  await registered((await testPki()).leader);
});

test('a server that cannot look at a file in time says so and gives no verdict', async () => {
  const slow = await makeProvince({ lookTimeoutMs: 1 });
  try {
    const office = {
      specialist: await slow.device(slow.a.specialist),
      leader: await slow.device(slow.a.leader),
    };
    const documentId = await submittedIn(slow, office.specialist);
    const sha256 = await slow.keep(signed, slow.a.leader);
    const recorded = await office.leader.perform('outgoing.recordSignature', {
      documentId,
      versionId: randomUUID(),
      baseSha256: createHash('sha256').update(base).digest('hex'),
      signed: fileRef(sha256, signed.length),
      role: 'person',
    });
    expect(recorded).toMatchObject({ status: 'retry' });
    expect(slow.events.map(({ event }) => event)).toContain('inspect.unfinished');
  } finally {
    await slow.close();
  }
});
