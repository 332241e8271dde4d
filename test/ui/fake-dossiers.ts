import type { DossierItemShown, DossierRow, DossierView } from '../../src/shared/contract/dossier.ts';
import { dossierViews } from '../../src/shared/contract/dossier.ts';
import type { Allowed } from '../../src/shared/contract/shapes.ts';
import {
  DossierEntryId,
  DossierId,
  IncomingId,
  Instant,
  LocalDate,
} from '../../src/shared/domain/core/values.ts';
import type { Dossier } from '../../src/shared/domain/dossier/dossier.ts';
import { dossierListId } from '../../src/shared/domain/dossier/list.ts';
import { fold } from '../../src/shared/text/fold.ts';
import { type Office, type Operations, page, performed, Refused } from './fake-office.ts';
import { agencyId, person, profileOf, uuid } from './fake-people.ts';

const day = (text: string) => LocalDate.parse(text);
export const dossierIdAt = (n: number): DossierId => DossierId.parse(uuid(7000 + n));

const titles = [
  'Hồ sơ xây dựng nông thôn mới nâng cao xã Vân Khánh Thượng giai đoạn 2026-2030',
  'Hồ sơ nâng bậc lương thường xuyên, trước thời hạn của cán bộ, công chức năm 2026',
  'Hồ sơ giải quyết kiến nghị của Ễn Thị Bích Trâm Ỡm về cấp lại giấy chứng nhận quyền sử dụng đất thửa 112, tờ bản đồ số 24, thôn Ặt Thượng, kèm toàn bộ biên bản làm việc, kết quả đo đạc lại và ý kiến của các hộ liền kề qua ba lần hòa giải tại cơ sở trong quý III và quý IV',
  'Hồ sơ phòng, chống thiên tai và tìm kiếm cứu nạn năm 2026',
  'Hồ sơ sửa chữa trụ sở UBND xã',
];
const rowOf = (n: number, some: Partial<DossierRow>): DossierRow => ({
  dossierId: dossierIdAt(n),
  state: 'open',
  year: 2026,
  notation: `0${String(n + 1)}.VP`,
  title: titles[n] ?? 'Hồ sơ',
  retention: 10,
  owner: person(2),
  startedOn: day(`2026-0${String(9 - n)}-15`),
  itemCount: 24,
  sync: 'synced',
  ...some,
});

const rowsOf = ({ scene }: Office): DossierRow[] =>
  scene === 'empty'
    ? []
    : [
        rowOf(0, { retention: 'permanent', sync: scene === 'offline' ? 'waiting' : 'synced' }),
        rowOf(1, { itemCount: 0 }),
        rowOf(2, { state: 'closed', endedOn: day('2025-11-01'), dueOn: day('2026-11-01'), retention: 20 }),
        rowOf(3, { state: 'submitted', endedOn: day('2026-10-01') }),
        rowOf(4, { state: 'archived', endedOn: day('2026-08-01'), retention: 50 }),
        rowOf(5, {
          itemCount: 1_500,
          startedOn: day('2026-02-10'),
          title: 'Hồ sơ tiếp công dân thường xuyên',
        }),
      ];

const isIn = (view: DossierView, { state, dueOn }: DossierRow): boolean =>
  view === 'all' ||
  (view === 'mine' ? state === 'open' : view === 'due' ? dueOn !== undefined : state === view);

const itemsOf = ({ dossierId, itemCount }: DossierRow): DossierItemShown[] =>
  Array.from({ length: itemCount }, (_, index) => ({
    ...{ itemId: `${dossierId}/incoming/${uuid(index)}`, ordinal: index + 1, isHeld: index % 4 < 2 },
    ...(index % 4 === 3
      ? {
          file: {
            ...{ sha256: 'a'.repeat(64) as never, name: `anh-hien-truong-${String(index)}.jpg` },
            ...{ sizeBytes: 120_000, mediaType: 'image/jpeg' },
          },
          named: {
            ...{ typeName: '', codeNumber: '', codeNotation: '', organName: '' },
            subject: 'Ảnh hiện trường sau bão',
          },
        }
      : { of: { kind: 'incoming' as const, id: IncomingId.parse(uuid(100 + index)) } }),
    ...(index % 4 < 2 && {
      named: {
        ...{ typeName: 'Công văn', codeNumber: String(100 + index * 7), codeNotation: 'UBND-VX' },
        ...{ issuedOn: day('2026-10-05'), organName: 'UBND tỉnh Lam Giang' },
        subject: titles[index % titles.length] ?? '',
      },
    }),
    by: person(2),
    doneAt: Instant.parse('2026-10-06T02:00:00.000Z'),
  }));

const listTitles = [
  'Hồ sơ cải cách hành chính',
  titles[2] ?? '',
  'Hồ sơ tiếp công dân',
  'Hồ sơ giải quyết khiếu nại, tố cáo',
];

/** Dossiers of every state, one without documents, one with a title of three lines. */
export function dossierOperations(office: Office): Operations {
  const rows = rowsOf(office);
  const role = profileOf(office.scene).official.roles[0];
  const rowAt = (dossierId: string): DossierRow => {
    const row = rows.find((each) => each.dossierId === dossierId);
    if (!row) throw new Refused('dossier.not-found');
    return row;
  };
  const rule = (name: string, isAllowed: boolean, reason: string): Allowed =>
    isAllowed ? { name, isAllowed } : { name, isAllowed, reason };
  const allowedOf = ({ state, itemCount }: DossierRow): Allowed[] => {
    const isOwner = role === 'specialist';
    return [
      rule('dossier.edit', isOwner && state === 'open', isOwner ? 'dossier.not-open' : 'dossier.only-owner'),
      rule('dossier.addMaterial', isOwner && state === 'open', 'dossier.only-owner'),
      rule(
        'dossier.close',
        isOwner && itemCount > 0 && state === 'open',
        itemCount === 0 ? 'dossier.empty' : 'dossier.only-owner',
      ),
      rule('dossier.reopen', isOwner && state === 'closed', 'dossier.not-closed'),
      rule('dossier.submit', isOwner && state === 'closed', 'dossier.only-owner'),
      rule('dossier.accept', role === 'clerk' && state === 'submitted', 'dossier.only-archivist'),
      rule('dossier.sendBack', role === 'clerk' && state === 'submitted', 'dossier.only-archivist'),
      rule('dossier.keep', role === 'leader' && state === 'closed', 'dossier.only-head-keeps'),
    ];
  };
  return {
    'dossier.list': ({ view, text, ...rest }) =>
      page(
        rows.filter(
          (row) => isIn(view, row) && fold(`${row.notation} ${row.title}`).includes(fold(text ?? '')),
        ),
        rest,
      ),
    'dossier.countViews': () =>
      Object.fromEntries(dossierViews.map((view) => [view, rows.filter((row) => isIn(view, row)).length])),
    'dossier.get': ({ dossierId }) => {
      const row = rowAt(dossierId);
      const { state, notation, title, retention, startedOn, endedOn, itemCount } = row;
      const dossier: Dossier = {
        ...{
          v: 1,
          agencyId,
          state,
          year: 2026,
          notation,
          title,
          retention,
          group: 'ordinary',
          isRestricted: false,
        },
        ...{ ownerId: person(2).officialId, helperIds: [], startedOn, itemCount, nextOrdinal: itemCount + 1 },
        ...(endedOn && { endedOn }),
        ...(state === 'archived' && {
          archived: {
            on: day('2026-09-15'),
            by: person(0).officialId,
            condition: 'Đủ thành phần theo mục lục, tình trạng tốt',
          },
        }),
        ...(state === 'closed' && { sentBackReason: 'Thiếu văn bản so với mục lục' }),
      };
      return { row, dossier, helpers: [], keptAtMostUntil: day('2028-11-01'), allowed: allowedOf(row) };
    },
    'dossier.items': ({ dossierId, isRemoved, ...rest }) => {
      const { rows: items, ...more } = page(isRemoved ? [] : itemsOf(rowAt(dossierId)), rest);
      return { items, ...more };
    },
    'dossier.ofDocument': () => rows.slice(0, 1),
    'dossier.yearList': ({ year }) => ({
      listId: dossierListId(agencyId, year),
      entries: (office.scene === 'empty' ? [] : listTitles).map((title, index) => ({
        entryId: DossierEntryId.parse(uuid(7500 + index)),
        notation: `${String(20 + index)}.VP`,
        fields: {
          ...{ headingOrder: 1, heading: 'Văn phòng', headingNotation: 'VP', number: 20 + index, title },
          ...(index > 1 && { subheading: 'Tiếp công dân, Ễ Ỡ' }),
          ...{ retention: 10, ownerName: 'Đỗ Quang Vũ' },
        },
      })),
      permanentCount: 0,
      ...(year < 2026 && {
        approved: { decision: 'Quyết định số 02/QĐ-UBND', on: day('2025-01-06'), by: person(0) },
      }),
      allowed: [
        rule('dossier.addEntries', role === 'clerk' && year >= 2026, 'dossier.only-clerk-lists'),
        rule('dossier.approveList', role === 'leader' && year >= 2026, 'dossier.only-head-approves'),
      ],
    }),
    'dossier.getBundle': () => ({}),
    'dossier.open': performed,
    'dossier.file': performed,
    'dossier.close': performed,
    'dossier.remove': performed,
  };
}
