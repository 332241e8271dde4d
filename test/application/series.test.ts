import { afterEach, beforeEach, expect, test } from 'vitest';
import { Instant, LocalDate } from '../../src/shared/domain/core/values.ts';
import { registerId } from '../../src/shared/domain/office/register.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';

let office: Office;
let opened: OfficeApp[];
beforeEach(() => {
  office = makeOffice();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()));
  office.close();
});
const openAs = async (role: Parameters<typeof openOfficeApp>[1]) => {
  const app = await openOfficeApp(office, role);
  opened.push(app);
  return app;
};

test('a book apart stands behind the common one on every clerk’s desk, says what is its own, and is offered again for the next year', async () => {
  const { agencyId } = office;
  const administrator = await openAs('administrator');
  const series = { key: 'qd', typeNames: ['Quyết định'] };
  const id = (year: number) => registerId(agencyId, 'outgoing', year, 'qd');
  expect((await administrator.ask('office.listBooks', {})).apartYears).toEqual([2026]);
  await administrator.ask('register.open', {
    ...{ registerId: id(2026), agencyId, book: 'outgoing', year: 2026, name: 'Sổ quyết định', series },
    openedOn: LocalDate.parse('2026-01-01'),
  });
  await administrator.synchronise();

  const clerk = await openAs('clerk');
  const registers = await clerk.ask('office.listRegisters', { book: 'outgoing' });
  expect(registers.map((each) => [each.registerId, each.series?.key, each.apart?.length])).toEqual([
    [office.book('outgoing'), undefined, 1],
    [id(2026), 'qd', undefined],
  ]);
  const shown = (await clerk.ask('office.listBooks', {})).books.find((each) => each.registerId === id(2026));
  expect(shown).toMatchObject({ name: 'Sổ quyết định', next: 1, series, take: { isAllowed: true } });
  expect((await clerk.ask('office.listBooks', {})).apartYears).toEqual([]);

  office.clock = Instant.parse('2026-12-20T03:00:00.000Z');
  const { toOpen } = await administrator.ask('office.listBooks', {});
  expect(
    toOpen.filter(({ year }) => year === 2027).map((each) => [each.registerId, each.series?.key]),
  ).toEqual([
    [registerId(agencyId, 'outgoing', 2027), undefined],
    [registerId(agencyId, 'incoming', 2027), undefined],
    [registerId(agencyId, 'copies', 2027), undefined],
    [id(2027), 'qd'],
  ]);
});
