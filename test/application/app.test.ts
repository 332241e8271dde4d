import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dispatch } from '../../src/main/dispatch.ts';
import type { ServerPort } from '../../src/main/ports.ts';
import { contract } from '../../src/shared/contract/contract.ts';
import type { AppEvent } from '../../src/shared/contract/define.ts';
import { allCommands } from '../../src/shared/domain/all-commands.ts';
import { IncomingId, LocalDate, Sha256 } from '../../src/shared/domain/core/values.ts';
import { AppError } from '../../src/shared/errors.ts';
import { incomingFields, pdfFile } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp, sentenceOf } from '../support/office-app.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { uuid } from '../support/world.ts';

let office: Office;
let clerk: OfficeApp;
beforeEach(async () => {
  office = makeOffice();
  clerk = await openOfficeApp(office, 'clerk');
});
afterEach(async () => {
  await clerk.close();
  office.close();
});

const paper = () => ({
  documentId: IncomingId.parse(uuid()),
  source: 'paper' as const,
  fields: incomingFields(),
  secrecy: 'normal' as const,
  attachments: [],
});

describe('the door', () => {
  test('answers a command with what became of it, and tells who listens where it shows', async () => {
    const events: AppEvent[] = [];
    const stop = clerk.app.subscribe((event) => events.push(event));
    const reply = await clerk.invoke('incoming.receive', paper());
    expect(reply).toMatchObject({ ok: true, value: { outcome: 'applied' } });
    await clerk.until(async () => events.length > 0);
    stop();
    expect(events[0]).toEqual({
      type: 'changed',
      areas: expect.arrayContaining(['incoming', 'search', 'sync']),
    });
  });

  test.each([
    ['nothing.here', {}, 'operation.unknown', { name: 'nothing.here' }],
    ['toString', {}, 'operation.unknown', { name: 'toString' }],
    ['incoming.list', { view: 'all', limit: 5000 }, 'input.invalid', { path: 'limit' }],
    ['incoming.receive', { fields: { subject: 7 } }, 'input.invalid', { path: 'documentId' }],
    ['incoming.list', null, 'input.invalid', { path: '' }],
  ])('folds %s with wrong input into a fault', async (name, input, code, detail) => {
    expect(await clerk.app.invoke(name, input)).toEqual({
      ok: false,
      error: { code, detail, retryable: false },
    });
  });

  test('folds a bug into `internal` with a log id, and logs names and durations but never input', async () => {
    const logged: { event: string; detail: unknown }[] = [];
    const context = {
      ports: {
        now: () => office.clock,
        newId: uuid,
        log: (event: string, detail: unknown) => void logged.push({ event, detail }),
      },
    };
    const reply = await dispatch(
      {
        handlers: {
          'search.find': () => {
            throw new TypeError('bug');
          },
        },
        query: context as never,
        action: context as never,
        checksOutputs: true,
      },
      'search.find',
      { text: 'bí mật', order: 'newest', limit: 1 },
    );
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'internal', detail: { logId: expect.stringMatching(/^[0-9a-f]{8}$/) } },
    });
    expect(logged.map(({ event }) => event)).toEqual(['internal', 'invoke']);
    expect(logged[1]?.detail).toEqual({ name: 'search.find', durationMs: 0, code: 'internal' });
    expect(JSON.stringify(logged)).not.toContain('bí mật');
  });

  test('an output that the contract does not promise is a bug, where outputs are checked', async () => {
    const context = { ports: { now: () => office.clock, newId: uuid, log: () => undefined } };
    const reply = await dispatch(
      {
        handlers: { 'search.find': () => ({ hits: 'none' }) },
        query: context as never,
        action: context as never,
        checksOutputs: true,
      },
      'search.find',
      { text: 'a', order: 'newest', limit: 1 },
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  test('knows every command by the name that it carries', () => {
    for (const [name, command] of Object.entries(allCommands)) expect(command.name).toBe(name);
    for (const [name, operation] of Object.entries(contract))
      if (operation.kind === 'command') expect(operation.name).toBe(name);
  });
});

describe('Đồng bộ', () => {
  test('shows what waits, sends it when asked, and then knows the server’s time of contact', async () => {
    clerk.line.cut = 'before';
    const document = paper();
    await clerk.ask('incoming.receive', document);
    expect(await clerk.ask('sync.getStatus', {})).toMatchObject({ waitingCount: 1, refusedCount: 0 });
    const waiting = await clerk.ask('sync.listOperations', { tab: 'waiting', limit: 10 });
    expect(waiting.rows).toMatchObject([
      {
        name: 'incoming.receive',
        subject: document.fields.subject,
        documentKind: 'incoming',
        documentId: document.documentId,
      },
    ]);
    const exported = await clerk.ask('sync.exportOperations', {});
    expect(exported).toMatchObject({ name: 'dong-bo-2026-11-20.json', count: 1 });
    expect(JSON.parse(Buffer.from(exported.content, 'base64').toString())).toMatchObject({
      operations: [{ name: 'incoming.receive', args: { documentId: document.documentId } }],
    });
    clerk.line.cut = 'no';
    const status = await clerk.ask('sync.tryNow', {});
    expect(status).toMatchObject({
      isOnline: true,
      waitingCount: 0,
      filesToSend: 0,
      lastContactAt: office.clock,
    });
    expect(office.server.body('incoming', document.documentId)?.state).toBe('arrived');
  });

  test('without a line says when it will try next', async () => {
    clerk.line.cut = 'before';
    const status = await clerk.ask('sync.tryNow', {});
    expect(status.isOnline).toBe(false);
    expect(Date.parse(status.nextTryAt ?? '')).toBeGreaterThan(Date.parse(office.clock));
  });

  test('takes back what was never sent, and pages through the history', async () => {
    clerk.line.cut = 'before';
    await clerk.ask('sync.tryNow', {});
    const { operationId } = await clerk.ask('incoming.receive', paper());
    await clerk.ask('sync.tryNow', {});
    expect(await clerk.ask('sync.takeBack', { operationId })).toEqual({ takenBack: [operationId] });
    clerk.line.cut = 'no';
    for (let count = 0; count < 3; count++) await clerk.ask('incoming.receive', paper());
    await clerk.synchronise();
    const first = await clerk.ask('sync.listOperations', { tab: 'history', limit: 2 });
    const second = await clerk.ask('sync.listOperations', {
      tab: 'history',
      limit: 2,
      ...(first.next && { after: first.next }),
    });
    const ids = [...first.rows, ...second.rows].map((row) => row.operationId);
    expect([first.rows.length, new Set(ids).size]).toEqual([2, ids.length]);
    expect(
      await clerk.app.invoke('sync.listOperations', { tab: 'history', limit: 2, after: 'x' }),
    ).toMatchObject({
      error: { code: 'input.invalid' },
    });
  });
});

test('a file that no document here names is not asked for', () => {
  expect(clerk.app.openBlob(Sha256.parse('f'.repeat(64)))).toBeUndefined();
});

test('a file that is not on this machine says so, is fetched when it is asked for, and without a line with the next one', async () => {
  const bytes = Buffer.from('%PDF-1.7 đã xong từ lâu');
  const sha256 = office.server.keepBlob(bytes);
  const { documentId } = paper();
  const file = { ...pdfFile(), sha256, sizeBytes: bytes.length };
  office.server.give(
    'incoming.receive',
    { ...paper(), documentId, source: 'file', file },
    office.people.clerk,
  );
  const body = office.server.body('incoming', documentId);
  if (body)
    office.server.put('incoming', documentId, {
      ...body,
      state: 'done',
      arrivedOn: LocalDate.parse('2026-08-01'),
    });
  await clerk.synchronise();
  const shown = async () => {
    const { rows } = await clerk.ask('incoming.list', { view: 'all', limit: 10 });
    const { files } = await clerk.ask('incoming.get', { documentId });
    return [rows[0]?.isFileAway, files[0]?.isHere, files[0]?.away];
  };
  expect(await shown()).toEqual([true, false, undefined]);
  expect(await clerk.ask('file.getRoom', {})).toMatchObject({ usedBytes: 0, files: 0, waiting: 0 });

  clerk.line.cut = 'before';
  await clerk.invoke('sync.tryNow', {});
  expect(sentenceOf(await clerk.invoke('file.fetch', { sha256 }))).toMatch(
    /^Tệp chưa có trên máy này và đang không/,
  );
  expect(await shown()).toEqual([true, false, 'coming']);
  const unknown = Sha256.parse('e'.repeat(64));
  expect(await clerk.invoke('file.fetch', { sha256: unknown })).toMatchObject({
    error: { code: 'file.not-named' },
  });

  clerk.line.cut = 'no';
  await clerk.invoke('sync.tryNow', {});
  await clerk.until(async () => (await shown())[1] === true);
  expect(await shown()).toEqual([undefined, true, undefined]);
  const of = { kind: 'incoming', id: documentId } as const;
  expect(await clerk.ask('file.fetchAllOf', { of })).toEqual({ state: 'here' });
  const quotaBytes = 200_000_000;
  expect(await clerk.ask('file.setQuota', { quotaBytes })).toEqual({
    ...{ usedBytes: bytes.length, quotaBytes, files: 1, waiting: 0 },
  });
  expect(await clerk.invoke('file.setQuota', { quotaBytes: 1 })).toMatchObject({
    error: { code: 'input.invalid' },
  });
});

describe('machines', () => {
  const device = (n: number, officialId: string) => ({
    ...{
      deviceId: uuid(),
      officialId,
      name: `máy ${String(n)}`,
      enrolledBy: 'code',
      enrolledAt: office.clock,
    },
  });

  test('are those of the official, with his name; one that was ended is told so', async () => {
    const { clerk: me, leader } = office.people;
    office.server.devices.push(...([device(1, me.id), device(2, me.id), device(3, leader.id)] as never[]));
    const [first, second, ...others] = await clerk.ask('device.list', {});
    expect([first, others]).toMatchObject([
      { name: 'máy 1', isThis: false, official: { officialId: me.id } },
      [],
    ]);
    await clerk.ask('device.end', { deviceId: second?.deviceId as never });
    expect((await clerk.ask('device.list', {})).map(({ revokedAt }) => revokedAt)).toEqual([
      undefined,
      office.clock,
    ]);
    const unknown = await clerk.invoke('device.end', { deviceId: uuid() as never });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'server.refused' } });
  });

  test('are asked of the server alone: without a line they are not guessed', async () => {
    clerk.line.cut = 'before';
    expect(await clerk.invoke('device.list', {})).toMatchObject({
      error: { code: 'device.no-line', retryable: true },
    });
  });
});

test('a server without room for files holds back files alone, says why, and takes them when it has room', async () => {
  const port = clerk.line.port as { -readonly [Name in keyof ServerPort]: ServerPort[Name] };
  const { openUpload } = port;
  port.openUpload = async () => {
    throw new AppError('server.storage-full', {}, { retryable: true });
  };
  const dropped = await clerk.drop('van-ban.pdf', await samplePdf({ kind: 'table' }));
  if (!dropped.ok) throw new Error(dropped.error.code);
  const [withFile, without] = [paper(), paper()];
  await clerk.ask('incoming.receive', { ...withFile, source: 'file', file: dropped.value.file });
  await clerk.ask('incoming.receive', without);
  const status = () => clerk.ask('sync.getStatus', {});
  await clerk.until(
    async () => (await status()).filesHeldBy !== undefined && (await status()).waitingCount === 1,
  );
  expect(await status()).toMatchObject({
    isOnline: true,
    filesHeldBy: 'server.storage-full',
    filesToSend: 1,
  });
  expect(office.server.body('incoming', without.documentId)?.state).toBe('arrived');
  port.openUpload = openUpload;
  await clerk.synchronise();
  expect(office.server.body('incoming', withFile.documentId)?.state).toBe('arrived');
  expect((await status()).filesHeldBy).toBeUndefined();
});
