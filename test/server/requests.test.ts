import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDevice } from '../support/device.ts';
import { dispatch } from '../support/dispatching.ts';
import { registering } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

/** What a sender asks of a receiver, through the server with both agencies' devices: QĐ 28/2018 statuses 13, 15, 16. */
let province: Province;
let [sender, receiver]: TestDevice[] = [];
beforeAll(async () => {
  province = await makeProvince();
  sender = await province.device(province.a.clerk);
  receiver = await province.device(province.b.clerk);
});
afterAll(() => province.close());

const give = async (device: TestDevice | undefined, name: string, args: object): Promise<string> => {
  const verdict = await device?.perform(name, args);
  await province.server.delivery.drain();
  return verdict?.code ?? String(verdict?.status);
};
const bodyOf = async (kind: string, id: unknown): Promise<Record<string, unknown>> => {
  const [row] = await province.ask('select body from entities where kind = $1 and id = $2', [kind, id]);
  return JSON.parse(String(row?.['body'] ?? '{}')) as Record<string, unknown>;
};
const arrivalOf = async (messageId: string): Promise<string> => {
  const [row] = await province.ask(
    `select id from entities where kind = 'incoming' and body::json -> 'exchange' ->> 'messageId' = $1`,
    [messageId],
  );
  return String(row?.['id']);
};

/** A document with an attachment at its receiver, who has been asked to give it back. */
async function askedBack(isRegistered: boolean) {
  const { documentId, messageId, deliveryIds } = await dispatch(province, [province.b.agencyId]);
  const [deliveryId] = deliveryIds;
  await province.server.delivery.drain();
  const arrived = await arrivalOf(messageId);
  if (isRegistered) await give(receiver, 'incoming.register', registering(province.b, arrived));
  const requestId = randomUUID();
  const requests = [{ requestId, deliveryId }];
  expect(await give(sender, 'outgoing.recall', { documentId, reason: 'Sai nội dung', requests })).toBe(
    'accepted',
  );
  const parts = await province.ask(`select id from entities where kind = 'attachment' and root_id = $1`, [
    arrived,
  ]);
  return { documentId, deliveryId, arrived, requestId, attachmentIds: parts.map(({ id }) => String(id)) };
}

test('III.8.b: a recall that is agreed to: no file is named or fetched at the receiver, the book keeps its line, the sender hears 15', async () => {
  const { documentId, deliveryId, arrived, requestId, attachmentIds } = await askedBack(true);
  const before = await bodyOf('incoming', arrived);
  const { sha256 } = before['file'] as { sha256: string };
  expect(before['recall']).toMatchObject({ requestId, reason: 'Sai nội dung' });
  const [blob] = await province.ask('select 1 from blob_refs where root_id = $1', [arrived]);
  expect(blob).toBeDefined();
  expect(
    await give(receiver, 'incoming.acceptRecall', { documentId: arrived, requestId, attachmentIds }),
  ).toBe('accepted');
  expect(await bodyOf('incoming', arrived)).toMatchObject({
    state: 'recalled',
    arrivalNumber: before['arrivalNumber'],
    subject: before['subject'],
    recalled: { requestId, by: province.b.clerk, from: 'registered' },
  });
  expect(await province.ask('select 1 from blob_refs where root_id = $1', [arrived])).toEqual([]);
  expect((await receiver?.send('GET', `/v1/blobs/${sha256}`))?.status).toBe(404);
  expect((await sender?.send('GET', `/v1/blobs/${sha256}`))?.status).toBe(200);
  expect(await bodyOf('delivery', deliveryId)).toMatchObject({
    status: '03',
    recall: { requestId, status: '15' },
  });
  expect((await bodyOf('outgoing', documentId))['recall']).toMatchObject({ asked: 1, agreed: 1 });
  expect(await province.ask('select id from queue')).toEqual([]);
});

test('a recall that is refused: the sender hears 16 with the reason, nothing is gone, and he may ask again', async () => {
  const { documentId, deliveryId, arrived, requestId } = await askedBack(false);
  const reason = 'Đã giải quyết xong';
  expect(await give(receiver, 'incoming.refuseRecall', { documentId: arrived, requestId, reason })).toBe(
    'accepted',
  );
  expect(await bodyOf('deliveryRequest', requestId)).toMatchObject({ status: '16', answerReason: reason });
  expect(await bodyOf('incoming', arrived)).toMatchObject({ state: 'arrived', file: expect.anything() });
  const requests = [{ requestId: randomUUID(), deliveryId }];
  expect(await give(sender, 'outgoing.recall', { documentId, reason: 'Vẫn sai', requests })).toBe('accepted');
  expect((await bodyOf('incoming', arrived))['recall']).toMatchObject({ reason: 'Vẫn sai' });
});

test('what never arrived is given back without asking anybody', async () => {
  const { documentId, deliveryIds } = await dispatch(province, [randomUUID()]);
  await province.server.delivery.drain();
  const requestId = randomUUID();
  const requests = [{ requestId, deliveryId: deliveryIds[0] }];
  await give(sender, 'outgoing.recall', { documentId, reason: 'Nhầm', requests });
  expect(await bodyOf('deliveryRequest', requestId)).toMatchObject({ status: '15' });
});

test('answers that come twice and against each other are kept as a contradiction, and counted once', async () => {
  const { documentId, deliveryId, requestId } = await askedBack(false);
  const payload = { requestId, deliveryId, messageId: randomUUID(), senderAgencyId: province.a.agencyId };
  for (const status of ['16', '15', '16', '15'])
    await province.ask(
      `insert into queue (agency_id, topic, key, payload, due_at) values ($1, 'receipt', $2, $3, now())`,
      [
        province.b.agencyId,
        `${requestId}/${status}/${randomUUID()}`,
        JSON.stringify({ ...payload, status, reason: '' }),
      ],
    );
  await province.server.delivery.drain();
  expect(await bodyOf('deliveryRequest', requestId)).toMatchObject({ status: '15', contradiction: '16' });
  expect((await bodyOf('outgoing', documentId))['recall']).toMatchObject({
    asked: 1,
    agreed: 1,
    declined: 0,
  });
});

test.each(['update', 'replace'] as const)(
  'a document that is to %s an earlier one arrives with links both ways',
  async (how) => {
    const first = await dispatch(province, [province.b.agencyId]);
    await province.server.delivery.drain();
    const earlier = await arrivalOf(first.messageId);
    const requestId = randomUUID();
    const later = await dispatch(province, [province.b.agencyId], undefined, {
      amends: { how, documentId: first.documentId },
      ...(how === 'update' && { requestId }),
    });
    await province.server.delivery.drain();
    const arrived = await arrivalOf(later.messageId);
    expect(await bodyOf('incoming', arrived)).toMatchObject({
      amends: { how, documentId: earlier, reference: '05/UBND-VP' },
    });
    expect(await bodyOf('incoming', earlier)).toMatchObject({
      amendedBy: { how, documentId: arrived, isAgreed: how === 'replace' },
    });
    expect((await bodyOf('outgoing', first.documentId))['amendedBy']).toEqual({
      how,
      documentId: later.documentId,
    });
    if (how === 'replace') return;
    expect(await give(receiver, 'incoming.acceptUpdate', { documentId: arrived })).toBe('accepted');
    expect(await bodyOf('delivery', later.deliveryIds[0])).toMatchObject({
      update: { requestId, status: '15' },
    });
    expect(await bodyOf('incoming', earlier)).toMatchObject({ amendedBy: { isAgreed: true } });
  },
);
