import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitMs } from '../../src/server/exchange/queue.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { writePackage } from '../../src/shared/edxml/write.ts';
import {
  aPackage,
  deliveryIn,
  dispatch,
  heard,
  inboxesOf,
  outgrow,
  PDF,
  readyToDispatch,
  until,
} from '../support/dispatching.ts';
import { receiving, registering } from '../support/papers.ts';
import { makeProvince, type Province } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await makeProvince();
});
afterAll(() => province.close());

const inboxOf = (messageId: string) => inboxesOf(province, messageId);
const deliveryOf = (deliveryId: string | undefined) => deliveryIn(province, deliveryId);
const settled = (deliveryId: string | undefined, status: string) => heard(province, deliveryId, status);

test('III.1.e: a package reaches the inbox by itself, and the sender hears that it arrived and was received', async () => {
  const { messageId, deliveryIds } = await dispatch(province, [province.b.agencyId]);
  const arrived = await settled(deliveryIds[0], '01');
  expect(arrived['arrivedAt']).toMatch(/Z$/);
  const [row, ...others] = await inboxOf(messageId);
  expect([row?.['agency_id'], others]).toEqual([province.b.agencyId, []]);
  expect(JSON.parse(String(row?.['body']))).toMatchObject({
    state: 'arrived',
    source: 'exchange',
    subject: 'Về việc báo cáo kết quả chuyển đổi số',
    codeNumber: '05',
    organName: 'UBND xã Vân Khánh Thượng',
    urgency: 'urgent',
    attachmentCount: 1,
    file: { name: 'van-ban.pdf', sizeBytes: PDF.length },
    exchange: { messageId, senderAgencyId: province.a.agencyId, senderCode: 'H56.A' },
  });
  const clerk = await province.device(province.b.clerk);
  const documentId = String(row?.['id']);
  const { sha256 } = JSON.parse(String(row?.['body'])).file as { sha256: string };
  expect((await clerk.send('GET', `/v1/blobs/${sha256}`)).bytes.equals(PDF)).toBe(true);
  expect(await clerk.perform('incoming.register', registering(province.b, documentId))).toMatchObject({
    status: 'accepted',
  });
  expect(await settled(deliveryIds[0], '03')).toMatchObject({ receivedAt: expect.stringMatching(/Z$/) });
  expect(await province.ask('select id from queue')).toEqual([]);
});

test('workers that run over each other deliver once and give one receipt', async () => {
  const { messageId, deliveryIds } = await dispatch(province, [province.b.agencyId]);
  await Promise.all(Array.from({ length: 6 }, () => province.server.delivery.drain()));
  await settled(deliveryIds[0], '01');
  expect(await inboxOf(messageId)).toHaveLength(1);
  const performed = await province.ask(
    `select name, count(*)::int as n from operation_log where args like '%' || $1 || '%' and name like 'exchange.%' group by name order by name`,
    [deliveryIds[0]],
  );
  expect(performed).toEqual([
    { name: 'exchange.arrive', n: 1 },
    { name: 'exchange.noteStatus', n: 1 },
  ]);
});

test('a message queued again after it was delivered has no second effect', async () => {
  const { messageId, documentId, deliveryIds } = await dispatch(province, [province.b.agencyId]);
  await settled(deliveryIds[0], '01');
  const [operation] = await province.ask(
    `select args from operation_log where name = 'outgoing.dispatch' and args like '%' || $1 || '%'`,
    [messageId],
  );
  const { packageSha256 } = JSON.parse(String(operation?.['args'])) as { packageSha256: string };
  const payload = {
    messageId,
    documentId,
    deliveryId: deliveryIds[0],
    packageSha256,
    senderAgencyId: province.a.agencyId,
    recipientAgencyId: province.b.agencyId,
  };
  await province.ask(
    `insert into queue (agency_id, topic, key, payload, due_at) values ($1, 'message', $2, $3, now() - interval '1 hour')`,
    [province.a.agencyId, `${messageId}/${province.b.agencyId}`, JSON.stringify(payload)],
  );
  await province.server.delivery.drain();
  await until(async () => ((await province.ask('select id from queue')).length === 0 ? true : undefined));
  expect(await inboxOf(messageId)).toHaveLength(1);
  expect(await deliveryOf(deliveryIds[0])).toMatchObject({ status: '01' });
});

test('a message id is taken once: of several dispatches with it one is done, the others are refused, and their batches go on', async () => {
  const clerks = await Promise.all([
    province.device(province.a.clerk),
    province.device(province.a.otherClerk),
  ]);
  const first = await readyToDispatch(province, [province.b.agencyId]);
  const others = await Promise.all([1, 2].map(() => readyToDispatch(province, [province.b.agencyId])));
  const packageSha256 = await province.keep(writePackage(aPackage(first.messageId)), province.a.otherClerk);
  const same = [first, ...others].map((each) => ({ ...each, messageId: first.messageId, packageSha256 }));
  await province.keep(writePackage(aPackage(first.messageId)), province.a.clerk);
  const answers = await Promise.all(
    clerks.map((clerk, index) =>
      clerk.push(
        ...same.slice(index, index + 2).map((args) => clerk.operation('outgoing.dispatch', args)),
        clerk.operation('incoming.receive', receiving(randomUUID())),
      ),
    ),
  );
  const verdicts = answers.flatMap((answer) => answer.verdicts);
  expect(verdicts.map(({ status, code }) => code ?? status).sort()).toEqual([
    'accepted',
    'accepted',
    'accepted',
    ...Array.from({ length: 3 }, () => 'outgoing.already-dispatched'),
  ]);
  expect(
    await province.ask(`select count(*)::int as n from claims where space = 'message' and key = $1`, [
      first.messageId,
    ]),
  ).toEqual([{ n: 1 }]);
});

test('an agency that nobody knows ends as status 02 with the reason, and does not stop the others', async () => {
  const { messageId, deliveryIds } = await dispatch(province, [randomUUID(), province.b.agencyId]);
  expect(await settled(deliveryIds[0], '02')).toMatchObject({
    statusReason: expect.stringContaining('không có trên hệ thống'),
  });
  await settled(deliveryIds[1], '01');
  expect(await inboxOf(messageId)).toHaveLength(1);
});

test.each([
  ['not XML at all', () => Buffer.from('đây không phải gói tin')],
  ['XML with entities', () => Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><edXML>&b;</edXML>')],
  ['a package without a file', (id: string) => writePackage(aPackage(id, { files: [] }))],
])('an unreadable package (%s) ends as status 02 with the reason', async (_name, packageOf) => {
  const { messageId, deliveryIds } = await dispatch(province, [province.b.agencyId], packageOf);
  expect(await settled(deliveryIds[0], '02')).toMatchObject({
    statusReason: expect.stringContaining('không đọc được'),
  });
  expect(await inboxOf(messageId)).toEqual([]);
});

test.each([
  [
    'names another agency as its sender',
    { from: { organId: 'H56.B', organName: 'Sở Kinh tế số' } },
    'From/OrganId',
  ],
  ['carries another number than the register gave', { codeNumber: '06' }, 'Code/CodeNumber'],
  ['carries another notation', { codeNotation: 'UBND-NC' }, 'Code/CodeNotation'],
  ['carries another date', { promulgationDate: '2026-11-24' }, 'PromulgationInfo/PromulgationDate'],
  [
    'carries another file than the sealed one',
    {
      files: [
        { name: 'van-ban.pdf', contentType: 'application/pdf', bytes: Buffer.from(PDF).fill('x', 9, 10) },
      ],
    },
    'AttachmentEncoded',
  ],
] as const)('a package that %s is turned back, and nothing of it arrives', async (_name, more, path) => {
  const { messageId, deliveryIds } = await dispatch(province, [province.b.agencyId], (id) =>
    writePackage(aPackage(id, more)),
  );
  expect(await settled(deliveryIds[0], '02')).toMatchObject({
    statusReason: expect.stringContaining(`đã đóng dấu của cơ quan gửi (${path})`),
  });
  expect(await inboxOf(messageId)).toEqual([]);
});

test.each(['sealed', 'extended'] as const)(
  'a package built before an extension was recorded is delivered with the %s file that it holds',
  async (origin) => {
    const args = await readyToDispatch(province, [province.b.agencyId]);
    await outgrow(province, args.documentId, origin);
    const clerk = await province.device(province.a.clerk);
    expect(await clerk.perform('outgoing.dispatch', args)).toMatchObject({ status: 'accepted' });
    await settled(args.deliveries[0]?.deliveryId, '01');
    const [row] = await inboxOf(args.messageId);
    expect(JSON.parse(String(row?.['body']))).toMatchObject({ file: { sizeBytes: PDF.length } });
  },
);

test('so is a queued one whose document was extended after its dispatch, and whose lesser texts are too long', async () => {
  const worker = province.server.delivery;
  await worker.stop();
  const signer = {
    competence: 'KT. CHỦ TỊCH',
    position: 'Phó Chủ tịch, '.repeat(10),
    fullName: 'Phạm Văn Thạo',
  };
  const toPlaces = ['Như trên (để báo cáo), '.repeat(10)];
  const { documentId, messageId, deliveryIds } = await dispatch(province, [province.b.agencyId], (id) =>
    writePackage(aPackage(id, { signer, toPlaces })),
  );
  await outgrow(province, documentId, 'sealed');
  worker.start();
  await settled(deliveryIds[0], '01');
  const [row] = await inboxOf(messageId);
  expect(JSON.parse(String(row?.['body']))).toMatchObject({
    signerPosition: signer.position.slice(0, 100).trim(),
  });
});

test('a package with the file as it was before the seal is turned back', async () => {
  const args = await readyToDispatch(province, [province.b.agencyId]);
  await outgrow(province, args.documentId, 'signed');
  const clerk = await province.device(province.a.clerk);
  expect(await clerk.perform('outgoing.dispatch', args)).toMatchObject({ status: 'accepted' });
  await settled(args.deliveries[0]?.deliveryId, '02');
  expect(await inboxOf(args.messageId)).toEqual([]);
});

test('the sender that the recipient sees is the agency that sent, whatever name the package gives', async () => {
  const { messageId, deliveryIds } = await dispatch(province, [province.b.agencyId], (id) =>
    writePackage(aPackage(id, { from: { organId: 'h56.a', organName: 'Văn phòng Chính phủ' } })),
  );
  await settled(deliveryIds[0], '01');
  const [row] = await inboxOf(messageId);
  expect(JSON.parse(String(row?.['body']))).toMatchObject({
    organName: 'UBND xã Vân Khánh Thượng',
    exchange: { senderAgencyId: province.a.agencyId, senderCode: 'H56.A' },
  });
});

test('a package that is not on the disk is waited for, longer each time, and delivered when it is there again', async () => {
  const hidden = await dispatchHidden();
  const [waiting] = await until(async () => {
    const rows = await province.ask('select attempts, due_at > now() as later from queue where key like $1', [
      `${hidden.messageId}/%`,
    ]);
    return rows.length > 0 && Number(rows[0]?.['attempts']) > 0 ? rows : undefined;
  });
  expect(waiting).toMatchObject({ later: true });
  await province.server.blobs.keep(hidden.bytes);
  await province.ask('update queue set due_at = now()');
  await province.server.delivery.drain();
  await settled(hidden.deliveryId, '01');
});

/** Dispatches while the package's file is away. */
async function dispatchHidden() {
  let bytes: Uint8Array = Buffer.of();
  const worker = province.server.delivery;
  await worker.stop();
  const { messageId, deliveryIds } = await dispatch(province, [province.b.agencyId], (id) => {
    bytes = writePackage(aPackage(id));
    return bytes;
  });
  const sha256 = Sha256.parse(createHash('sha256').update(bytes).digest('hex'));
  await rm(province.server.blobs.files.pathOf(sha256));
  worker.start();
  return { messageId, deliveryId: deliveryIds[0], bytes };
}

test('the wait before the next try doubles up to ten minutes', () => {
  expect([0, 1, 2, 5, 9, 10, 300].map(waitMs)).toEqual([
    1_000, 2_000, 4_000, 32_000, 512_000, 600_000, 600_000,
  ]);
});

test('a document above Thường is refused by the authority, and nothing of it is written', async () => {
  const clerk = await province.device(province.a.clerk);
  const before = await province.ask('select count(*)::int as n from entities');
  const { verdicts } = await clerk.push(
    ...(['secret', 'top-secret', 'ultra-secret'] as const).map((secrecy) =>
      clerk.operation('incoming.receive', {
        documentId: randomUUID(),
        source: 'paper',
        fields: {
          typeName: 'Công văn',
          codeNumber: '1',
          codeNotation: 'A',
          organName: 'B',
          subject: 'nội dung không được lưu',
          urgency: 'normal',
        },
        secrecy,
        attachments: [],
      }),
    ),
  );
  expect(verdicts.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'secrecy.not-kept-here'));
  expect(await province.ask('select count(*)::int as n from entities')).toEqual(before);
  expect(
    await province.ask(`select operation_id from operation_log where args like '%không được lưu%'`),
  ).toEqual([]);
  expect(
    await province.ask(`select operation_id from verdicts where verdict like '%không được lưu%'`),
  ).toEqual([]);
});

test('officials cannot give the commands of the server itself', async () => {
  const clerk = await province.device(province.b.clerk);
  const verdict = await clerk.perform('exchange.noteStatus', {
    deliveryId: randomUUID(),
    status: '06',
    reason: '',
    at: new Date().toISOString(),
  });
  expect(verdict).toMatchObject({ status: 'refused', code: 'exchange.only-server' });
});
