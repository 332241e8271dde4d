import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';

const shown = openWindow();
const FROM = '2026-11-01';

test('a leader goes from the rail to a document that lowers a figure, by keyboard alone', async () => {
  const page = await shown.open('leader');
  await page.getByRole('link', { name: 'Báo cáo', exact: true }).focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('button', { name: /^Gửi UBND tỉnh/ });
  await card.focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Gửi UBND tỉnh/, pressed: true }).waitFor();
  await page.getByRole('heading', { name: 'Văn bản làm giảm chỉ tiêu “Gửi UBND tỉnh”' }).waitFor();
  await page.getByText('Ủy ban nhân dân tỉnh Lam Giang, Sở Nội vụ, Sở Tài chính và 2 nơi khác').waitFor();
  await page.getByRole('link', { name: 'Mở văn bản 1180/UBND-KT' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/outgoing\?/);
});

test('the period before is asked for by its own days, and stands in the address', async () => {
  const page = await shown.open('clerk', '/reports?kind="quarter"');
  await page.getByText('Quý IV/2026').waitFor();
  await page.getByRole('button', { name: 'Kỳ trước' }).click();
  await page.getByText('Quý III/2026').waitFor();
  expect(await shown.called('clerk', 'report.countExchange')).toContainEqual({
    from: '2026-07-01',
    to: '2026-09-30',
  });
  await page.getByLabel('Kỳ báo cáo').selectOption('half');
  await page.getByText('6 tháng cuối năm 2026').waitFor();
  expect(page.url()).toContain('half');
  await page.getByLabel('Kỳ báo cáo').selectOption('chosen');
  await page.getByLabel('Đến hết ngày').first().fill('01/07/2025');
  await page.getByRole('button', { name: 'Xem kỳ này' }).click();
  await page.getByText('dài nhất 366 ngày').waitFor();
});

test('the documents of one unit are asked for, and the sheet is saved', async () => {
  const page = await shown.open('clerk', '/reports');
  await page.getByLabel('Đơn vị soạn thảo').selectOption({ label: 'Phòng Kinh tế' });
  await page.getByText('39 văn bản đi trong kỳ').waitFor();
  const asked = await shown.called('clerk', 'report.listShortfalls');
  expect(asked.at(-1)).toMatchObject({ from: FROM, figure: 'electronic', unit: expect.any(String) });
  await page.getByRole('button', { name: 'Xuất báo cáo liên thông' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Excel (.xlsx)' }).click();
  expect((await saving).suggestedFilename()).toBe('Báo cáo liên thông.xlsx');
});

test('the clerk types in the count of a month; a wrong one is told and stays', async () => {
  const page = await shown.open('clerk', '/reports');
  await page.getByRole('button', { name: 'Nhập số lượng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('3 · Nguyễn Thị Lụa, 09:10, 02/11/2026').waitFor();
  await dialog.getByLabel('Số văn bản mật đã ban hành').fill('ba');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Nhập một số từ 0 đến 100.000.').waitFor();
  await dialog.getByLabel('Số văn bản mật đã ban hành').fill('5');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await shown.called('clerk', 'report.recordClassifiedCount')).toMatchObject([
    { month: '2026-11', count: 5 },
  ]);
});

test('who does not hold every document has no such place, and is told why at its address', async () => {
  const page = await shown.open('specialist', '/reports');
  await page.getByText('Chỉ Văn thư và Lãnh đạo xem được báo cáo').waitFor();
  expect(await page.getByRole('link', { name: 'Báo cáo' }).count()).toBe(0);
  expect(await shown.called('specialist', 'report.countExchange')).toEqual([]);
});
