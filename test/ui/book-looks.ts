import type { Look } from './token-looks.ts';

/** Sổ đăng ký: books in all hands, lost numbers, and their dialogs. */
export const bookLooks: readonly Look[] = [
  { name: 'books', scene: 'clerk', at: '/books' },
  { name: 'books-800', scene: 'clerk', at: '/books', width: 800, height: 700 },
  { name: 'books-offline', scene: 'offline', at: '/books' },
  { name: 'books-administrator', scene: 'administrator', at: '/books' },
  { name: 'books-notice', scene: 'clerk', at: '/outgoing?view=signed' },
  {
    name: 'books-take',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'Giữ Sổ văn bản đến' }).click(),
  },
  {
    name: 'incident-keep',
    scene: 'clerk',
    at: '/books',
    act: (page) => page.getByRole('button', { name: 'Giữ số 1206/UBND-VP' }).click(),
  },
];
