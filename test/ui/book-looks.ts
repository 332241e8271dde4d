import type { Look } from './token-looks.ts';

/** Sổ đăng ký: books in all hands, lost numbers, and their dialogs. */
export const bookLooks: readonly Look[] = [
  { name: 'books', scene: 'clerk', at: '/books' },
  { name: 'books-800', scene: 'clerk', at: '/books', width: 800, height: 700 },
  { name: 'books-offline', scene: 'offline', at: '/books' },
  { name: 'books-administrator', scene: 'administrator', at: '/books' },
  {
    name: 'books-close',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'Đóng Sổ văn bản đi' }).click(),
  },
  {
    name: 'books-print',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'In, xuất Sổ văn bản đi năm 2026' }).click(),
  },
  { name: 'books-notice', scene: 'clerk', at: '/outgoing?view=signed' },
  {
    name: 'books-take',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'Giữ Sổ văn bản đến' }).click(),
  },
  {
    name: 'books-give-up',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'Hủy số không về của Sổ văn bản đến' }).click(),
  },
  {
    name: 'incident-keep',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'Giữ số 1206/UBND-VP' }).click(),
  },
  {
    name: 'books-apart',
    scene: 'administrator',
    at: '/books',
    act: async (page) => {
      await page.getByRole('button', { name: 'Mở sổ riêng' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Tên sổ').fill('Sổ quyết định của Chủ tịch UBND xã');
      await dialog.getByLabel('Quyết định').check();
      await dialog.getByRole('button', { name: 'Mở sổ riêng' }).click();
      await dialog.getByText('sẽ trùng số').waitFor();
    },
  },
];
