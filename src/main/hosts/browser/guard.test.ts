import { expect, test } from 'vitest';
import { cookieIn, isOurs } from './guard.ts';

const own = '127.0.0.1:5005';
const ours = { method: 'POST', host: own, origin: `http://${own}`, fetchSite: 'same-origin' };

test.each([
  ['our page', ours, true],
  [
    'an address that a person opened',
    { method: 'GET', host: own, origin: undefined, fetchSite: 'none' },
    true,
  ],
  [
    'a program without a browser, reading',
    { method: 'GET', host: own, origin: undefined, fetchSite: undefined },
    true,
  ],
  ['a foreign name for this machine', { ...ours, host: 'office.example:5005' }, false],
  ['another name for this machine', { ...ours, host: 'localhost:5005' }, false],
  ['no name at all', { ...ours, host: undefined }, false],
  ['a foreign page', { ...ours, origin: 'https://office.example', fetchSite: 'cross-site' }, false],
  ['a page of another port', { ...ours, origin: 'http://127.0.0.1:5006', fetchSite: 'same-site' }, false],
  ['a page in a sandbox', { ...ours, origin: 'null' }, false],
  ['a form that hides where it comes from', { ...ours, origin: undefined }, false],
  [
    'a picture on a foreign page',
    { method: 'GET', host: own, origin: undefined, fetchSite: 'cross-site' },
    false,
  ],
])('%s: %o', (_who, asked, isLetIn) => {
  expect(isOurs(asked, own)).toBe(isLetIn);
});

test('a cookie is found by its whole name', () => {
  expect(cookieIn('a=1; hamrong-5005=xyz; b=2', 'hamrong-5005')).toBe('xyz');
  expect(cookieIn('not-hamrong-5005=xyz', 'hamrong-5005')).toBeUndefined();
  expect(cookieIn(undefined, 'a')).toBeUndefined();
});
