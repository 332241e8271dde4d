import type { Appendix, Column } from '../paper/paper.ts';
import type { Seeded } from '../seeded.ts';
import { inventName } from './names.ts';

export type TableKind =
  | 'progress'
  | 'tasks'
  | 'scores'
  | 'inventory'
  | 'people'
  | 'findings'
  | 'budget'
  | 'cases';

const HAMLETS = [
  'Khe Giữa',
  'Vân Sơn',
  'Bản Lươn',
  'Đồng Mít',
  'Nà Khoang',
  'Hang Dơi',
  'Thác Bạc',
  'Tân Lập',
  'Suối Đục',
  'Gò Sim',
];
const TASKS = [
  ['Ban hành văn bản triển khai, phân công đầu mối', 'Văn phòng'],
  ['Rà soát, thống kê số liệu hiện trạng', 'Các phòng chuyên môn'],
  ['Tổ chức tập huấn, hướng dẫn nghiệp vụ', 'Phòng Văn hóa - Xã hội'],
  ['Tuyên truyền trên hệ thống truyền thanh', 'Các thôn'],
  ['Kiểm tra, đôn đốc tại cơ sở', 'Đoàn kiểm tra liên ngành'],
  ['Sơ kết, tổng hợp khó khăn, vướng mắc', 'Văn phòng'],
  ['Cập nhật dữ liệu lên hệ thống dùng chung', 'Công chức phụ trách'],
  ['Tổng kết, báo cáo cấp có thẩm quyền', 'Văn phòng'],
] as const;
const CRITERIA = [
  'Ban hành kế hoạch đúng thời hạn',
  'Tỷ lệ hồ sơ xử lý trên môi trường mạng',
  'Tỷ lệ văn bản được ký số đầy đủ',
  'Mức độ hài lòng của người dân',
  'Công khai, minh bạch thông tin',
  'Chế độ thông tin, báo cáo',
  'Sáng kiến, mô hình mới',
] as const;
const THINGS = [
  'Máy vi tính để bàn',
  'Phòng học bán kiên cố',
  'Kênh mương nội đồng',
  'Tài liệu phông Ủy ban nhân dân',
  'Nhà văn hóa thôn',
  'Máy bơm nước',
  'Đường giao thông thôn',
  'Thiết bị mạng',
] as const;
const FINDINGS = [
  'Chưa niêm yết công khai đầy đủ',
  'Sổ theo dõi ghi chép không liên tục',
  'Trả kết quả chậm, chưa có thư xin lỗi',
  'Chưa cập nhật dữ liệu lên hệ thống',
  'Thiếu biển cảnh báo',
  'Hồ sơ lưu chưa đánh số trang',
] as const;
const BUDGET = [
  'Sửa chữa công trình, trang thiết bị',
  'Mua sắm vật tư, văn phòng phẩm',
  'Tập huấn, hội nghị',
  'Thông tin, tuyên truyền',
  'Hỗ trợ cộng tác viên thôn',
  'Kiểm tra, giám sát',
  'Dự phòng',
] as const;

const column = (title: string, share: number, align: Column['align'] = 'left'): Column => ({
  title,
  share,
  align,
});
const order = column('TT', 0.08, 'centre');

type Maker = (random: Seeded) => {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
};

const money = (value: number) => value.toLocaleString('vi-VN');

const makers: Readonly<Record<TableKind, Maker>> = {
  progress: (random) => ({
    columns: [
      order,
      column('Thôn', 0.3),
      column('Kế hoạch', 0.2, 'right'),
      column('Thực hiện', 0.2, 'right'),
      column('Tỷ lệ (%)', 0.22, 'right'),
    ],
    rows: random.shuffled(HAMLETS).map((hamlet) => {
      const plan = random.between(20, 160);
      const done = Math.round(plan * (0.55 + random.next() * 0.45));
      return [hamlet, String(plan), String(done), ((done / plan) * 100).toFixed(1).replace('.', ',')];
    }),
  }),
  tasks: (random) => ({
    columns: [
      order,
      column('Nội dung công việc', 0.44),
      column('Chủ trì', 0.28),
      column('Hoàn thành', 0.2, 'centre'),
    ],
    rows: TASKS.slice(0, random.between(5, 8)).map(([task, lead], index) => [
      task,
      lead,
      `Tháng ${String(1 + index)}`,
    ]),
  }),
  scores: (random) => ({
    columns: [
      order,
      column('Tiêu chí', 0.5),
      column('Điểm tối đa', 0.2, 'right'),
      column('Tự chấm', 0.22, 'right'),
    ],
    rows: CRITERIA.map((criterion) => {
      const most = random.pick([5, 10, 15, 20]);
      return [criterion, String(most), String(Math.round(most * (0.7 + random.next() * 0.3)))];
    }),
  }),
  inventory: (random) => ({
    columns: [
      order,
      column('Danh mục', 0.36),
      column('Thôn', 0.2),
      column('Số lượng', 0.14, 'right'),
      column('Hiện trạng', 0.22),
    ],
    rows: random
      .shuffled(THINGS)
      .map((thing) => [
        thing,
        random.pick(HAMLETS),
        String(random.between(1, 40)),
        random.pick(['Tốt', 'Cần sửa chữa', 'Xuống cấp nặng', 'Đang sử dụng']),
      ]),
  }),
  people: (random) => ({
    columns: [order, column('Họ và tên', 0.32), column('Đơn vị', 0.32), column('Nhiệm vụ, ghi chú', 0.28)],
    rows: Array.from({ length: random.between(7, 16) }, (_, index) => [
      inventName(random),
      `Thôn ${random.pick(HAMLETS)}`,
      index === 0 ? 'Trưởng nhóm' : random.pick(['Thành viên', 'Thư ký', 'Thành viên']),
    ]),
  }),
  findings: (random) => ({
    columns: [
      order,
      column('Nội dung', 0.46),
      column('Địa điểm', 0.22),
      column('Hạn khắc phục', 0.24, 'centre'),
    ],
    rows: random
      .shuffled(FINDINGS)
      .map((finding) => [finding, `Thôn ${random.pick(HAMLETS)}`, `${String(random.between(3, 15))} ngày`]),
  }),
  budget: (random) => {
    const rows = BUDGET.slice(0, random.between(4, 7)).map((item) => ({
      item,
      value: random.between(8, 320) * 500_000,
    }));
    const total = rows.reduce((sum, row) => sum + row.value, 0);
    return {
      columns: [
        order,
        column('Nội dung chi', 0.5),
        column('Kinh phí (đồng)', 0.24, 'right'),
        column('Ghi chú', 0.18),
      ],
      rows: [...rows.map(({ item, value }) => [item, money(value), '']), ['Tổng cộng', money(total), '']],
    };
  },
  cases: (random) => ({
    columns: [
      order,
      column('Mã hồ sơ', 0.28, 'centre'),
      column('Lĩnh vực', 0.32),
      column('Quá hạn (ngày)', 0.32, 'right'),
    ],
    rows: Array.from({ length: random.between(6, 18) }, () => [
      `MAU.12.${String(random.between(100_000, 999_999))}`,
      random.pick(['Đất đai', 'Hộ tịch', 'Bảo trợ xã hội', 'Đăng ký kinh doanh', 'Xây dựng']),
      String(random.between(1, 12)),
    ]),
  }),
};

const TITLES: Readonly<Record<TableKind, string>> = {
  progress: 'Biểu tổng hợp tiến độ thực hiện',
  tasks: 'Phân công nhiệm vụ và tiến độ',
  scores: 'Bảng tiêu chí và điểm tự đánh giá',
  inventory: 'Bảng thống kê hiện trạng',
  people: 'Danh sách kèm theo',
  findings: 'Tổng hợp tồn tại và thời hạn khắc phục',
  budget: 'Tổng hợp kinh phí',
  cases: 'Danh sách hồ sơ cần xử lý',
};

/** One appendix with invented figures; rows are numbered, a closing sum is not. */
export function makeTable(kind: TableKind, random: Seeded, numeral?: string): Appendix {
  const { columns, rows } = makers[kind](random);
  const numbered = rows.map((row, index) => [row[0] === 'Tổng cộng' ? '' : String(index + 1), ...row]);
  return { ...(numeral === undefined ? {} : { numeral }), title: TITLES[kind], columns, rows: numbered };
}
