import { uuid } from './fake-people.ts';
import type { Look } from './token-looks.ts';

/** Delegations, hand-overs of the seal, copies: each with its dialogs. */
export const authorityLooks: readonly Look[] = [
  { name: 'authority', scene: 'leader', at: '/authority' },
  { name: 'authority-1920', scene: 'leader', at: '/authority', width: 1920, height: 1080 },
  { name: 'authority-800', scene: 'leader', at: '/authority', width: 800, height: 700 },
  { name: 'authority-clerk', scene: 'clerk', at: '/authority' },
  { name: 'authority-empty', scene: 'empty', at: '/authority' },
  {
    name: 'delegate',
    scene: 'leader',
    at: '/authority',
    act: async (page) => {
      await page.getByRole('button', { name: 'Giao quyền ký' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio').first().check();
      await dialog.getByLabel('Hình thức ký').selectOption('TUQ.');
      await dialog.getByLabel('Loại văn bản').selectOption('chosen');
      await dialog.getByLabel('Giấy mời').check();
      await dialog.getByLabel('Văn bản làm căn cứ').fill('Giấy ủy quyền số 09/GUQ-UBND');
      await dialog.getByRole('button', { name: 'Giao quyền ký' }).click();
      await dialog.getByText('phải có ngày kết thúc').waitFor();
    },
  },
  {
    name: 'delegation-end',
    scene: 'leader',
    at: '/authority',
    act: (page) =>
      page
        .getByRole('button', { name: /^Thôi giao/ })
        .first()
        .click(),
  },
  {
    name: 'hand-over',
    scene: 'clerk',
    at: '/authority',
    act: (page) => page.getByRole('button', { name: 'Bàn giao dấu' }).click(),
  },
  {
    name: 'take-back',
    scene: 'clerk',
    at: '/authority',
    act: (page) =>
      page
        .getByRole('button', { name: /^Nhận lại dấu/ })
        .first()
        .click(),
  },
  {
    name: 'sign-no-authority',
    scene: 'deputy',
    at: `/outgoing?view=submitted&id="${uuid(3002)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Ký', exact: true }).click();
      await page.getByRole('dialog').getByText('Phạm Văn Thạo').waitFor();
    },
  },
  {
    name: 'make-copy',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3008)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Thêm thao tác' }).last().click();
      await page.getByRole('menuitem', { name: 'Sao văn bản' }).click();
    },
  },
  {
    name: 'seal-lent',
    scene: 'clerk',
    at: `/outgoing?view=numbered&id="${uuid(3006)}"`,
    act: (page) => page.getByRole('button', { name: 'Ghi số, đóng dấu' }).click(),
  },
];
