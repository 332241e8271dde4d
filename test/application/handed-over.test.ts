import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

/** One desk for all: what is read leaves nothing behind, and the first test says so. */
let office: Office;
let clerk: OfficeApp;
beforeAll(async () => {
  office = makeOffice();
  clerk = await openOfficeApp(office, 'clerk');
});
afterAll(async () => {
  await clerk.close();
  office.close();
});

const packed = (content: string | Uint8Array): { name: string; packed: string } => ({
  name: 'ban-giao.json',
  packed: gzipSync(content).toString('base64'),
});

test('a file of work handed over is read by clerks and administrators in words, and nothing of it is kept or given', async () => {
  clerk.line.cut = 'before';
  const dropped = await clerk.drop('den.pdf', await samplePdf({ kind: 'table' }));
  if (!dropped.ok) throw new Error(dropped.error.code);
  const { file } = dropped.value;
  const document = {
    documentId: IncomingId.parse(uuid()),
    ...{ source: 'file' as const, secrecy: 'normal' as const, attachments: [] },
    fields: incomingFields(),
    file,
  };
  await clerk.ask('incoming.receive', document);
  const { content } = await clerk.ask('sync.exportOperations', {});
  const given = packed(Buffer.from(content, 'base64'));
  const read = await clerk.ask('sync.readExport', given);
  const { subject } = document.fields;
  expect(read).toMatchObject({ officialId: office.people.clerk.id, madeAt: office.clock });
  expect(read.official?.fullName).toBe(office.people.clerk.fullName);
  expect(read.operations).toMatchObject([
    {
      name: 'incoming.receive',
      document: { kind: 'incoming', subject },
      told: expect.arrayContaining([{ field: 'subject', value: subject }]),
      files: [{ name: file.name, sizeBytes: file.sizeBytes }],
    },
  ]);
  expect(await clerk.ask('sync.getStatus', {})).toMatchObject({ waitingCount: 1 });

  const [administrator, specialist] = [
    await openOfficeApp(office, 'administrator'),
    await openOfficeApp(office, 'specialist'),
  ];
  try {
    const [elsewhere] = (await administrator.ask('sync.readExport', given)).operations;
    expect([elsewhere?.document, elsewhere?.subject]).toEqual([undefined, subject]);
    expect(await administrator.ask('sync.getStatus', {})).toMatchObject({
      waitingCount: 0,
      filesToSend: 0,
    });
    expect(office.server.body('incoming', document.documentId)).toBeUndefined();
    expect(sentenceOf(await specialist.invoke('sync.readExport', given))).toMatch(/^Chỉ quản trị và Văn thư/);
  } finally {
    await administrator.close();
    await specialist.close();
  }
});

const one = {
  ...{
    operationId: uuid(),
    name: 'incoming.<b>x</b>',
    state: 'waiting',
    doneAt: '2026-11-20T03:00:00.000Z',
  },
  ...{ subject: '', documentKind: 'incoming', documentId: '../../etc', args: null as unknown },
};
const whole = (operations: readonly unknown[]) => ({
  ...{ madeAt: one.doneAt, officialId: uuid(), deviceId: uuid() },
  operations,
});
const not = /^Tệp "ban-giao.json" không phải tệp bàn giao/;
const tooLarge = /^Tệp "ban-giao.json" quá lớn .*1000 thao tác, 8 MB/;
test.each([
  ['not packed', { name: 'ban-giao.json', packed: 'AAAA' }, not],
  ['cut off', packed(JSON.stringify(whole([one])).slice(0, -9)), not],
  ['another list', packed('[]'), not],
  ['without its official', packed(JSON.stringify({ operations: [one] })), not],
  ['an unknown state', packed(JSON.stringify(whole([{ ...one, state: 'applied' }]))), not],
  ['a day that is none', packed(JSON.stringify(whole([{ ...one, doneAt: 'hôm qua' }]))), not],
  ['a subject without end', packed(JSON.stringify(whole([{ ...one, subject: 'ă'.repeat(2_001) }]))), not],
  ['huge when unpacked', packed(Buffer.alloc(9 * 1024 * 1024, 0x20)), tooLarge],
  ['too many operations', packed(JSON.stringify(whole(Array(1_001).fill(one)))), tooLarge],
  ['nested without end', packed('['.repeat(100_000)), not],
])('a file that is %s is refused with a sentence', async (_what, given, sentence) => {
  expect(sentenceOf(await clerk.invoke('sync.readExport', given))).toMatch(sentence);
});

test('a handed over file tells of strange arguments only what is plain', async () => {
  const text = JSON.stringify(
    whole([
      {
        ...one,
        args: { text: '<img src=x>', note: { a: 1 }, file: '../x', reason: 'y'.repeat(9_000), fields: [1] },
      },
      { ...one, args: 'x' },
      { ...one, args: { ['__proto__']: { text: 'z' }, constructor: 'c', attachments: [7] } },
    ]),
  );
  const { operations, official } = await clerk.ask('sync.readExport', packed(text));
  expect(official).toBeUndefined();
  expect(operations.map(({ told, files, document }) => ({ told, files, document }))).toEqual([
    {
      told: [
        { field: 'text', value: '<img src=x>' },
        { field: 'file', value: '../x' },
        { field: 'reason', value: 'y'.repeat(500) },
      ],
      files: [],
    },
    { told: [], files: [] },
    { told: [], files: [] },
  ]);
});
