import type { Output } from '../../src/shared/contract/contract.ts';
import type { BookShown, IncidentShown } from '../../src/shared/contract/register.ts';
import {
  DeviceId,
  IncidentId,
  Instant,
  LocalDate,
  OutgoingId,
  RegisterId,
  Sha256,
} from '../../src/shared/domain/core/values.ts';
import { type Book, registerId } from '../../src/shared/domain/office/register.ts';
import { formsOf } from '../../src/shared/domain/register/forms.ts';
import type { Incident } from '../../src/shared/domain/register/incident.ts';
import { type Office, type Operations, performed, Refused } from './fake-office.ts';
import { paperFile } from './fake-papers.ts';
import { agencyId, person, profileOf, today, uuid } from './fake-people.ts';

const names: Record<Book, string> = {
  outgoing: 'Sổ văn bản đi',
  incoming: 'Sổ văn bản đến',
  copies: 'Sổ bản sao',
};
const bookOf = (book: Book, next: number, some: Partial<BookShown> = {}): BookShown => ({
  registerId: RegisterId.parse(registerId(agencyId, book, 2026)),
  ...{ book, name: names[book], year: 2026, next, lastIssuedOn: today },
  ...{ disputedCount: 0, isWaiting: false, forms: [...formsOf[book]] },
  lastDays: { from: today, to: LocalDate.parse('2026-12-07') },
  take: { name: 'register.takeLease', isAllowed: true },
  close: { name: 'register.close', isAllowed: false, reason: 'register.close-early' },
  withdraw: {
    name: 'register.withdrawLease',
    isAllowed: false,
    reason: 'register.only-leader-withdraws',
  },
  ...some,
});
const lease = (isHere: boolean, lastDay: string, unsentCount = 0): NonNullable<BookShown['lease']> => ({
  ...{ holder: person(isHere ? 0 : 5), isHere, epoch: 4, lastDay: LocalDate.parse(lastDay) },
  ...{ hasEnded: lastDay < today, unsentCount },
});

async function incidentOf(
  n: number,
  subject: string,
  some: { settled?: Incident['settled']; keep?: string; hasFile?: boolean } = {},
): Promise<IncidentShown> {
  const { keep, settled, hasFile = true } = some;
  const file = await paperFile({
    ...{ organName: 'UBND xã Vân Khánh Thượng', reference: `${String(n)}/UBND-VP` },
    ...{ subject, urgency: 'normal' as const },
  });
  const shown = {
    incidentId: IncidentId.parse(uuid(6500 + n)),
    incident: {
      ...{ v: 1, agencyId, registerId: RegisterId.parse(registerId(agencyId, 'outgoing', 2026)) },
      of: { kind: 'outgoing', id: OutgoingId.parse(uuid(3001)) },
      subject,
      given: { number: n, issuedOn: LocalDate.parse('2026-11-21'), epoch: 3 },
      code: n === 1204 ? 'outgoing.already-numbered' : 'register.lease-lost',
      ...(hasFile && { sealed: { file, baseSha256: Sha256.parse('0'.repeat(64)) } }),
      ...{ device: DeviceId.parse(uuid(9)), by: person(5).officialId },
      ...{ doneAt: Instant.parse('2026-11-21T03:12:00.000Z'), isDisputed: true },
      ...(settled && { settled }),
    },
    ...{ bookName: names.outgoing, reference: `${String(n)}/UBND-VP`, by: person(5) },
    ...(settled && { settledBy: person(0) }),
    ...{ files: hasFile ? [{ file, isHere: true, verdict: 'valid' as const }] : [], isWaiting: false },
    keep:
      keep === undefined
        ? { name: 'keep', isAllowed: true }
        : { name: 'keep', isAllowed: false, reason: keep },
    void: { name: 'void', isAllowed: keep !== 'register.lower-first' },
  };
  return shown as IncidentShown;
}

const incidents = (): Promise<IncidentShown[]> =>
  Promise.all([
    incidentOf(1206, 'Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo năm 2026 tại các bản Khặn, Ễm, Nà Ỡ'),
    incidentOf(1207, 'Giấy mời họp giao ban tuần 48', { keep: 'register.lower-first', hasFile: false }),
    incidentOf(1204, 'Tờ trình đề nghị hỗ trợ giống cây vụ đông', { keep: 'register.number-used' }),
    incidentOf(1203, 'Công văn trả lời Sở Nội vụ về biên chế', {
      settled: {
        ...{ how: 'kept', by: person(0).officialId, on: today, isEntry: true },
        reason: 'Theo biên bản xử lý sự cố số ngày 22/11/2026, Chủ tịch đồng ý',
      },
    }),
    incidentOf(1202, 'Thông báo lịch tiếp công dân tháng 12', {
      settled: {
        ...{ how: 'void', by: person(0).officialId, on: today, isEntry: false },
        reason: 'Đã thu hồi bản giấy mang số này',
      },
    }),
  ]);

/** Of a year that is over: one is closed, one waits to be. */
const old = (book: Book, next: number, some: Partial<BookShown>): BookShown => {
  const { lastDays: _, ...shown } = bookOf(book, next, some);
  return {
    ...shown,
    registerId: RegisterId.parse(registerId(agencyId, book, 2025)),
    year: 2025,
    lastIssuedOn: LocalDate.parse('2025-12-31'),
    take: { name: 'register.takeLease', isAllowed: false },
  };
};
const lastYear: readonly BookShown[] = [
  old('outgoing', 1934, { close: { name: 'register.close', isAllowed: true } }),
  old('incoming', 4120, { closed: { on: LocalDate.parse('2026-01-02'), by: person(0) } }),
];

const booksOf = ({ scene }: Office): BookShown[] => {
  const withdraw = { name: 'register.withdrawLease', isAllowed: true };
  const withdrawn = {
    ...{ holder: person(5), by: person(1), at: Instant.parse('2026-11-22T01:30:00.000Z') },
    reason: 'Không liên lạc được với người giữ sổ',
  };
  if (scene === 'empty') return [bookOf('outgoing', 1)];
  if (scene === 'administrator')
    return [
      bookOf('outgoing', 1207, {
        lease: lease(false, '2026-11-30'),
        withdraw,
        take: { name: '', isAllowed: false },
      }),
      bookOf('incoming', 2213, { take: { name: '', isAllowed: false } }),
    ];
  return [
    bookOf('outgoing', 1210, { lease: lease(true, '2026-11-30', 3), disputedCount: 2 }),
    bookOf('incoming', 2213, {
      withdrawn,
      missing: { from: 2213, to: 2215, giveUp: { name: 'register.voidMissing', isAllowed: true } },
    }),
    bookOf('copies', 41, {
      lease: lease(false, '2026-11-20'),
      withdraw,
      take: { name: '', isAllowed: false },
    }),
    ...lastYear,
  ];
};

/** Books and lost numbers: everything at once for the clerk, somebody else's lease for the administrator, nothing in the empty scene. */
export async function bookOperations(office: Office): Promise<Operations> {
  const { official } = profileOf(office.scene);
  const isHolder = official.roles.some((role) => role === 'clerk' || role === 'administrator');
  let books = isHolder ? booksOf(office) : [];
  let lost =
    isHolder && office.scene !== 'empty' && office.scene !== 'administrator' ? await incidents() : [];
  const changed = () => {
    office.announce({ type: 'changed', areas: ['office', 'outgoing', 'sync'] });
    return performed();
  };
  const settle = (incidentId: string, how: 'kept' | 'void', reason: string) => {
    lost = lost.map((each) =>
      each.incidentId === incidentId
        ? {
            ...each,
            settledBy: person(0),
            incident: {
              ...each.incident,
              settled: { how, by: person(0).officialId, on: today, reason, isEntry: true },
            },
          }
        : each,
    );
    return changed();
  };
  const withLease = (id: string, given: BookShown['lease']) => {
    books = books.map(({ lease: _lease, ...each }) =>
      each.registerId === id
        ? { ...each, ...(given && { lease: given }) }
        : { ...each, ...(_lease && { lease: _lease }) },
    );
    return changed();
  };
  return {
    'office.listBooks': (): Output<'office.listBooks'> => ({
      books,
      toOpen:
        office.scene === 'administrator'
          ? (['outgoing', 'incoming', 'copies'] as const)
              .filter((book) => !books.some((each) => each.book === book && each.year === 2027))
              .map((book) => ({
                registerId: RegisterId.parse(registerId(agencyId, book, 2027)),
                ...{ book, year: 2027, name: names[book] },
              }))
          : [],
      apartYears: office.scene === 'administrator' ? [2026] : [],
    }),
    'office.listIncidents': () => lost,
    'register.takeLease': ({ registerId: id, lastDay }) => {
      if (lastDay > '2026-12-07') throw new Refused('register.lease-dates', { days: '14', year: '2026' });
      return withLease(id, lease(true, lastDay));
    },
    'register.voidMissing': ({ registerId: id, incidentIds }) => {
      books = books.map(({ missing, ...each }) =>
        each.registerId === id
          ? { ...each, next: each.next + incidentIds.length }
          : { ...each, ...(missing && { missing }) },
      );
      return changed();
    },
    'register.returnLease': ({ registerId: id }) => withLease(id, undefined),
    'register.withdrawLease': ({ registerId: id }) => withLease(id, undefined),
    'register.keepNumber': ({ incidentId, basis }) => settle(incidentId, 'kept', basis),
    'register.voidNumber': ({ incidentId, reason }) => settle(incidentId, 'void', reason),
    'register.open': ({ registerId: id, book, year, name, series }) => {
      if (series?.typeNames.includes('Quyết định')) throw new Refused('register.series-late', { year });
      books = [...books, { ...bookOf(book, 1), registerId: id, year, name }];
      return changed();
    },
  };
}
