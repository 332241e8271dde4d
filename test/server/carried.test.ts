import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sha256 } from '../../src/shared/domain/core/values.ts';
import { carriedAs } from '../../src/shared/domain/exchange/import-package.ts';
import type { TestDevice } from '../support/device.ts';
import { deliveryIn, heard, inboxesOf, PDF, readyToDispatch } from '../support/dispatching.ts';
import { incomingFields } from '../support/documents.ts';
import { registering } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

/** A package that a clerk carries in as a file, and the same one over the server: one document, whichever comes first, and everything about it reaches that one. */
let province: Province;
let [sender, receiver]: TestDevice[] = [];
beforeAll(async () => {
  province = await makeProvince();
  sender = await province.device(province.a.clerk);
  receiver = await province.device(province.b.clerk);
});
beforeEach(() => province.server.delivery.stop());
afterAll(() => province.close());

const give = async (device: TestDevice | undefined, name: string, args: object): Promise<string> => {
  const verdict = await device?.perform(name, args);
  return verdict?.code ?? String(verdict?.status);
};
const inB = async (id: string): Promise<Record<string, unknown> | undefined> => {
  const [row] = await province.ask(`select body from entities where kind = 'incoming' and id = $1`, [id]);
  return row && (JSON.parse(String(row['body'])) as Record<string, unknown>);
};
/** Every desk of B is told that it was contained. */
const forgotten = async (id: string): Promise<boolean> => {
  const told = await province.ask(`select 1 from containments where agency_id = $1 and root_id = $2`, [
    province.b.agencyId,
    id,
  ]);
  return told.length === 1;
};
const drain = () => province.server.delivery.drain();

async function carrying(packageSha256: Sha256) {
  const { agencyId, clerk } = province.b;
  const file = { sha256: await province.keep(PDF, clerk), name: 'van-ban.pdf', sizeBytes: PDF.length };
  return {
    documentId: carriedAs(agencyId, packageSha256),
    packageSha256,
    senderCode: 'H56.A',
    documentCode: 'H56.A,2026/11/23,05/UBND-VP',
    fields: incomingFields(),
    secrecy: 'normal',
    file: { ...file, mediaType: 'application/pdf' },
    attachments: [],
  };
}

/** Dispatched by A; the server has not brought it to B yet. */
async function sent(amending?: Parameters<typeof readyToDispatch>[3]) {
  const args = await readyToDispatch(province, [province.b.agencyId], undefined, amending);
  expect(await give(sender, 'outgoing.dispatch', args)).toBe('accepted');
  return { ...args, deliveryId: args.deliveries[0]?.deliveryId, carry: await carrying(args.packageSha256) };
}

/** The same, carried in by B's clerk before the server brings it. */
async function carriedFirst() {
  const found = await sent();
  expect(await give(receiver, 'exchange.importPackage', found.carry)).toBe('accepted');
  return { ...found, there: found.carry.documentId };
}

const recall = (documentId: string, deliveryId: string | undefined) =>
  give(sender, 'outgoing.recall', {
    documentId,
    reason: 'Sai nội dung',
    requests: [{ requestId: randomUUID(), deliveryId }],
  });

test('carried in, then brought by the server: one document, of that message, and the sender hears how far it is', async () => {
  const { messageId, deliveryId, there, carry } = await carriedFirst();
  expect(await give(receiver, 'exchange.importPackage', carry)).not.toBe('accepted');
  await give(receiver, 'incoming.register', registering(province.b, there));
  await drain();
  expect(await inboxesOf(province, messageId)).toMatchObject([{ id: there }]);
  expect(await inB(there)).toMatchObject({ state: 'registered', exchange: { messageId, deliveryId } });
  expect(await heard(province, deliveryId, '03')).toMatchObject({ times: { '01': expect.anything() } });
  expect(await province.ask('select topic from queue')).toEqual([]);
});

test('refused while nobody knew its message: the sender hears 02 with the reason', async () => {
  const { deliveryId, there } = await carriedFirst();
  await give(receiver, 'incoming.refuse', { documentId: there, reason: 'Gửi nhầm cơ quan' });
  await drain();
  expect(await deliveryIn(province, deliveryId)).toMatchObject({
    status: '02',
    statusReason: 'Gửi nhầm cơ quan',
  });
});

test('brought by the server, then carried in: refused, nothing is made', async () => {
  const { carry, deliveryId } = await sent();
  await drain();
  await heard(province, deliveryId, '01');
  expect(await give(receiver, 'exchange.importPackage', carry)).toBe('exchange.already-arrived');
  expect(await inB(carry.documentId)).toBeUndefined();
});

test('under another id than its own it is refused', async () => {
  const { carry } = await sent();
  const misnamed = { ...carry, documentId: randomUUID() };
  expect(await give(receiver, 'exchange.importPackage', misnamed)).toBe('exchange.package-misnamed');
});

test('carried in and recalled afterwards: the request reaches what was carried, and its answer the sender', async () => {
  const { documentId, deliveryId, there } = await carriedFirst();
  expect(await recall(documentId, deliveryId)).toBe('accepted');
  await drain();
  const asked = (await inB(there))?.['recall'] as { requestId: string };
  expect(asked).toMatchObject({ reason: 'Sai nội dung' });
  const answer = { documentId: there, requestId: asked.requestId, attachmentIds: [] };
  expect(await give(receiver, 'incoming.acceptRecall', answer)).toBe('accepted');
  await drain();
  expect(await inB(there)).toMatchObject({ state: 'recalled' });
  expect((await inB(there))?.['file']).toBeUndefined();
  expect(await deliveryIn(province, deliveryId)).toMatchObject({ recall: { status: '15' } });
});

test.each(['before', 'after'] as const)(
  'carried in, contained by its sender %s the server brought it: nothing of it is left',
  async (when) => {
    const { documentId, there } = await carriedFirst();
    if (when === 'after') await drain();
    expect(await give(sender, 'secrecy.contain', { of: { kind: 'outgoing', id: documentId } })).toBe(
      'accepted',
    );
    await drain();
    expect(await inB(there)).toBeUndefined();
    expect(await province.ask('select 1 from containments where root_id = $1', [there])).toHaveLength(1);
    expect(await province.ask('select topic from queue')).toEqual([]);
  },
);

test('contained by its sender before it is carried in: its package is let in no more', async () => {
  const { documentId, carry } = await sent();
  await give(sender, 'secrecy.contain', { of: { kind: 'outgoing', id: documentId } });
  await drain();
  expect(await give(receiver, 'exchange.importPackage', carry)).toBe('exchange.already-arrived');
  expect(await inB(carry.documentId)).toBeUndefined();
  expect(await forgotten(carry.documentId)).toBe(true);
});

test.each(['sender', 'recipient'] as const)(
  'brought by the server, carried in beside it, contained by its %s: desks forget it under both ids',
  async (who) => {
    const { documentId, messageId, carry } = await sent();
    await drain();
    expect(await give(receiver, 'exchange.importPackage', carry)).toBe('exchange.already-arrived');
    const [there] = await inboxesOf(province, messageId);
    const of =
      who === 'sender'
        ? { kind: 'outgoing', id: documentId }
        : { kind: 'incoming', id: String(there?.['id']) };
    expect(await give(who === 'sender' ? sender : receiver, 'secrecy.contain', { of })).toBe('accepted');
    await drain();
    expect(await forgotten(String(there?.['id']))).toBe(true);
    expect(await forgotten(carry.documentId)).toBe(true);
    expect(await province.ask('select topic from queue')).toEqual([]);
  },
);

test('contained by who carried it in: the sender hears that it had come, a recall is answered at once', async () => {
  const { documentId, deliveryId, there } = await carriedFirst();
  expect(await give(receiver, 'secrecy.contain', { of: { kind: 'incoming', id: there } })).toBe('accepted');
  await drain();
  expect(await deliveryIn(province, deliveryId)).toMatchObject({ status: '01' });
  expect(await recall(documentId, deliveryId)).toBe('accepted');
  await drain();
  expect(await deliveryIn(province, deliveryId)).toMatchObject({ recall: { status: '15' } });
  expect(await inB(there)).toBeUndefined();
});

test.each(['update', 'replace'] as const)(
  'a document that is to %s one that was carried in names it, and is named by it',
  async (how) => {
    const first = await carriedFirst();
    await drain();
    const requestId = randomUUID();
    const amends = { how, documentId: first.documentId };
    const later = await sent({ amends, ...(how === 'update' && { requestId }) });
    expect(await give(receiver, 'exchange.importPackage', later.carry)).toBe('accepted');
    await give(receiver, 'incoming.register', registering(province.b, later.carry.documentId));
    await drain();
    expect(await inB(later.carry.documentId)).toMatchObject({ amends: { how, documentId: first.there } });
    expect(await inB(first.there)).toMatchObject({
      amendedBy: { how, documentId: later.carry.documentId, isAgreed: true },
    });
    if (how === 'update')
      expect(await deliveryIn(province, later.deliveryId)).toMatchObject({ update: { status: '15' } });
  },
);
