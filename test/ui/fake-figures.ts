import type {
  BookCounts,
  CountedDocument,
  DocumentsReport,
  ExchangeReport,
  FigureRow,
  ShortfallRow,
} from '../../src/shared/contract/report.ts';
import { Instant, LocalDate, type Month, OutgoingId, UnitId } from '../../src/shared/domain/core/values.ts';
import { monthsWithin } from '../../src/shared/domain/report/classified-count.ts';
import { type Figure, figures, type Shortfall } from '../../src/shared/domain/report/exchange-figures.ts';
import { type Office, type Operations, page, performed } from './fake-office.ts';
import { person, uuid } from './fake-people.ts';

const units = [
  { unit: UnitId.parse(uuid(7001)), name: 'Phòng Kinh tế' },
  {
    unit: UnitId.parse(uuid(7002)),
    name: 'Phòng Văn hóa, Thể thao và Truyền thanh cơ sở Ễn Ỡm',
  },
  { unit: UnitId.parse(uuid(7003)), name: 'Văn phòng HĐND và UBND' },
  { unit: 'none' as const },
];
type Shares = Readonly<Record<Figure, readonly [met: number, counted: number]>>;
const sharesOf = (scale: number): Shares => ({
  electronic: [scale * 11 - 2, scale * 11],
  'to-province': [scale * 3 - (scale > 2 ? 1 : 0), scale * 3],
  'between-agencies': [scale * 8 - 1, scale * 8],
  'in-time': [scale * 10, scale * 11],
  'signed-by-person': [scale * 10, scale * 10],
  'signed-by-agency': [scale * 11 - 2, scale * 11 - 2],
});
const rowOf = (shares: Shares, issuedCount: number, paperTooCount = 0): FigureRow => ({
  counts: Object.fromEntries(
    figures.map((figure) => [figure, { met: shares[figure][0], counted: shares[figure][1] }]),
  ) as FigureRow['counts'],
  ...{ issuedCount, paperTooCount },
});
const nothing = rowOf(
  Object.fromEntries(figures.map((figure) => [figure, [0, 0] as const])) as Record<Figure, [number, number]>,
  0,
);

function reportOf({ scene }: Office, months: readonly Month[]): ExchangeReport {
  const scales = [3, 4, 2, 1];
  const rows = units.map((unit, n) => ({
    ...unit,
    ...rowOf(sharesOf(scales[n] ?? 1), (scales[n] ?? 1) * 13, n),
  }));
  const sum = (figure: Figure, of: 'met' | 'counted') =>
    rows.reduce((total, { counts }) => total + counts[figure][of], 0);
  const whole = Object.fromEntries(
    figures.map((figure) => [figure, [sum(figure, 'met'), sum(figure, 'counted')] as const]),
  ) as Shares;
  const isEmpty = scene === 'empty';
  return {
    whole: isEmpty ? nothing : rowOf(whole, 130, 6),
    byUnit: isEmpty ? [] : rows,
    classified: months.map((month, n) => ({
      month,
      ...(n % 2 === 0 && !isEmpty && months.length > 1 && { count: 3 }),
    })),
    asOf: Instant.parse('2026-11-22T08:40:00.000Z'),
  };
}

const lowering: readonly (readonly [Shortfall, readonly string[], number, string])[] = [
  [
    'not-sent',
    ['Ủy ban nhân dân tỉnh Lam Giang', 'Sở Nội vụ', 'Sở Tài chính'],
    5,
    'Tờ trình đề nghị hỗ trợ giống cây vụ đông cho các thôn bị thiệt hại do mưa lũ',
  ],
  ['refused', ['UBND phường Đặng Lễ'], 1, 'Công văn phối hợp rà soát ranh giới thôn Ặt Thượng'],
  [
    'sent-to-some',
    ['Sở Văn hóa, Thể thao và Du lịch'],
    1,
    'Báo cáo kết quả phong trào văn nghệ, thể thao quần chúng năm 2026 và phương hướng, nhiệm vụ năm 2027',
  ],
  ['late', [], 0, 'Thông báo lịch tiếp công dân tháng 12'],
];

const counted: readonly CountedDocument[] = [
  'Triển khai kế hoạch phòng, chống thiên tai và tìm kiếm cứu nạn năm 2027 trên địa bàn các bản Khặn, Ễm, Nà Ỡ',
  'Rà soát hộ nghèo, hộ cận nghèo năm 2026',
  'Giấy mời họp giao ban tuần 48',
].map((subject, n) => ({
  ...{ documentId: uuid(1000 + n), reference: `${String(412 + n)}/UBND-VP`, subject, typeName: 'Công văn' },
  ...{ day: LocalDate.parse('2026-11-18'), standing: n === 0 ? 'late' : 'open' },
}));

const bookCounts = (scale: number): BookCounts => {
  const counts = (n: number) => ({ done: 3 * n * scale, open: n * scale, late: n, ended: n > 6 ? 1 : 0 });
  const group = (names: readonly string[]) =>
    names.map((name, n) => ({ key: name, name, counts: counts(12 - 4 * n) }));
  return {
    whole: counts(scale === 0 ? 0 : 24),
    by: {
      type: group(scale === 0 ? [] : ['Công văn', 'Quyết định', 'Giấy mời']),
      unit: group(
        scale === 0 ? [] : ['Văn phòng HĐND và UBND', 'Phòng Kinh tế', 'Trung tâm Phục vụ hành chính công'],
      ),
      state: group(scale === 0 ? [] : ['Đã xong', 'Đang xử lý', 'Đã giao']),
    },
  };
};
const documentsReport = (isEmpty: boolean): DocumentsReport => ({
  incoming: bookCounts(isEmpty ? 0 : 3),
  outgoing: bookCounts(isEmpty ? 0 : 2),
});

/** Figures of a commune, with two below their targets, and the documents behind them. */
export function figureOperations(office: Office): Operations {
  const rows = lowering.map(
    ([reason, addressees, addresseeCount, subject], n): ShortfallRow => ({
      documentId: OutgoingId.parse(uuid(3000 + n)),
      ...{ reference: `${String(1180 + n)}/UBND-KT`, issuedOn: LocalDate.parse(`2026-11-1${String(9 - n)}`) },
      ...{ typeName: 'Công văn', subject, drafter: person(n % 3 === 0 ? 5 : 2) },
      ...(n !== 3 && { unitName: units[n]?.name ?? '' }),
      ...{ reason, addressees: [...addressees], addresseeCount },
    }),
  );
  const isEmpty = office.scene === 'empty';
  return {
    'report.countExchange': ({ from, to }) => reportOf(office, monthsWithin(from, to)),
    'report.listShortfalls': ({ figure, ...rest }) =>
      page(
        isEmpty || figure.startsWith('signed')
          ? []
          : rows.filter(({ reason }) => (figure === 'in-time') === (reason === 'late')),
        rest,
      ),
    'report.countDocuments': () => documentsReport(isEmpty),
    'report.listDocuments': ({ limit }) => ({
      rows: isEmpty ? [] : counted.slice(0, limit),
      count: isEmpty ? 0 : 3,
    }),
    'report.exportDocuments': ({ format }) => ({ name: `Báo cáo văn bản.${format}`, content: 'UEsDBA==' }),
    'report.listClassifiedCounts': () => [
      { count: 3, by: person(0), at: Instant.parse('2026-11-02T02:10:00.000Z') },
      { count: 2, by: person(0), at: Instant.parse('2026-11-01T02:10:00.000Z') },
    ],
    'report.exportSummary': ({ format }) => ({ name: `Báo cáo tổng hợp.${format}`, content: 'UEsDBA==' }),
    'report.exportExchange': ({ format }) => ({ name: `Báo cáo liên thông.${format}`, content: 'UEsDBA==' }),
    'report.recordClassifiedCount': () => {
      office.announce({ type: 'changed', areas: ['office', 'sync'] });
      return performed();
    },
  };
}
