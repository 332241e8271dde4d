import { expect, test } from 'vitest';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { lookOver } from './looked-over.ts';

const sha256Of = (digit: string) => Sha256.parse(digit.repeat(64));

test('a helper that says nonsense of one file leaves that one unchecked, and the others are looked at', async () => {
  let heard: () => void = () => undefined;
  const settled = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  const lookedOver = lookOver({
    helper: {
      call: async (_method, input) => (JSON.stringify(input).includes('aa') ? 'nonsense' : []),
      stop: async () => undefined,
    },
    blobs: { has: () => true, pathOf: (sha256: Sha256) => sha256 },
    onFound: () => heard(),
  });
  const first = settled();
  expect(lookedOver.findingsOf(sha256Of('a'))).toBeUndefined();
  await first;
  expect(lookedOver.findingsOf(sha256Of('a'))).toMatchObject([{ code: 'unchecked' }]);
  const second = settled();
  expect(lookedOver.findingsOf(sha256Of('b'))).toBeUndefined();
  await second;
  expect(lookedOver.findingsOf(sha256Of('b'))).toEqual([]);
});
