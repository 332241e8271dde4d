import type { Look } from './token-looks.ts';

/** Thiết lập ký số: everything on one long page, an untouched machine, a narrow one, settings that cannot be read. */
export const setupLooks: readonly Look[] = [
  {
    name: 'setup',
    scene: 'clerk',
    at: '/setup',
    height: 1700,
    act: async (page) => {
      await page.getByRole('button', { name: 'Hỏi thử địa chỉ 1' }).click();
      await page.getByRole('button', { name: 'Hỏi thử địa chỉ 2' }).click();
      await page.getByText('Cấp được dấu thời gian').waitFor();
      await page.getByRole('button', { name: 'Thêm địa chỉ' }).click();
      await page.getByRole('textbox', { name: 'Địa chỉ 3' }).fill('tsa.gov.vn');
      await page.getByRole('button', { name: 'Lưu thiết lập' }).click();
      await page.getByText('Ghi đủ từ http://').waitFor();
    },
  },
  { name: 'setup-empty', scene: 'empty', at: '/setup', height: 1300 },
  { name: 'setup-800', scene: 'specialist', at: '/setup', width: 800, height: 700 },
  { name: 'setup-broken', scene: 'broken', at: '/setup' },
];
