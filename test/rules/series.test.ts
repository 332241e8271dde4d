import { beforeEach, expect, test } from 'vitest';
import { type Book, registerId } from '../../src/shared/domain/office/register.ts';
import { seriesOf } from '../../src/shared/domain/office/series.ts';
import { at, bookId, newWorld, number, openBook, signed, take } from '../support/leased-book.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});
type Some = { readonly book?: Book; readonly year?: number; readonly id?: string };
const open = (key: string, what: object, { book = 'outgoing', year = 2026, id }: Some = {}) =>
  world.give(
    'register.open',
    {
      ...{ agencyId: world.agencyId, book, year, name: 'Sổ riêng', openedOn: `${String(year)}-01-01` },
      registerId: id ?? registerId(world.agencyId, book, year, key),
      series: { key, typeNames: [], ...what },
    },
    'administrator',
  );
const decisions = { typeNames: ['Quyết định'] };
const council = { notation: 'HĐTĐ' };
/** A signed document of this type and notation. */
function paper(typeName: string, codeNotation: string): string {
  const documentId = signed();
  world.put('outgoing', documentId, { ...world.get('outgoing', documentId), typeName, codeNotation });
  return documentId;
}
const numbered = (documentId: string, key?: string) => [
  world.give(
    'outgoing.takeNumber',
    { documentId, registerId: registerId(world.agencyId, 'outgoing', 2026, key) },
    'clerk',
  ),
  world.get('outgoing', documentId as never).number,
];

test('Điều 15.1: each document is numbered in the one book of its type or council, from 01 in each', () => {
  expect([open('qd', decisions), open('hd', council)]).toEqual(['ok', 'ok']);
  expect(numbered(paper('Quyết định', 'QĐ-SMM'))).toEqual(['register.other-book', undefined]);
  expect(numbered(paper('quyết định ', 'QĐ-SMM'), 'qd')).toEqual(['ok', 1]);
  expect(numbered(paper('Công văn', 'SMM-VP'))).toEqual(['ok', 1]);
  expect(numbered(paper('Công văn', 'SMM-VP'), 'qd')).toEqual(['register.other-book', undefined]);
  // A council’s decision is the council’s, not of the book of decisions.
  expect(numbered(paper('Quyết định', 'QĐ-HĐTĐ'), 'qd')).toEqual(['register.other-book', undefined]);
  expect(numbered(paper('Quyết định', 'QĐ-HĐTĐ'), 'hd')).toEqual(['ok', 1]);
  expect(numbered(paper('Quyết định', 'QĐ-SMM'), 'qd')).toEqual(['ok', 2]);
  expect(world.get('register', bookId()).next).toBe(2);
});

test('a book of types is opened before the common one has given a number, so that none is given twice in a year', () => {
  number(signed());
  expect(open('qd', decisions)).toBe('register.series-late');
  // A council’s notation is its own, whatever was numbered before.
  expect(open('hd', council)).toBe('ok');
  // The number of what arrives is not of that year’s series of numbers and notations.
  expect(open('don', { typeNames: ['Đơn'] }, { book: 'incoming' })).toBe('ok');
  at('2026-12-20T03:00:00.000Z');
  expect(open('qd', decisions, { year: 2027 })).toBe('register.common-first');
  expect([openBook(2027), open('qd', decisions, { year: 2027 })]).toEqual(['ok', 'ok']);
});

test('not while the common book is lent: its holder may have given numbers', () => {
  expect(take()).toBe('ok');
  expect(open('qd', decisions)).toBe('register.series-late');
});

test('two books never want the same documents, and each says what it is for', () => {
  expect(open('qd', decisions)).toBe('ok');
  expect([
    open('qdtwo', { typeNames: ['Tờ trình', 'QUYẾT ĐỊNH'] }),
    open('qd', { typeNames: ['Tờ trình'] }),
    open('none', {}),
    open('both', { ...council, typeNames: ['Tờ trình'] }),
    open('hd', council, { book: 'incoming' }),
    open('sao', decisions, { book: 'copies' }),
    open('other', { typeNames: ['Tờ trình'] }, { id: bookId() }),
  ]).toEqual([
    'register.series-taken',
    'register.series-taken',
    'register.series-empty',
    'register.series-empty',
    'register.series-empty',
    'register.not-found',
    'register.not-found',
  ]);
  const more = Array.from({ length: 7 }, (_, index) => `x${String.fromCharCode(97 + index)}`);
  expect(more.map((key) => open(key, { notation: key }))).toEqual(more.map(() => 'ok'));
  expect(open('last', { notation: 'last' })).toBe('register.series-many');
});

test('a notation is a council’s by a whole part of it, not by letters inside one', () => {
  const apart = [{ key: 'hd', typeNames: [], notation: 'HĐ' }];
  const of = (codeNotation: string) => seriesOf({ typeName: 'Quyết định', codeNotation }, apart);
  expect(['QĐ-HĐ', 'QĐ-hđ/2', 'QĐ-HĐTĐ', 'HĐND', ''].map(of)).toEqual([
    'hd',
    'hd',
    undefined,
    undefined,
    undefined,
  ]);
});
