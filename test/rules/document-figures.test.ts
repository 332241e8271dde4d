import { expect, test } from 'vitest';
import { LocalDate } from '../../src/shared/domain/core/values.ts';
import {
  countOf,
  doneShare,
  incomingStanding,
  noDocuments,
  outgoingStanding,
  withOne,
} from '../../src/shared/domain/report/document-figures.ts';

const today = LocalDate.parse('2026-11-20');

test.each([
  ['done', '2026-11-01', 'done'],
  ['in-progress', '2026-11-19', 'late'],
  ['in-progress', '2026-11-20', 'open'],
  ['registered', undefined, 'open'],
  ['recalled', '2026-11-01', 'ended'],
  ['refused', undefined, 'ended'],
] as const)('V.2: văn bản đến %s, hạn %s: %s', (state, dueOn, standing) => {
  expect(incomingStanding({ state, dueOn: dueOn && LocalDate.parse(dueOn) }, today)).toBe(standing);
});

test.each([
  ['numbered', 'open'],
  ['sealed', 'open'],
  ['dispatched', 'done'],
  ['void', 'ended'],
] as const)('V.4: văn bản đi %s: %s', (state, standing) => {
  expect(outgoingStanding(state)).toBe(standing);
});

test('the share is of what asks for work: what ended without it counts neither way', () => {
  const counts = (['done', 'done', 'late', 'ended'] as const).reduce(withOne, noDocuments);
  expect(countOf(counts)).toBe(4);
  expect(doneShare(counts)).toBe(667);
  expect(doneShare(withOne(noDocuments, 'ended'))).toBeUndefined();
});
