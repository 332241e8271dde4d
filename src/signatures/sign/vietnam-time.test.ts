import { expect, test } from 'vitest';
import { isoTime, pdfTime, vietnamDay, vietnamTime } from './vietnam-time.ts';

test('an instant is written in Vietnamese time, also across midnight and the year', () => {
  const at = new Date('2026-12-31T18:05:09.900Z');
  expect([pdfTime(at), vietnamDay(at), vietnamTime(at), isoTime(at)]).toEqual([
    "D:20270101010509+07'00'",
    '01/01/2027',
    '01/01/2027 01:05:09 +07:00',
    '2027-01-01T01:05:09+07:00',
  ]);
});
