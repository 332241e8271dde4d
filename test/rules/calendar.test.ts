import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCalendar, writeCalendar } from '../../src/shared/domain/calendar/calendar-text.ts';
import { type DutyName, dutyEnds, isAlarming } from '../../src/shared/domain/calendar/duties.ts';
import { statutoryDays } from '../../src/shared/domain/calendar/holidays.ts';
import {
  addWorkingDays,
  calendarOf,
  nextWorkingDay,
  workingDayFrom,
  workingDaysBetween,
} from '../../src/shared/domain/calendar/working-days.ts';
import { Instant, LocalDate, type Urgency } from '../../src/shared/domain/core/values.ts';
import { workingYearId } from '../../src/shared/domain/office/working-year.ts';
import { dayOf, instantAt, timeOfDay } from '../../src/shared/text/day.ts';
import { makeWorld, type World } from '../support/world.ts';

const day = (text: string) => LocalDate.parse(text);
const law = calendarOf();

describe('days that offices work (Bộ luật Lao động 2019, articles 111, 112)', () => {
  test.each([
    ['a Monday', '2026-11-23', true],
    ['a Saturday', '2026-11-28', false],
    ['Tết Dương lịch', '2026-01-01', false],
    ['the day before Tết Âm lịch', '2026-02-16', false],
    ['Mồng Một', '2026-02-17', false],
    ['the first working day of the year Bính Ngọ', '2026-02-23', true],
    ['Giỗ Tổ on a Sunday', '2026-04-26', false],
    ['the Monday that makes up for it', '2026-04-27', false],
    ['30/4', '2026-04-30', false],
    ['01/5', '2026-05-01', false],
    ['the day beside 02/9', '2026-09-01', false],
    ['a Monday off in exchange', '2026-08-31', false],
    ['the Saturday worked for it', '2026-08-22', true],
    ['30/4 of a year that nobody entered', '2041-04-30', false],
  ])('%s', (_what, on, isWorked) => {
    expect(law.isWorkingDay(day(on))).toBe(isWorked);
  });

  test('the calendar that an administrator entered stands in the law’s place, for that year alone', () => {
    const own = calendarOf(
      new Map([
        [
          2026,
          { daysOff: [{ on: day('2026-11-24'), name: 'Ngày truyền thống' }], workedOn: [day('2026-11-28')] },
        ],
      ]),
    );
    expect(
      ['2026-11-24', '2026-11-28', '2026-04-30', '2025-04-30'].map((on) => own.isWorkingDay(day(on))),
    ).toEqual([false, true, true, false]);
    expect(own.nameOf(day('2026-11-24'))).toBe('Ngày truyền thống');
  });

  test('no day off is named twice, and none that makes up for another is a weekend', () => {
    for (let year = 2025; year <= 2040; year += 1) {
      const { daysOff } = statutoryDays(year);
      expect(new Set(daysOff.map(({ on }) => on)).size).toBe(daysOff.length);
      for (const { on, name } of daysOff.filter((each) => each.name.startsWith('Nghỉ bù')))
        expect([name, [0, 6].includes(new Date(on).getUTCDay())]).toEqual([name, false]);
    }
  });
});

describe('counting working days', () => {
  test.each([
    ['over a weekend', '2026-11-27', 1, '2026-11-30'],
    ['over Tết', '2026-02-13', 1, '2026-02-23'],
    ['over 30/4 and 01/5', '2026-04-29', 2, '2026-05-05'],
    ['over a Saturday worked in exchange', '2026-08-21', 1, '2026-08-22'],
    ['backwards over the year’s turn', '2026-01-05', -1, '2025-12-31'],
    ['none', '2026-11-28', 0, '2026-11-28'],
  ])('%s', (_what, from, count, to) => {
    expect(addWorkingDays(day(from), count, law)).toBe(to);
  });

  test('there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 60 }), (offset, count) => {
        const start = workingDayFrom(
          dayOf(Instant.parse(new Date(Date.UTC(2025, 0, 2 + offset)).toISOString())),
          law,
        );
        const end = addWorkingDays(start, count, law);
        expect(addWorkingDays(end, -count, law)).toBe(start);
        expect(workingDaysBetween(start, end, law)).toBe(count);
        expect(workingDaysBetween(end, start, law)).toBe(-count);
      }),
    );
  });
});

describe('duties of the records office', () => {
  const ends = (duty: DutyName, from: string, urgency: Urgency = 'normal') => {
    const [on = '', at = ''] = from.split(' ');
    const end = dutyEnds(duty, instantAt(day(on), at), urgency, law);
    return `${dayOf(end)} ${timeOfDay(end)}`;
  };

  test.each<[string, DutyName, string, Urgency, string]>([
    [
      'receipt is told the same day (article 21.2c)',
      'receipt',
      '2026-11-27 16:50',
      'normal',
      '2026-11-27 23:59',
    ],
    ['also of what comes on a Sunday', 'receipt', '2026-11-29 08:00', 'normal', '2026-11-29 23:59'],
    [
      'registered on the next working day at the latest (article 4.2c)',
      'register',
      '2026-11-27 16:50',
      'normal',
      '2026-11-30 23:59',
    ],
    [
      'what comes on a Saturday belongs to Monday',
      'register',
      '2026-11-28 09:00',
      'normal',
      '2026-12-01 23:59',
    ],
    [
      'what comes before Tết has the first working day behind it',
      'submit',
      '2026-02-13 10:00',
      'normal',
      '2026-02-23 23:59',
    ],
    [
      'an urgent one is registered at once, by night too (article 4.2c)',
      'register',
      '2026-11-28 23:10',
      'express',
      '2026-11-28 23:10',
    ],
    [
      'submitted at once when urgent (article 23.1)',
      'submit',
      '2026-11-27 16:50',
      'urgent',
      '2026-11-27 16:50',
    ],
    [
      'sent by the morning of the next working day (QĐ 28/2018)',
      'dispatch',
      '2026-11-27 16:50',
      'normal',
      '2026-11-30 12:00',
    ],
    [
      'signed on a Saturday, sent by Monday’s morning',
      'dispatch',
      '2026-11-28 09:00',
      'normal',
      '2026-11-30 12:00',
    ],
    [
      'an urgent one is sent at once (article 18.1)',
      'dispatch',
      '2026-11-27 16:50',
      'very-urgent',
      '2026-11-27 16:50',
    ],
  ])('%s', (_what, duty, from, urgency, expected) => {
    expect(ends(duty, from, urgency)).toBe(expected);
  });

  test('every urgency but the ordinary one alarms', () => {
    expect((['normal', 'urgent', 'very-urgent', 'express'] as const).map(isAlarming)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  test('a duty never ends before it begins, and an urgent one never later than an ordinary one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom<DutyName>('receipt', 'register', 'submit', 'handOn', 'dispatch'),
        (minutes, duty) => {
          const from = Instant.parse(new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString());
          const [ordinary, urgent] = [
            dutyEnds(duty, from, 'normal', law),
            dutyEnds(duty, from, 'express', law),
          ];
          expect(urgent >= from && urgent <= ordinary).toBe(true);
          expect(nextWorkingDay(dayOf(from), law) > dayOf(from)).toBe(true);
        },
      ),
    );
  });
});

describe('the year’s calendar as the administrator enters it (Bộ luật Lao động 2019, article 112.3)', () => {
  const set = (world: World, some: object) =>
    world.give(
      'office.setWorkingYear',
      { agencyId: world.agencyId, year: 2027, daysOff: [], workedOn: [], basis: 'Thông báo', ...some },
      'administrator',
    );
  const off = (on: string) => ({ on, name: 'Nghỉ' });

  test('it replaces what the law says of that year, and of no other', () => {
    const world = makeWorld();
    const daysOff = [off('2027-09-03'), off('2027-02-10')];
    expect(set(world, { daysOff, workedOn: ['2027-08-28'] })).toBe('ok');
    const body = world.get('workingYear', workingYearId(world.agencyId, 2027));
    expect(body.daysOff.map(({ on }) => on)).toEqual(['2027-02-10', '2027-09-03']);
    const calendar = calendarOf(new Map([[2027, body]]));
    const works = (text: string) => calendar.isWorkingDay(day(text));
    expect(['2027-09-03', '2027-08-28', '2027-09-02', '2026-09-02'].map(works)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test.each([
    ['a day of another year', { daysOff: [off('2026-12-31')] }, 'calendar.other-year'],
    ['a day twice', { daysOff: [off('2027-02-10'), off('2027-02-10')] }, 'calendar.day-twice'],
    [
      'a day off that is worked',
      { daysOff: [off('2027-02-13')], workedOn: ['2027-02-13'] },
      'calendar.day-twice',
    ],
    ['an exchange on a Monday', { workedOn: ['2027-02-15'] }, 'calendar.worked-anyway'],
  ])('%s is refused', (_what, some, code) => expect(set(makeWorld(), some)).toBe(code));

  test('lines of a file are read as people write them, and what cannot be read is told by its line', () => {
    const text =
      '\uFEFF# Năm 2027\n01/01/2027; Tết Dương lịch\r\n5-2-2027,Tết, ngày đầu\n\n13/02/2027\tLàm bù\nmai nghỉ\n31/02/2027; Không có\n06/02/2027;';
    const read = readCalendar(text);
    expect(read).toEqual({
      daysOff: [
        { on: '2027-01-01', name: 'Tết Dương lịch' },
        { on: '2027-02-05', name: 'Tết, ngày đầu' },
      ],
      workedOn: ['2027-02-13'],
      unreadable: [6, 7, 8],
    });
    const { unreadable: _, ...days } = read;
    expect(readCalendar(writeCalendar(days, 'làm bù'))).toEqual({ ...days, unreadable: [] });
    expect(readCalendar('x'.repeat(100_000)).unreadable).not.toEqual([]);
  });
});
