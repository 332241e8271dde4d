import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { person, uuid } from './fake-people.ts';
import { taskIdAt } from './fake-tasks.ts';

const shown = openWindow();
const { called } = shown;
const PATIENCE = { timeout: 120_000 };

test(
  'III.7.b: the whole record of a document is a tab away, what the system fills marked',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/incoming?view=all&id="${uuid(1008)}"`, {
      width: 1920,
      height: 1080,
    });
    await page.locator('[data-pane=side]').getByRole('button', { name: 'Thêm thao tác' }).click();
    await page.getByRole('menuitem', { name: 'Thông tin' }).click();
    const labels = await page.getByRole('tabpanel', { name: 'Thông tin' }).locator('dt').allTextContents();
    expect(labels).toHaveLength(19);
    expect(labels.filter((label) => label.includes('⚙'))).toHaveLength(5);
    await page.context().close();
  },
);

test('a clerk puts a document before a leader, with what he proposes', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming?view=registered&id="${uuid(1006)}"`);
  await page.getByRole('button', { name: 'Trình lãnh đạo' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Trình').selectOption(person(4).officialId);
  await dialog.getByLabel('Đề xuất').fill('Đề nghị giao Phòng Kinh tế.');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called('clerk', 'incoming.present'))
    .toMatchObject([
      { documentId: uuid(1006), leaderId: person(4).officialId, text: 'Đề nghị giao Phòng Kinh tế.' },
    ]);
  await page.context().close();
});

test('of what came as a file the clerk exports the status for its sender', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming?view=all&id="${uuid(1009)}"`);
  await page.getByText('Nhận bằng gói tệp').waitFor();
  await page.locator('[data-pane=reading]').getByRole('button', { name: 'Thêm thao tác' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Xuất trạng thái (USB)' }).click();
  expect((await download).suggestedFilename()).toBe('Trạng thái 04 310-CCTL.edxml');
  expect(await called('clerk', 'exchange.exportStatus')).toEqual([{ documentId: uuid(1009) }]);
  await page.context().close();
});

test('Insert sets the flag, and the list of what is flagged shows it', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming?view=all&attention=flagged&id="${uuid(1008)}"`);
  await page.getByRole('button', { name: /Cần chú ý: Có cờ theo dõi/ }).waitFor();
  await page.getByRole('tab', { name: 'Xử lý' }).waitFor();
  await page.keyboard.press('Insert');
  await expect
    .poll(() => called('clerk', 'incoming.flag'))
    .toMatchObject([{ documentId: uuid(1008), isFlagged: true }]);
  await page.context().close();
});

test(
  'III.1.l: a figure of the statistics leads to its tasks, and the filter is taken off again',
  PATIENCE,
  async () => {
    const page = await shown.open('leader', '/tasks/statistics');
    await page.getByRole('link', { name: /Cộng, Đang thực hiện, quá hạn: 4/ }).click();
    await page.getByText(/Đang thực hiện, quá hạn, giao từ/).waitFor();
    await page.locator(`[role=row][data-key="${taskIdAt(1)}"]`).waitFor();
    await page.getByRole('button', { name: 'Bỏ lọc theo thống kê' }).click();
    await page.getByText(/Đang thực hiện, quá hạn, giao từ/).waitFor({ state: 'detached' });
    await page.context().close();
  },
);
