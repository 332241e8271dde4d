import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AttachmentId } from '../../src/shared/domain/core/values.ts';
import { blueSignature } from '../support/test-png.ts';
import { fieldsOf, newJourney, readySeat, secrecy, until } from './journey.ts';
import { openProvince, type Province, type Who } from './province.ts';
import { type Direction, type Fault, openRoughLine, type RoughLine } from './rough-line.ts';
import { askReplica } from './sound.ts';

const BYTES = 200 * 1024 * 1024 - 4096;
/** Where in the file's way; after the flipped bit all of it has to go once more. */
const faultsOn = (direction: Direction): readonly Fault[] =>
  (
    [
      [0.1, 'cut'],
      [0.2, 'stall'],
      [0.3, 'cut'],
      [0.5, 'kill'],
      [0.8, 'flip'],
      [1.3, 'cut'],
    ] as const
  ).map(([share, what]) => ({ direction, atBytes: share * BYTES, what }));

let line: RoughLine;
let province: Province;
let restarted: Promise<void> = Promise.resolve();
beforeAll(async () => {
  province = await openProvince({
    lineTo: async (address) => {
      line = await openRoughLine(Number(new URL(address).port), () => {
        restarted = province.kill('server').then(() => province.start('server'));
      });
      return line.address;
    },
  });
}, 120_000);
afterAll(async () => {
  await restarted;
  await province.close();
  await line.close();
}, 120_000);

/** Pushes on as an impatient official would, until the file has gone all its way. */
const goes = (who: Who, direction: Direction, isThere: () => boolean): Promise<void> =>
  until(
    `the file's way ${direction}`,
    () => restarted,
    async () => {
      if (isThere()) return 'done';
      const seat = await province.seat(who);
      await seat.invoke('sync.tryNow', {});
      return 'wait';
    },
    240_000,
  );

test('200 MB go up and down a line that is cut, stands still and flips bits, while the server is killed: whole, and only whole', async () => {
  const bytes = Buffer.concat([blueSignature(), randomBytes(BYTES)]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stateAt = (who: Who, table: 'uploads' | 'downloads') =>
    askReplica<{ state: string }>(province, who, `select state from ${table} where sha256 = '${sha256}'`)[0]
      ?.state;
  const journey = newJourney('Bản đồ kèm theo trên đường truyền xấu');
  const clerk = await readySeat(province, 'commune-clerk');
  const { file } = await clerk.drop('Bản đồ.png', bytes);
  line.plan(faultsOn('up'));
  await clerk.invoke('incoming.receive', {
    documentId: journey.incomingId,
    source: 'paper',
    fields: fieldsOf(journey),
    secrecy,
    attachments: [{ attachmentId: AttachmentId.parse(randomUUID()), file }],
  });
  await goes('commune-clerk', 'up', () => stateAt('commune-clerk', 'uploads') === 'finalised');
  expect(line.happened).toEqual(faultsOn('up'));
  expect(province.running('server')?.complaints()).toContain('upload.digest-differs');

  line.plan(faultsOn('down'));
  await readySeat(province, 'commune-leader');
  await goes('commune-leader', 'down', () => stateAt('commune-leader', 'downloads') === 'here');
  expect(line.happened.slice(6)).toEqual(faultsOn('down'));
  const kept = readFileSync(
    join(
      province.folderOf('commune-leader'),
      'files',
      'sha256',
      sha256.slice(0, 2),
      sha256.slice(2, 4),
      sha256,
    ),
  );
  expect(createHash('sha256').update(kept).digest('hex')).toBe(sha256);
}, 600_000);
