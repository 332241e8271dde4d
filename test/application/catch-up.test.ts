import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ServerPort } from '../../src/main/ports.ts';
import { ROWS_MIN } from '../../src/main/sync/catch-up.ts';
import { IncomingId } from '../../src/shared/domain/core/values.ts';
import type { Incoming } from '../../src/shared/domain/incoming/incoming.ts';
import { incomingFields } from '../support/documents.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { uuid } from '../support/world.ts';

/** More than is worth a word, in pages of which each test stops one. */
const CHANGES = 1_200;
const PAGE = 100;
let office: Office;
beforeEach(() => {
  office = makeOffice();
  office.server.pageSize = PAGE;
});
afterEach(() => office.close());

const paper = () => ({
  documentId: IncomingId.parse(uuid()),
  source: 'paper' as const,
  fields: incomingFields(),
  secrecy: 'normal' as const,
  attachments: [],
});

/** The clerk was here once; then all this happened without him. */
async function awayForLong(): Promise<string> {
  const dataDir = office.folder();
  const before = await openOfficeApp(office, 'clerk', { dataDir });
  await before.close();
  office.server.give('incoming.receive', paper(), office.people.clerk);
  const body = [...office.server.seenBy(office.people.clerk.id)].find(([key]) =>
    key.startsWith('incoming:'),
  )?.[1];
  for (let count = 1; count < CHANGES; count++) office.server.put('incoming', uuid(), body as Incoming);
  return dataDir;
}

/** Opens him again without a line, then gives him one; `onPage` hears of each page that was applied. */
async function back(
  dataDir: string,
  onPage: (count: number, app: OfficeApp) => void,
  asked: number[] = [],
): Promise<OfficeApp> {
  let pages = 0;
  const failpoint = (name: string): void => {
    if (name === 'pull.after-apply') onPage(++pages, app);
  };
  const app = await openOfficeApp(office, 'clerk', { dataDir, failpoint, cut: 'before' });
  const { port } = app.line as { port: { -readonly [Name in keyof ServerPort]: ServerPort[Name] } };
  const { changes } = port;
  port.changes = (since, limit) => {
    asked.push(since);
    return changes(since, limit);
  };
  app.line.cut = 'no';
  void app.invoke('sync.tryNow', {});
  return app;
}
const documents = async (app: OfficeApp): Promise<number> => (await app.ask('incoming.countViews', {})).all;
const catchUpOf = async (app: OfficeApp) => (await app.ask('sync.getStatus', {})).catchUp;

test('what came together in a long absence can wait and go on, and work given meanwhile is sent', async () => {
  const dataDir = await awayForLong();
  const app = await back(dataDir, (count, { invoke }) => {
    if (count === 3) void invoke('sync.pauseCatchUp', {});
  });
  await app.until(async () => (await catchUpOf(app))?.isPaused === true);
  const { done = 0, total = 0 } = (await catchUpOf(app)) ?? {};
  expect([done >= 3 * ROWS_MIN && done <= 4 * PAGE, total]).toEqual([true, CHANGES]);
  const held = await documents(app);
  expect(held).toBe(done);

  const given = paper();
  await app.ask('incoming.receive', given);
  await app.until(async () => (await app.ask('sync.getStatus', {})).waitingCount === 0);
  expect(office.server.body('incoming', given.documentId)?.state).toBe('arrived');
  // His own document shows, and nothing else came with it; the line is known to stand.
  expect(await documents(app)).toBe(held + 1);
  expect(await app.ask('sync.getStatus', {})).toMatchObject({ isOnline: true, catchUp: { isPaused: true } });

  await app.ask('sync.resumeCatchUp', {});
  await app.until(async () => (await catchUpOf(app)) === undefined);
  expect(await documents(app)).toBe(CHANGES + 1);
  await app.close();
});

test('ended in the middle, it goes on where it stood', async () => {
  const dataDir = await awayForLong();
  let closing: Promise<void> | undefined;
  const ended = await back(dataDir, (count, { close }) => {
    if (count === 5) closing = close();
  });
  await ended.until(async () => closing !== undefined);
  await closing;
  const asked: number[] = [];
  const app = await back(dataDir, () => undefined, asked);
  await app.until(async () => (await documents(app)) === CHANGES);
  await app.until(async () => (await catchUpOf(app)) === undefined);
  // Five pages were here already, and none is asked for again.
  expect(Math.min(...asked)).toBeGreaterThanOrEqual(5 * ROWS_MIN);
  await app.close();
});
