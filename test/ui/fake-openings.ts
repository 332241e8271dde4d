import type { OpeningShown } from '../../src/shared/contract/opening.ts';
import { IncomingId, Instant, Month, OutgoingId } from '../../src/shared/domain/core/values.ts';
import type { Operations } from './fake-office.ts';
import { officials, person, uuid } from './fake-people.ts';

const opening = (n: number, who: number, some: Partial<OpeningShown>): OpeningShown => ({
  openingId: uuid(8000 + n),
  of: { kind: 'incoming', id: IncomingId.parse(uuid(1000 + n)) },
  isFile: true,
  openedAt: Instant.parse(`2026-11-23T03:${String(50 - n)}:00.000Z`),
  notedAt: Instant.parse('2026-11-23T04:00:00.000Z'),
  officialId: officials[who]?.officialId ?? person(0).officialId,
  deviceName: 'Máy văn thư',
  official: person(who),
  ...some,
});
const openings: readonly OpeningShown[] = [
  opening(0, 0, { number: '1204' }),
  opening(1, 1, { number: '1203', deviceName: 'Máy lãnh đạo' }),
  opening(2, 5, {
    number: '1198',
    deviceName: 'Máy tính xách tay phòng Văn hóa, Thể thao và Truyền thanh',
    openedAt: Instant.parse('2026-11-20T01:15:00.000Z'),
  }),
  opening(3, 2, { isFile: false }),
  opening(4, 3, {
    of: { kind: 'outgoing', id: OutgoingId.parse(uuid(3004)) },
    deviceName: 'Máy chuyên viên',
  }),
  opening(5, 4, {
    of: { kind: 'outgoing', id: OutgoingId.parse(uuid(3005)) },
    number: '87',
    subject: 'Về việc tăng cường công tác phòng cháy, chữa cháy rừng mùa khô năm 2026 trên địa bàn xã',
    deviceName: 'Máy lãnh đạo',
  }),
];

/** The access log: filled for the administrator, in two pages, and one document's alone. */
export const openingOperations = (): Operations => ({
  'opening.note': () => ({}),
  'opening.list': ({ of, before }) => ({
    openings: openings.filter(
      (each, index) => (of ? each.of.id === of.id : true) && (before === undefined || index > 3),
    ),
    ...(before === undefined && !of && { before: '2026-11-20T01:15:00.000Z/x' }),
    chain: { operations: 18_245, head: '3fa9c07be1d24586'.repeat(4) },
  }),
  'opening.count': ({ to }) => {
    const counts = (openingCount: number) => ({
      ...{ openingCount, fileCount: Math.round(openingCount * 0.7) },
      documentCount: Math.round(openingCount / 3),
    });
    return {
      whole: { ...counts(2_418), officialCount: 4 },
      byMonth: [
        { month: Month.parse('2026-10'), ...counts(611), officialCount: 3 },
        { month: Month.parse(to.slice(0, 7)), ...counts(1_807), officialCount: 4 },
      ],
      byOfficial: [0, 1, 2, 5].map((index) => ({
        ...{ officialId: person(index).officialId, official: person(index), ...counts(1_300 - 150 * index) },
        lastAt: Instant.parse('2026-11-23T01:20:00.000Z'),
      })),
    };
  },
});
