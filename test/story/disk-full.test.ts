import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/contract.ts';
import { AttachmentId } from '../../src/shared/domain/core/values.ts';
import { blueSignature } from '../support/test-png.ts';
import { fieldsOf, newJourney, readySeat, secrecy, until } from './journey.ts';
import { openProvince, type Province } from './province.ts';
import { Refused } from './seat.ts';
import { askPostgres } from './sound.ts';

/** Small disks of their own for the server and for the commune's desks. */
const disks = { server: '400m', commune: '48m' } as const;
type Disk = keyof typeof disks;

let province: Province;
const mounted: string[] = [];
beforeAll(async () => {
  province = await openProvince({
    prepare: (root) => {
      // PostgreSQL runs as another user where this runs as root.
      chmodSync(root, 0o755);
      for (const [disk, size] of Object.entries(disks)) mount(join(root, disk), size);
    },
  });
}, 120_000);
afterAll(async () => {
  await province.close();
  for (const folder of mounted) execFileSync('umount', ['-l', folder]);
}, 120_000);

/** Only root may mount; elsewhere the folder stays on the machine's own disk, and the tests say that they tried nothing. */
function mount(folder: string, size: string): void {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { stdio: 'pipe' });
    mounted.push(folder);
  } catch {
    process.stdout.write(`no small disk may be mounted at ${folder}: a full disk is not tried\n`);
  }
}
/** Whether there are small disks; where everything must be there, their absence is a failure. */
function hasDisks(): boolean {
  const isThere = mounted.length === Object.keys(disks).length;
  if (process.env['CI'] === 'true') expect(isThere).toBe(true);
  return isThere;
}

const fillerOf = (disk: Disk): string => join(province.root, disk, 'filler');
/** Writes until nothing more goes in; the desks and the server write meanwhile. */
function fill(disk: Disk): void {
  const file = openSync(fillerOf(disk), 'w');
  const piece = Buffer.alloc(16 * 1024);
  try {
    for (;;) writeSync(file, piece);
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'ENOSPC')) throw problem;
  }
  closeSync(file);
}
const empty = (disk: Disk): void => rmSync(fillerOf(disk));

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (problem: unknown) => {
      if (problem instanceof Refused) return problem.code;
      throw problem;
    },
  );

/** A paper document as it is entered, under an id that stays the same when it is tried again. */
function paper(subject: string): Input<'incoming.receive'> {
  const journey = newJourney(subject);
  return {
    documentId: journey.incomingId,
    source: 'paper',
    fields: fieldsOf(journey),
    secrecy,
    attachments: [],
  };
}

const countAtServer = async (documentId: string): Promise<number> =>
  (
    await askPostgres<{ n: number }>(
      province,
      `select count(*)::int as n from operation_log where name = 'incoming.receive' and args::json->>'documentId' = $1`,
      [documentId],
    )
  )[0]?.n ?? 0;

const arrives = (documentId: string): Promise<void> =>
  until(
    `${documentId} at the server`,
    async () => {
      if (province.running('server')?.isAlive() !== true) await province.start('server');
    },
    async () => {
      await (await province.seat('commune-clerk')).invoke('sync.tryNow', {});
      return (await countAtServer(documentId)) === 1 ? 'done' : 'wait';
    },
    120_000,
  );

test('a full disk at the desk: what cannot be kept is refused with a sentence, what was told stays, and room helps', async () => {
  if (!hasDisks()) return;
  const clerk = await readySeat(province, 'commune-clerk');
  const before = paper('Vào trước khi ổ đĩa đầy');
  expect(await codeOf(clerk.invoke('incoming.receive', before))).toBe('ok');
  fill('commune');
  const file = Buffer.concat([blueSignature(), randomBytes(2 * 1024 * 1024)]);
  expect(await codeOf(clerk.drop('Ảnh.png', file))).toBe('store.full');
  const told: Input<'incoming.receive'>[] = [];
  const turnedAway: Input<'incoming.receive'>[] = [];
  // The journal has some room left in it; then nothing more is promised.
  for (let count = 1; turnedAway.length === 0 && count < 2_000; count++) {
    const next = paper(`Vào lúc ổ đĩa đầy ${String(count)}`);
    const code = await codeOf(clerk.invoke('incoming.receive', next));
    if (code !== 'ok') expect(code).toBe('store.full');
    (code === 'ok' ? told : turnedAway).push(next);
  }
  const [again] = turnedAway;
  if (!again) throw new Error('the disk never was full');
  empty('commune');
  expect(await codeOf(clerk.invoke('incoming.receive', again))).toBe('ok');
  expect(await codeOf(clerk.drop('Ảnh.png', file))).toBe('ok');
  for (const { documentId } of [before, ...told, again]) await arrives(documentId);
}, 300_000);

test('a full disk at the server: nothing is acknowledged that it could not write, and with room everything goes on', async () => {
  if (!hasDisks()) return;
  const clerk = await readySeat(province, 'commune-clerk');
  const before = paper('Đã ở máy chủ');
  await clerk.invoke('incoming.receive', before);
  await arrives(before.documentId);
  fill('server');
  const file = Buffer.concat([blueSignature(), randomBytes(2 * 1024 * 1024)]);
  const accepted = await clerk.drop('Bản chụp.png', file);
  const withFile = {
    ...paper('Có tệp, khi máy chủ đầy'),
    attachments: [{ attachmentId: AttachmentId.parse(randomUUID()), file: accepted.file }],
  };
  await clerk.invoke('incoming.receive', withFile);
  const others = Array.from({ length: 20 }, (_, index) => paper(`Khi máy chủ đầy ${String(index)}`));
  for (const each of others) await clerk.invoke('incoming.receive', each);
  await clerk.invoke('sync.tryNow', {});
  const { rows } = await clerk.invoke('sync.listOperations', { tab: 'waiting', limit: 100 });
  expect(rows.map(({ documentId }) => documentId)).toContain(withFile.documentId);
  empty('server');
  for (const { documentId } of [before, withFile, ...others]) await arrives(documentId);
}, 300_000);
