import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readMessage } from '../../src/shared/edxml/read.ts';
import { dispatch } from '../support/dispatching.ts';
import { fromG22, makeConnectedProvince } from '../support/gateways.ts';

/** What is asked about documents that went to, or came from, agencies elsewhere: recalls (13), updates and replacements. */
type Connected = Awaited<ReturnType<typeof makeConnectedProvince>>;
let world: Connected;
let { province, agencyId, turn, take, deliveryOf, copies, statusesTold, inbox, deposit, tell } =
  {} as Connected;
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

beforeAll(async () => {
  // The clock alone: what the server and the devices call now is moved together.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T03:00:00.000Z') });
  world = await makeConnectedProvince();
  ({ province, agencyId, turn, take, deliveryOf, copies, statusesTold, inbox, deposit, tell } = world);
});
afterAll(async () => {
  await world.close();
  vi.useRealTimers();
});
beforeEach(() => {
  world.calmDown();
  later(20 * 60_000);
});

test('a recall goes to an agency elsewhere as status 13, and its answer finds the request', async () => {
  const { documentId, deliveryIds } = await dispatch(province, [await agencyId('G22')]);
  await turn();
  const clerk = await province.device(province.a.clerk);
  const requestId = randomUUID();
  const requests = [{ requestId, deliveryId: deliveryIds[0] }];
  const asked = { documentId, reason: 'Sai nội dung', requests };
  expect(await clerk.perform('outgoing.recall', asked)).toMatchObject({ status: 'accepted' });
  await turn();
  const said = readMessage(copies('status').at(-1)?.bytes ?? new Uint8Array());
  expect(said).toMatchObject({ kind: 'status', message: { status: '13', description: 'Sai nội dung' } });
  tell('16', 'Đã giải quyết xong');
  await take();
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({ recall: { requestId, status: '16' } });
  expect(await province.ask('select id from queue')).toEqual([]);
});

test('a recall of elsewhere reaches the office that has the document, and its answer goes back the way it came', async () => {
  const given = fromG22();
  deposit(given);
  await take();
  const [entry] = await inbox(given.documentId);
  for (const _ of [1, 2]) tell('13', 'Gửi nhầm', { organId: 'H56.A', documentId: given.documentId });
  await take();
  const [request] = await province.ask(
    `select id from entities where kind = 'recallRequest' and root_id = $1`,
    [entry?.id],
  );
  const clerk = await province.device(province.a.clerk);
  const verdict = await clerk.perform('incoming.refuseRecall', {
    ...{ documentId: entry?.id, requestId: request?.['id'], reason: 'Đã giải quyết xong' },
  });
  expect(verdict).toMatchObject({ status: 'accepted' });
  await turn();
  expect(statusesTold().at(-1)).toMatchObject({
    ...{ status: '16', description: 'Đã giải quyết xong' },
    responseFor: { organId: '000.00.00.g22', documentId: given.documentId },
  });
});

test('a recall that comes as a package asks the office that has the document, once', async () => {
  const given = fromG22();
  deposit(given);
  await take();
  const [entry] = await inbox(given.documentId);
  const business = {
    ...given.business,
    type: 'recall' as const,
    reason: 'Ký nhầm',
    documentId: given.documentId,
  };
  const recall = fromG22({ business, files: [] });
  for (const _ of [1, 2]) deposit(recall);
  await take();
  const asked = await province.ask(
    `select body from entities where kind = 'recallRequest' and root_id = $1`,
    [entry?.id],
  );
  expect(asked.map(({ body }) => JSON.parse(String(body)) as object)).toMatchObject([{ reason: 'Ký nhầm' }]);
  expect(await inbox(recall.documentId)).toEqual([]);
  expect(copies().map(({ state }) => state)).toEqual(['done', 'done', 'done']);
});

test.each(['update', 'replace'] as const)(
  'a package from elsewhere that is to %s an earlier one is linked with it both ways',
  async (how) => {
    const first = fromG22();
    deposit(first);
    await take();
    const [earlier] = await inbox(first.documentId);
    const business =
      how === 'update'
        ? { ...first.business, type: how, documentId: first.documentId }
        : {
            ...first.business,
            type: how,
            replacements: [{ documentId: first.documentId, organIds: ['H56.A'] }],
          };
    const later = fromG22({ business });
    deposit(later);
    await take();
    const [arrived] = await inbox(later.documentId);
    expect(arrived?.body['amends']).toMatchObject({
      how,
      documentId: earlier?.id,
      reference: '7816/VPCP-TTĐT',
    });
    const amendedBy = { how, documentId: arrived?.id };
    const [marked] = await inbox(first.documentId);
    expect(marked?.body['amendedBy']).toEqual({ ...amendedBy, isAgreed: how === 'replace' });
    if (how === 'replace') return;
    const clerk = await province.device(province.a.clerk);
    expect(await clerk.perform('incoming.acceptUpdate', { documentId: arrived?.id })).toMatchObject({
      status: 'accepted',
    });
    await turn();
    expect(statusesTold().at(-1)).toMatchObject({
      status: '15',
      responseFor: { documentId: later.documentId },
    });
    expect((await inbox(first.documentId))[0]?.body['amendedBy']).toEqual({ ...amendedBy, isAgreed: true });
  },
);

describe('an update that brings no file', () => {
  const arrived = async () => {
    const first = fromG22();
    deposit(first);
    await take();
    const [earlier] = await inbox(first.documentId);
    return { first, earlier };
  };
  const bare = (documentId: string, more: object = {}, subject = '') => {
    const business = { ...fromG22().business, type: 'update' as const, documentId, ...more };
    const update = fromG22({
      business,
      files: [],
      subject,
      traces: [{ organId: 'G22', timestamp: new Date().toISOString() }],
    });
    deposit(update);
    return update;
  };

  test('asks with the files of the document that it updates, and what it leaves out is as it was', async () => {
    const { first, earlier } = await arrived();
    const update = bare(first.documentId, { changesDocument: true }, 'Trích yếu đã sửa');
    await take();
    const [later] = await inbox(update.documentId);
    expect(later?.body).toMatchObject({
      ...{ state: 'arrived', subject: 'Trích yếu đã sửa', typeName: earlier?.body['typeName'] },
      file: earlier?.body['file'],
      amends: { how: 'update', documentId: earlier?.id },
    });
    const clerk = await province.device(province.a.clerk);
    expect(await clerk.perform('incoming.acceptUpdate', { documentId: later?.id })).toMatchObject({
      status: 'accepted',
    });
    await turn();
    expect(statusesTold().at(-1)).toMatchObject({
      status: '15',
      responseFor: { documentId: update.documentId },
    });
    expect((await inbox(first.documentId))[0]?.body['amendedBy']).toMatchObject({
      documentId: later?.id,
      isAgreed: true,
    });
  });

  test('asks a receiver whom it takes off the list for the document, and does nothing to one whom it leaves there', async () => {
    const { first, earlier } = await arrived();
    const receivers = [{ organId: 'h56.a', change: 'removed' as const }];
    const kept = bare(first.documentId, {
      changesReceivers: true,
      receivers: [{ organId: 'H56.B', change: 'added' }],
    });
    await take();
    const asked = () =>
      province.ask(`select body from entities where kind = 'recallRequest' and root_id = $1`, [earlier?.id]);
    expect([await inbox(kept.documentId), await asked()]).toEqual([[], []]);
    bare(first.documentId, { changesReceivers: true, reason: 'Gửi nhầm nơi', receivers });
    await take();
    expect((await asked()).map(({ body }) => JSON.parse(String(body)) as object)).toMatchObject([
      { reason: 'Gửi nhầm nơi' },
    ]);
    expect(copies().map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  test('is turned back with its reason where the document is not here', async () => {
    const update = bare('000.00.00.G22,2026/11/20,1/KHONG-CO', { changesDocument: true }, 'Sửa');
    await take();
    await turn();
    expect(statusesTold().at(-1)).toMatchObject({
      ...{ status: '02', description: expect.stringContaining('không còn văn bản được cập nhật') },
      responseFor: { documentId: update.documentId },
    });
  });
});
