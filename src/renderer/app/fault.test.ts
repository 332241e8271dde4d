import { expect, test } from 'vitest';
import { sayWhyNot } from './fault.ts';

test('a forbidden act says why in one sentence, without what became of an attempt', () => {
  expect(sayWhyNot('incoming.only-leader-directs')).toBe('Chỉ Lãnh đạo được bút phê, giao việc.');
  expect(sayWhyNot('of.a-newer-program')).toBe('Chưa làm được việc này (mã of.a-newer-program).');
});
