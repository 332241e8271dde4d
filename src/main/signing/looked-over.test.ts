import { expect, test } from 'vitest';
import { Sha256 } from '../../shared/domain/core/values.ts';
import { AppError } from '../../shared/errors.ts';
import type { Helper } from '../ports.ts';
import { lookOver } from './looked-over.ts';

const sha256Of = (digit: string) => Sha256.parse(digit.repeat(64));

/** Over a helper that answers as told by the file's first letter; every file is here. */
function looking(answer: (letter: string) => unknown) {
  const asked: string[] = [];
  let heard: () => void = () => undefined;
  const helper: Helper = {
    call: async (_method, input) => {
      const letter = (input as { file: string }).file.charAt(0);
      asked.push(letter);
      return answer(letter);
    },
    stop: async () => undefined,
  };
  const blobs = { has: () => true, fileOf: (sha256: Sha256) => sha256 };
  const lookedOver = lookOver({ helper, blobs, onFound: () => heard() });
  const listed = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  return { ...lookedOver, asked, listed };
}

test.each([
  ['says nonsense of one file', () => 'nonsense'],
  [
    'outlives its time over one file',
    () => {
      throw new AppError('helper.timed-out', { method: 'preflightFile', seconds: 60 });
    },
  ],
])('a helper that %s leaves that one unchecked, and the others are looked at', async (_what, fault) => {
  const { findingsOf, lookAt, listed } = looking((letter) => (letter === 'a' ? fault() : []));
  const first = listed();
  expect(findingsOf(sha256Of('a'))).toBeUndefined();
  await first;
  expect(findingsOf(sha256Of('a'))).toMatchObject([{ code: 'unchecked' }]);
  expect(await lookAt(sha256Of('a'))).toMatchObject([{ code: 'unchecked' }]);
  expect(await lookAt(sha256Of('b'))).toEqual([]);
});

test('a file that somebody waits for is looked at before the list, each once, one after another', async () => {
  const { findingsOf, lookAt, listed, asked } = looking(() => []);
  const done = listed();
  for (const digit of ['1', '2', '3']) findingsOf(sha256Of(digit));
  await Promise.all([lookAt(sha256Of('3')), lookAt(sha256Of('4')), lookAt(sha256Of('3'))]);
  await done;
  expect(asked).toEqual(['1', '3', '4', '2']);
});

test('a file that a busy machine did not look at in time is looked at again for who waits for it', async () => {
  let isBusy = true;
  const { findingsOf, lookAt, listed } = looking(() => (isBusy ? 'nonsense' : []));
  const done = listed();
  findingsOf(sha256Of('1'));
  await done;
  isBusy = false;
  expect(await lookAt(sha256Of('1'))).toEqual([]);
  expect(findingsOf(sha256Of('1'))).toEqual([]);
});

test('who waits when the program closes is told that nothing was checked', async () => {
  const { lookAt, close } = looking(() => []);
  const waiting = [lookAt(sha256Of('1')), lookAt(sha256Of('2'))];
  await close();
  expect(await Promise.all(waiting)).toMatchObject([[], [{ code: 'unchecked' }]]);
});
