import type { Seeded } from '../seeded.ts';

const FAMILY = [
  'Trịnh',
  'Lương',
  'Đinh',
  'Quách',
  'Bùi',
  'Hà',
  'Lục',
  'Cầm',
  'Mạc',
  'Đàm',
  'Phùng',
  'Vi',
  'Ngân',
  'Tạ',
];
const MEN = [
  'Văn Khoát',
  'Đức Thuyên',
  'Quang Huấn',
  'Minh Tuyến',
  'Xuân Ngọ',
  'Hữu Thạc',
  'Bá Dưỡng',
  'Công Lễ',
  'Trọng Ngữ',
  'Thế Vĩnh',
];
const WOMEN = ['Thị Nhẫn', 'Thị Hợi', 'Thanh Mẫn', 'Thị Ngát', 'Bích Ngự', 'Thị Lượt', 'Kim Thoan', 'Thị Vẻ'];

/** An invented full name. */
export function inventName(random: Seeded): string {
  const given = random.next() < 0.6 ? random.pick(MEN) : random.pick(WOMEN);
  return `${random.pick(FAMILY)} ${given}`;
}
