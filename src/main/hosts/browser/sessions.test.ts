import { expect, test } from 'vitest';
import { CODE_AGE_MAX_MS, openSessions } from './sessions.ts';

function sessionsAt(start: number) {
  let now = start;
  const later = (ms: number) => {
    now += ms;
  };
  return { sessions: openSessions(() => now), later };
}

test('a code opens its profile once', () => {
  const { sessions } = sessionsAt(0);
  const code = sessions.issueCode('clerk');
  const secret = sessions.redeem('clerk', code);
  expect(sessions.isKnown('clerk', secret)).toBe(true);
  expect(sessions.redeem('clerk', code)).toBeUndefined();
});

test('a code opens no other profile, and is not lost by trying', () => {
  const { sessions } = sessionsAt(0);
  const code = sessions.issueCode('clerk');
  expect(sessions.redeem('leader', code)).toBeUndefined();
  expect(sessions.redeem('clerk', code)).toBeDefined();
});

test('a code is worth nothing after a minute', () => {
  const { sessions, later } = sessionsAt(0);
  const code = sessions.issueCode('clerk');
  later(CODE_AGE_MAX_MS);
  expect(sessions.redeem('clerk', code)).toBeUndefined();
});

test('the cookie of one profile is nothing to another', () => {
  const { sessions } = sessionsAt(0);
  const clerk = sessions.redeem('clerk', sessions.issueCode('clerk'));
  sessions.redeem('leader', sessions.issueCode('leader'));
  expect(sessions.isKnown('leader', clerk)).toBe(false);
  expect(sessions.isKnown('clerk', undefined)).toBe(false);
  expect(sessions.isKnown('clerk', '')).toBe(false);
});

test('codes that nobody uses do not pile up', () => {
  const { sessions } = sessionsAt(0);
  const first = sessions.issueCode('clerk');
  for (let n = 0; n < 200; n++) sessions.issueCode('clerk');
  expect(sessions.redeem('clerk', first)).toBeUndefined();
});
