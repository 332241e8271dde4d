import { beforeEach, describe, expect, test } from 'vitest';
import { commandNamed } from '../../src/shared/domain/all-commands.ts';
import type { Context } from '../../src/shared/domain/core/command.ts';
import { completed, isLasting, parseCommand } from '../../src/shared/domain/core/decide.ts';
import { refKey } from '../../src/shared/domain/core/kinds.ts';
import { dayOf } from '../../src/shared/text/day.ts';
import {
  at,
  book,
  bookId,
  entries,
  given,
  newWorld,
  number,
  openBook,
  otherDevice,
  signed,
  take,
  withdraw,
} from '../support/leased-book.ts';
import { device, type World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

describe('a lease on a book', () => {
  test('is granted by the authority alone, to one device, with a new generation each time', () => {
    world.isAuthority = false;
    expect(take()).toBe('undecided');
    world.isAuthority = true;
    expect(take()).toBe('ok');
    expect(book().lease).toMatchObject({
      device,
      epoch: 1,
      officialId: world.people.clerk.id,
      lastDay: '2026-11-30',
    });
    world.device = otherDevice;
    expect(take()).toBe('register.lease-taken');
    world.device = device;
    expect(world.give('register.returnLease', { registerId: bookId(), epoch: 1 }, 'clerk')).toBe('ok');
    world.device = otherDevice;
    expect(take()).toBe('ok');
    expect(book().lease).toMatchObject({ device: otherDevice, epoch: 2 });
  });

  test.each([
    ['yesterday', '2026-11-19', '2026-11-20T03:00:00.000Z'],
    ['more than 14 days away', '2026-12-05', '2026-11-20T03:00:00.000Z'],
    ['after 31/12', '2027-01-01', '2026-12-31T16:59:00.000Z'],
  ])('never ends %s', (_why, lastDay, now) => {
    at(now);
    expect(take(lastDay)).toBe('register.lease-dates');
  });

  test('is longer where its holder takes it again, under the same generation', () => {
    take('2026-11-22');
    at('2026-11-23T03:00:00.000Z');
    expect(take('2026-11-30')).toBe('ok');
    expect(book().lease).toMatchObject({ epoch: 1, lastDay: '2026-11-30' });
  });

  test.each([
    ['specialist', 'register.only-clerk-leases'],
    ['leader', 'register.only-clerk-leases'],
  ] as const)('a %s takes none: %s', (who, code) => {
    expect(take('2026-11-30', who)).toBe(code);
  });

  test('is withdrawn by a leader or administrator before its time, by a clerk once it has run out', () => {
    take();
    expect(withdraw('clerk')).toBe('register.only-leader-withdraws');
    expect(withdraw('specialist')).toBe('register.only-leader-withdraws');
    expect(withdraw('leader', 2)).toBe('register.lease-changed');
    world.isAuthority = false;
    expect(withdraw('administrator')).toBe('undecided');
    world.isAuthority = true;
    expect(withdraw('administrator')).toBe('ok');
    expect(book()).toMatchObject({
      leaseEpoch: 1,
      withdrawn: { officialId: world.people.clerk.id, reason: 'Máy hỏng' },
    });
    expect(book().lease).toBeUndefined();
    take();
    at('2026-12-01T03:00:00.000Z');
    expect(withdraw('clerk', 2)).toBe('ok');
  });

  test('only its holder’s device gives it back', () => {
    take();
    world.device = otherDevice;
    const back = () => world.give('register.returnLease', { registerId: bookId(), epoch: 1 }, 'clerk');
    expect(back()).toBe('register.lease-changed');
    world.device = device;
    expect(back()).toBe('ok');
    expect(back()).toBe('register.lease-changed');
  });
});

describe('numbers under a lease', () => {
  /** What the device of the holder makes of a plain wish. */
  const wish = (documentId: string, year = 2026): unknown => {
    const command = commandNamed('outgoing.takeNumber');
    if (!command) throw new Error('no command');
    const parsed = parseCommand(command, { documentId, registerId: bookId(year) });
    const context: Context = {
      ...{ actor: world.people.clerk, agencyId: world.agencyId, device: world.device, isAuthority: false },
      ...{ today: dayOf(world.at), at: world.at, doneAt: world.at, inspect: () => undefined },
    };
    const done = completed(parsed, (ref) => world.everything().get(refKey(ref)), context);
    expect(isLasting(done)).toBe('given' in (done.args as object));
    return (done.args as { given?: unknown }).given;
  };

  test('are real at once on the holder’s device, one after the other, and wishes of all others wait', () => {
    take();
    world.isAuthority = false;
    const [one, two] = [signed(), signed()];
    expect(wish(one)).toEqual(given(1));
    expect(number(one, given(1))).toBe('ok');
    expect(wish(two)).toEqual(given(2));
    world.device = otherDevice;
    expect(wish(two)).toBeUndefined();
    expect(number(two)).toBe('undecided');
    world.isAuthority = true;
    expect(number(two)).toBe('register.leased');
  });

  test.each([
    ['of an earlier generation', given(1, '2026-11-20', 1), 'register.lease-lost'],
    ['out of order', given(2, '2026-11-20', 2), 'register.not-next'],
    ['before the last one’s date', given(1, '2025-12-31', 2), 'register.wrong-date'],
    ['of a day to come', given(1, '2026-11-21', 2), 'register.wrong-date'],
  ])('count only in order and from the generation in force: one %s does not', (_why, said, code) => {
    take();
    withdraw();
    take();
    expect(number(signed(), said)).toBe(code);
    expect(book().next).toBe(1);
  });

  test('from another device, or a copy of the office’s folder under another name, do not count', () => {
    take();
    world.device = otherDevice;
    expect(number(signed(), given(1))).toBe('register.lease-lost');
  });

  test('stop at the end of the last day; what was given before arrives later all the same', () => {
    take('2026-11-22');
    const [before, after] = [signed(), signed()];
    at('2026-11-22T16:59:00.000Z');
    expect(wish(before)).toEqual(given(1, '2026-11-22'));
    at('2026-11-22T17:00:00.000Z');
    expect(wish(after)).toBeUndefined();
    expect(number(after, given(1, '2026-11-23'))).toBe('register.lease-ended');
    at('2026-11-25T03:00:00.000Z');
    expect(number(before, given(1, '2026-11-22'))).toBe('ok');
    expect(number(after)).toBe('register.leased');
  });

  test('at the turn of the year: 23:59 of 31/12 counts a day later, the old book gives none any more, the new one begins at 1', () => {
    at('2026-12-20T03:00:00.000Z');
    expect(openBook(2027)).toBe('ok');
    expect(take('2026-12-31')).toBe('ok');
    expect(take('2027-01-02', 'clerk', 2027)).toBe('ok');
    const [old, fresh, late] = [signed(), signed(), signed()];
    at('2026-12-31T16:59:00.000Z');
    expect(wish(old)).toEqual(given(1, '2026-12-31'));
    expect(wish(fresh, 2027)).toBeUndefined();
    at('2026-12-31T17:00:00.000Z');
    expect(wish(late)).toBeUndefined();
    expect(wish(fresh, 2027)).toEqual(given(1, '2027-01-01'));
    expect(number(old, given(1, '2026-12-31'))).toBe('ok');
    expect(number(late)).toBe('register.wrong-date');
    expect(number(late, given(2, '2027-01-01'))).toBe('register.wrong-date');
    expect(number(fresh, given(1, '2027-01-01'), 2027)).toBe('ok');
    expect([entries(2026), entries(2027)]).toEqual([[1], [1]]);
  });
});
