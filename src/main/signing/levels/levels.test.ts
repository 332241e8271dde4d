import { expect, test } from 'vitest';
import { Instant } from '../../../shared/domain/core/values.ts';
import { openLevels } from './levels.ts';

test('an authority that did not answer is waited for shortly for five minutes, so that a batch does not wait for it each time', () => {
  let at = Date.parse('2026-11-23T03:00:00.000Z');
  const now = () => Instant.parse(new Date(at).toISOString());
  const levels = openLevels({ dataDir: '', now }, { prepare: () => undefined as never });
  expect(levels.patienceMs()).toBe(30_000);
  levels.noteSilence();
  expect(levels.patienceMs()).toBe(2_000);
  at += 5 * 60_000;
  expect(levels.patienceMs()).toBe(30_000);
});
