import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../src/shared/domain/calendar/working-days.ts';
import { LocalDate, type Urgency } from '../../src/shared/domain/core/values.ts';
import { monthsWithin } from '../../src/shared/domain/report/classified-count.ts';
import {
  type Addressee,
  type AddresseeStanding,
  countFigures,
  figures,
  type IssuedDocument,
  isOnTarget,
  judge,
  perMille,
  sendBy,
} from '../../src/shared/domain/report/exchange-figures.ts';
import { ordinalOf, periodAt, periodBeside } from '../../src/shared/domain/report/period.ts';
import { makeWorld, uuid } from '../support/world.ts';

const province = (standing: AddresseeStanding): Addressee => ({ is: 'province', standing });
const agency = (standing: AddresseeStanding): Addressee => ({ is: 'agency', standing });
const documentTo = (
  addressees: readonly Addressee[],
  more: Partial<IssuedDocument> = {},
): IssuedDocument => ({
  isVoid: false,
  isCopy: false,
  addressees,
  firstSent: addressees.some(({ standing }) => standing !== 'unsent') ? 'in-time' : 'never',
  hasTime: false,
  isSignedByPerson: true,
  isSignedByAgency: true,
  ...more,
});

const out = 'not-counted';
const all = (judged: string) => Array.from(figures, () => judged);

describe('QĐ 28/2018: which figures a document reaches (met), lowers (why), or does not concern', () => {
  test.each<[string, IssuedDocument, readonly string[]]>([
    // electronic, to-province, between-agencies, in-time, signed-by-person, signed-by-agency
    ['sent to UBND tỉnh', documentTo([province('sent')]), ['met', 'met', out, 'met', 'met', 'met']],
    ['sent to an agency', documentTo([agency('sent')]), ['met', out, 'met', 'met', 'met', 'met']],
    ['sent to both', documentTo([province('sent'), agency('sent')]), all('met')],
    ['on paper only, to whom nothing electronic goes', documentTo([]), all(out)],
    ['with no recipients at all', documentTo([], { hasTime: true }), all(out)],
    [
      'on paper to an agency that could have had it electronically',
      documentTo([agency('unsent')]),
      ['not-sent', out, 'not-sent', 'not-sent', out, out],
    ],
    [
      'two recipients, one of them on paper though it could be reached',
      documentTo([province('unsent'), agency('sent')]),
      ['sent-to-some', 'sent-to-some', 'met', 'met', 'met', 'met'],
    ],
    [
      'two recipients, one of them nobody who can be reached',
      documentTo([agency('sent')]),
      ['met', out, 'met', 'met', 'met', 'met'],
    ],
    [
      'refused by its receiver',
      documentTo([agency('refused')]),
      ['refused', out, 'refused', 'met', out, out],
    ],
    [
      'refused by one, taken in by another',
      documentTo([agency('refused'), agency('sent')]),
      ['refused', out, 'refused', 'met', 'met', 'met'],
    ],
    // A refused delivery that was sent anew is no addressee of its own any more.
    ['refused and resent', documentTo([agency('sent')]), ['met', out, 'met', 'met', 'met', 'met']],
    ['recalled, and given back by all', documentTo([agency('recalled'), province('recalled')]), all(out)],
    [
      'recalled from one, kept by another',
      documentTo([province('recalled'), agency('sent')]),
      ['met', out, 'met', 'met', 'met', 'met'],
    ],
    ['its number given up', documentTo([agency('unsent')], { isVoid: true }), all(out)],
    ['not sent yet, with time left', documentTo([agency('unsent')], { hasTime: true }), all(out)],
    [
      'sent to some, with time left for the others',
      documentTo([agency('sent'), province('unsent')], { hasTime: true }),
      [out, out, 'met', 'met', 'met', 'met'],
    ],
    [
      'sent late',
      documentTo([agency('sent')], { firstSent: 'late' }),
      ['met', out, 'met', 'late', 'met', 'met'],
    ],
    [
      'UBND tỉnh by way of its office',
      documentTo([province('unsent'), province('sent')]),
      ['met', 'met', out, 'met', 'met', 'met'],
    ],
    [
      'a copy bears the agency’s signature alone',
      documentTo([agency('sent')], { isCopy: true, isSignedByPerson: false }),
      ['met', out, 'met', 'met', out, 'met'],
    ],
    [
      'exchanged without the person’s signature',
      documentTo([agency('sent')], { isSignedByPerson: false }),
      ['met', out, 'met', 'met', 'no-person-signature', 'met'],
    ],
    [
      'exchanged without the agency’s signature',
      documentTo([agency('sent')], { isSignedByAgency: false }),
      ['met', out, 'met', 'met', 'met', 'no-agency-signature'],
    ],
  ])('%s', (_what, document, judged) => {
    expect(figures.map((figure) => judge(figure, document))).toEqual(judged);
  });
});

describe('QĐ 28/2018, NĐ 30/2020 article 18.1: by when a document is to be sent', () => {
  test.each<[string, string, Urgency, string]>([
    ['on a Thursday: Friday noon', '2026-11-19', 'normal', '2026-11-20T05:00:00.000Z'],
    ['on a Friday: Monday noon', '2026-11-20', 'normal', '2026-11-23T05:00:00.000Z'],
    [
      'on the last day of a year: behind the holidays of the next',
      '2025-12-31',
      'normal',
      '2026-01-05T05:00:00.000Z',
    ],
    ['an urgent one: the same day', '2026-11-20', 'urgent', '2026-11-20T16:59:00.000Z'],
    ['an express one on a Sunday: that Sunday', '2026-11-22', 'express', '2026-11-22T16:59:00.000Z'],
  ])('signed %s', (_what, signedOn, urgency, ends) => {
    expect(sendBy(LocalDate.parse(signedOn), urgency, calendarOf())).toBe(ends);
  });
});

describe('the period of a report', () => {
  test.each([
    ['month', '2028-02-15', '2028-02-01', '2028-02-29', '2028-01-01', 2],
    ['quarter', '2026-11-23', '2026-10-01', '2026-12-31', '2026-07-01', 4],
    ['half', '2026-06-30', '2026-01-01', '2026-06-30', '2025-07-01', 1],
    ['year', '2026-01-01', '2026-01-01', '2026-12-31', '2025-01-01', 1],
  ] as const)('%s at %s', (kind, day, from, to, before, ordinal) => {
    const period = periodAt(kind, LocalDate.parse(day));
    expect(period).toEqual({ from, to });
    expect(ordinalOf(kind, period)).toBe(ordinal);
    const earlier = periodBeside(kind, period, -1);
    expect(earlier.from).toBe(before);
    expect(periodBeside(kind, earlier, 1)).toEqual(period);
  });
});

describe('shares', () => {
  test('count what reaches a figure among what concerns it, equal documents at once', () => {
    const counts = countFigures([
      { document: documentTo([province('sent')]), times: 997 },
      { document: documentTo([province('unsent')]), times: 3 },
      { document: documentTo([]), times: 50 },
      { document: documentTo([agency('sent')]), times: 4 },
      { document: documentTo([agency('unsent')]), times: 1 },
    ]);
    expect(counts).toEqual({
      electronic: { met: 1001, counted: 1005 },
      'to-province': { met: 997, counted: 1000 },
      'between-agencies': { met: 4, counted: 5 },
      'in-time': { met: 1001, counted: 1005 },
      'signed-by-person': { met: 1001, counted: 1001 },
      'signed-by-agency': { met: 1001, counted: 1001 },
    });
    expect(figures.map((figure) => isOnTarget(figure, counts[figure]))).toEqual([
      undefined,
      false,
      true,
      undefined,
      true,
      true,
    ]);
  });

  test('are never rounded up to a target, and are nothing where nothing counts', () => {
    expect(perMille({ met: 9_999, counted: 10_000 })).toBe(999);
    expect(perMille({ met: 0, counted: 7 })).toBe(0);
    expect(perMille({ met: 0, counted: 0 })).toBeUndefined();
    expect(isOnTarget('to-province', { met: 0, counted: 0 })).toBeUndefined();
    expect(isOnTarget('to-province', { met: 9_999, counted: 10_000 })).toBe(false);
  });
});

describe('the bare count of classified documents', () => {
  const record = (month: string, count = 3) => ({ countId: uuid(), month, count });

  test('is typed in for a month that has begun, and again without losing what stood there', () => {
    const world = makeWorld();
    const { agencyId } = world;
    const give = (args: object, who: 'clerk' | 'leader' = 'clerk') =>
      world.give('report.recordClassifiedCount', { agencyId, ...args }, who);
    expect(give(record('2026-11'))).toBe('ok');
    expect(give(record('2026-11', 4))).toBe('ok');
    expect(give(record('2026-12'))).toBe('report.month-to-come');
    expect(give(record('2026-11'), 'leader')).toBe('report.only-clerk-records');
    expect(give({ ...record('2026-11'), agencyId: uuid() })).toBe('report.only-clerk-records');
    expect(world.all('classifiedCount').map(({ count }) => count)).toEqual([3, 4]);
  });

  test.each([{ count: -1 }, { count: 100_001 }, { count: 1.5 }, { month: '2026-13' }, { month: '2026-1' }])(
    'takes no %j',
    (wrong) => {
      const world = makeWorld();
      const args = { agencyId: world.agencyId, ...record('2026-11'), ...wrong };
      expect(() => world.give('report.recordClassifiedCount', args, 'clerk')).toThrow();
    },
  );

  test.each([
    ['2026-10-01', '2026-12-31', ['2026-10', '2026-11', '2026-12']],
    ['2026-10-02', '2026-12-30', ['2026-11']],
    ['2025-12-01', '2026-01-31', ['2025-12', '2026-01']],
    ['2028-02-01', '2028-02-28', []],
    ['2026-11-05', '2026-11-20', []],
  ])('is told for the whole months of %s to %s', (from, to, months) => {
    expect(monthsWithin(LocalDate.parse(from), LocalDate.parse(to))).toEqual(months);
  });
});
