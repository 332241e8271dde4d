import { expect, test } from 'vitest';
import type { Inspected } from '../../shared/domain/core/command.ts';
import { type Instant, Sha256 } from '../../shared/domain/core/values.ts';
import { instantOf } from '../../shared/text/day.ts';
import { UnfinishedLook, UnreadableFile } from '../look/looker.ts';
import { makeInspect, PAUSE_MS } from './inspect.ts';

const signedSha256 = Sha256.parse('a'.repeat(64));
const baseSha256 = Sha256.parse('b'.repeat(64));
const START = Date.parse('2026-11-23T03:00:00.000Z');
const FOUND: Inspected = {
  continuesBase: true,
  isIntact: true,
  signerCertificateSha256: undefined,
  signatureCount: 1,
  numberText: undefined,
  dateText: undefined,
};

/** An inspection whose looks end as listed, one after another, on a clock that is moved by hand. */
function inspecting(...ends: readonly (Inspected | Error)[]) {
  let at = START;
  let looks = 0;
  const now = (): Instant => instantOf(at);
  const inspect = async (): Promise<Inspected> => {
    const end = ends[looks++];
    if (end === undefined || end instanceof Error) throw end;
    return end;
  };
  const blobs = { sizeOf: async () => 1, files: { pathOf: (sha256: string) => sha256 } } as never;
  const ports = { now, log: () => undefined } as never;
  const ask = makeInspect(blobs, { inspect }, ports);
  return {
    ask: () => ask({ signedSha256, baseSha256 }),
    wait: (ms: number) => (at += ms),
    looks: () => looks,
  };
}

test('a look that did not end is no verdict, and is made again after a pause', async () => {
  const { ask, wait, looks } = inspecting(new UnfinishedLook('timeout'), FOUND);
  expect(await ask()).toBeUndefined();
  expect(await ask()).toBeUndefined();
  expect(looks()).toBe(1);
  wait(PAUSE_MS);
  expect(await ask()).toEqual(FOUND);
  expect(await ask()).toEqual(FOUND);
  expect(looks()).toBe(2);
});

test('a file that its reader refuses counts for nothing', async () => {
  const { ask } = inspecting(new UnreadableFile('pdf.malformed'));
  expect(await ask()).toMatchObject({ continuesBase: false, isIntact: false });
});

test('a fault of our own is no verdict on a file', async () => {
  await expect(inspecting(new TypeError('x')).ask()).rejects.toThrow(TypeError);
});
