import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { answerCalls, helperOver, type Line, type Methods } from '../../src/main/hosts/helper-calls.ts';
import { sparedHelpers } from '../../src/main/hosts/helper-spares.ts';
import { threadHelpers } from '../../src/main/hosts/helper-threads.ts';
import { AppError } from '../../src/shared/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'hamrong-helper-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Both ends in one process: what is posted arrives a turn later. */
function lines(methods: Methods): { open: () => Line; count: () => number; die: () => void } {
  let opened = 0;
  let die = (): void => undefined;
  const open = (): Line => {
    opened += 1;
    const toCaller: ((message: unknown) => void)[] = [];
    const toHelper: ((message: unknown) => void)[] = [];
    const ended: (() => void)[] = [];
    answerCalls(
      {
        post: (message) => setImmediate(() => toCaller.map((hear) => hear(structuredClone(message)))),
        onMessage: (hear) => toHelper.push(hear),
      },
      methods,
    );
    die = () => {
      for (const hear of ended) hear();
    };
    return {
      post: (message) => setImmediate(() => toHelper.map((hear) => hear(structuredClone(message)))),
      onMessage: (hear) => toCaller.push(hear),
      onEnd: (hear) => ended.push(hear),
      end: async () => die(),
    };
  };
  return { open, count: () => opened, die: () => die() };
}

const methods: Methods = {
  double: async (input) => Number(input) * 2,
  refuse: async () => {
    throw new AppError('pdf.not-a-pdf', { name: 'a.pdf' });
  },
  break: async () => {
    throw new TypeError('a bug');
  },
  hang: () => new Promise(() => undefined),
};

describe('calls to a helper', () => {
  test('are answered each to its own caller, by one helper', async () => {
    const { open, count } = lines(methods);
    const helper = helperOver(open);
    expect(await Promise.all([1, 2, 3].map((n) => helper.call('double', n, 1000)))).toEqual([2, 4, 6]);
    expect(count()).toBe(1);
    await helper.stop();
  });

  test('that are refused keep their code; bugs stay bugs', async () => {
    const helper = helperOver(lines(methods).open);
    await expect(helper.call('refuse', 0, 1000)).rejects.toMatchObject({
      code: 'pdf.not-a-pdf',
      detail: { name: 'a.pdf' },
    });
    await expect(helper.call('break', 0, 1000)).rejects.toThrow('a bug');
    await expect(helper.call('unknown', 0, 1000)).rejects.toThrow('no method');
    await helper.stop();
  });

  test('that take too long end the helper, and the next call finds a new one', async () => {
    const { open, count } = lines(methods);
    const helper = helperOver(open);
    const beside = helper.call('hang', 0, 60_000);
    const tooLong = helper.call('hang', 0, 10);
    await expect(tooLong).rejects.toMatchObject({ code: 'helper.timed-out', detail: { method: 'hang' } });
    await expect(beside).rejects.toMatchObject({ code: 'helper.stopped' });
    expect(await helper.call('double', 4, 1000)).toBe(8);
    expect(count()).toBe(2);
    await helper.stop();
  });

  test('do not bring a stopped helper back', async () => {
    const { open, count } = lines(methods);
    const helper = helperOver(open);
    const call = helper.call('hang', 0, 60_000);
    await helper.stop();
    await expect(call).rejects.toMatchObject({ code: 'helper.stopped' });
    await expect(helper.call('double', 1, 1000)).rejects.toMatchObject({ code: 'helper.stopped' });
    expect(count()).toBe(1);
  });

  test('fail when the helper dies', async () => {
    const { open, die } = lines(methods);
    const helper = helperOver(open);
    const call = helper.call('hang', 0, 60_000);
    die();
    await expect(call).rejects.toMatchObject({ code: 'helper.stopped' });
  });
});

describe('helpers that wait for the next caller', () => {
  test('serve whoever comes next, one caller at a time', async () => {
    const { open, count } = lines(methods);
    const helpers = sparedHelpers(open);
    const [first, second] = [helpers.start('verify'), helpers.start('verify')];
    expect(await Promise.all([first.call('double', 1, 1000), second.call('double', 2, 1000)])).toEqual([
      2, 4,
    ]);
    expect(count()).toBe(2);
    await first.stop();
    expect(await helpers.start('verify').call('double', 3, 1000)).toBe(6);
    expect(count()).toBe(2);
    expect(await helpers.start('index').call('double', 4, 1000)).toBe(8);
    expect(count()).toBe(3);
  });

  test('are not those that were with a call, that died, or that nobody has room for', async () => {
    const { open, count, die } = lines(methods);
    const helpers = sparedHelpers(open);
    const hanging = helpers.start('verify');
    const call = hanging.call('hang', 0, 60_000);
    await hanging.stop();
    await expect(call).rejects.toMatchObject({ code: 'helper.stopped' });
    const dying = helpers.start('verify');
    await dying.call('double', 1, 1000);
    await dying.stop();
    die();
    expect(await helpers.start('verify').call('double', 2, 1000)).toBe(4);
    expect(count()).toBe(3);
    const many = Array.from({ length: 5 }, () => helpers.start('index'));
    await Promise.all(many.map((helper) => helper.call('double', 1, 1000)));
    for (const helper of many) await helper.stop();
    const next = Array.from({ length: 5 }, () => helpers.start('index'));
    await Promise.all(next.map((helper) => helper.call('double', 1, 1000)));
    expect(count()).toBe(10);
  });
});

describe('the verify helper in its thread', () => {
  const helpers = threadHelpers(new URL('../../src/main/hosts/helper-worker.ts', import.meta.url));
  const options = { anchors: [], at: '2026-11-23T03:00:00Z', offline: true };

  test('judges a file by its path', async () => {
    const file = join(folder, 'plain.pdf');
    writeFileSync(file, 'no PDF at all');
    const helper = helpers.start('verify');
    expect(await helper.call('verifyFile', { file, ...options }, 20_000)).toMatchObject({
      integrity: 'malformed',
    });
    await helper.stop();
  });

  test('is ended when its time is over', async () => {
    const helper = helpers.start('verify');
    const call = helper.call('verifyFile', { file: join(folder, 'plain.pdf'), ...options }, 1);
    await expect(call).rejects.toMatchObject({ code: 'helper.timed-out' });
    await helper.stop();
  });
});
