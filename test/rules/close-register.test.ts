import { beforeEach, describe, expect, test } from 'vitest';
import { at, book, bookId, given, newWorld, number, signed, take } from '../support/leased-book.ts';
import { uuid, type World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});
const close = (next: number, as: 'clerk' | 'leader' | 'administrator' = 'clerk') =>
  world.give('register.close', { registerId: bookId(), next }, as);

describe('đóng sổ', () => {
  test('is the clerk’s, from 31/12 on, and says the last number', () => {
    number(signed());
    expect(close(2)).toBe('register.close-early');
    at('2026-12-31T03:00:00.000Z');
    expect(close(2, 'leader')).toBe('register.only-clerk-closes');
    expect(close(2, 'administrator')).toBe('register.only-clerk-closes');
    expect(close(1)).toBe('register.close-moved');
    expect(close(2)).toBe('ok');
    expect(book()).toMatchObject({ next: 2, closed: { by: world.people.clerk.id, on: '2026-12-31' } });
    expect(close(2)).toBe('register.closed');
  });

  test('is only the authority’s to say', () => {
    at('2027-01-04T03:00:00.000Z');
    world.isAuthority = false;
    expect(close(1)).toBe('undecided');
  });

  test('waits until the book is back', () => {
    at('2026-12-31T03:00:00.000Z');
    take('2026-12-31');
    expect(close(1)).toBe('register.close-leased');
  });

  test('waits where this desk has seen numbers that a server put back in time does not know', () => {
    at('2026-12-31T03:00:00.000Z');
    world.isAuthority = false;
    world.seenNext = () => 3;
    expect(close(1)).toBe('register.close-missing');
  });

  test('numbers that a restored server had forgotten are entered as void behind the last one, which stays said', () => {
    number(signed());
    at('2027-01-04T03:00:00.000Z');
    expect(close(2)).toBe('ok');
    const give = (count: number, from: number) =>
      world.give(
        'register.voidMissing',
        {
          registerId: bookId(),
          from,
          incidentIds: Array.from({ length: count }, () => uuid()),
          reason: 'Máy đã mất',
        },
        'clerk',
      );
    expect(give(2, 2)).toBe('ok');
    expect(give(1, 4)).toBe('ok');
    expect(book()).toMatchObject({ next: 5, closed: { on: '2027-01-04', last: 1 } });
  });

  test('ends every way into the book', () => {
    at('2026-12-31T03:00:00.000Z');
    const late = signed();
    expect(close(1)).toBe('ok');
    expect(number(late)).toBe('register.closed');
    expect(take('2026-12-31')).toBe('register.closed');
    expect(number(late, given(1, '2026-12-31', 1))).toMatch(/^register\.(closed|lease-lost)$/);
    expect(book().next).toBe(1);
  });
});
