import type { Look } from './token-looks.ts';

/** Lịch sử truy cập, for the administrator. */
export const openingLooks: readonly Look[] = [
  { name: 'openings', scene: 'administrator', at: '/openings' },
  { name: 'openings-800', scene: 'administrator', at: '/openings', width: 800, height: 700 },
  {
    name: 'openings-one',
    scene: 'administrator',
    at: '/openings',
    act: (page) => page.getByRole('button', { name: 'Chỉ xem lượt mở của Văn bản đến số 1198' }).click(),
  },
];
