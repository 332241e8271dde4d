import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const { called } = shown;
const PATIENCE = { timeout: 120_000 };

const rowOf = (page: Page, subject: string) => page.locator('tr[data-key]', { hasText: subject });
const ticks = (page: Page) => page.locator('tr[aria-selected=true]').count();

/** Scrolls the page beside the list to its end and waits until that counts as read. */
async function readToEnd(page: Page, subject: string): Promise<void> {
  await page.locator('figure span', { hasText: 'Độc lập' }).first().waitFor();
  await page.getByRole('region', { name: 'Trang văn bản' }).focus();
  await page.keyboard.press('End');
  await rowOf(page, subject).getByText('Đã xem').waitFor();
}

test(
  'a leader walks with the arrow keys; what is read to its end is ticked, and nothing else is signed',
  PATIENCE,
  async () => {
    const page = await shown.open('signing', '/sign');
    await rowOf(page, 'Kết quả chuyển đổi số').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Kiện toàn Tổ công nghệ số cộng đồng thôn Đặng Lễ' }).waitFor();
    await page.keyboard.press(' ');
    expect(await ticks(page)).toBe(0);
    await readToEnd(page, 'Kiện toàn Tổ');
    expect(await ticks(page)).toBe(1);
    await page.keyboard.press(' ');
    await page.getByRole('heading', { name: 'Trả lời đề xuất sửa chữa cầu treo Khe Ỡm' }).waitFor();
    await page.locator('section:focus figure').first().waitFor();
    await page.keyboard.press('Control+Enter');
    const secret = page.getByLabel('Mật khẩu khóa ký');
    await secret.fill('sai');
    await page.keyboard.press('Enter');
    await page.getByText('Mật khẩu của tệp khóa không đúng').waitFor();
    expect(await secret.inputValue()).toBe('');
    await secret.fill('dung');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '1 đã ký' }).waitFor();
    expect((await called('signing', 'signing.startBatch')).at(-1)).toMatchObject({
      items: [{ documentId: uuid(3001) }],
      allowsUnreviewed: false,
    });
    await page.getByRole('button', { name: 'Về danh sách chờ' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Chờ ký' }).waitFor();
    await rowOf(page, 'Kiện toàn Tổ').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('dung');
    await page.context().close();
  },
);

test(
  'signing unread is chosen by hand and said; Space and Ctrl+A tick, a file that must not be signed stays out',
  PATIENCE,
  async () => {
    const page = await shown.open('signing', '/sign');
    await page.getByRole('button', { name: 'Ký cả bản chưa xem' }).click();
    await page.getByText('chữ ký trên bản chưa xem sẽ được ghi lại là ký không xem').waitFor();
    const all = await page.locator('tr[data-key]').count();
    expect(await ticks(page)).toBe(all - 1);
    await rowOf(page, 'Kết quả chuyển đổi số').focus();
    await page.keyboard.press(' ');
    expect(await ticks(page)).toBe(all - 2);
    await rowOf(page, 'Họp giao ban').focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('a');
    await page.keyboard.press('Backspace');
    await page.keyboard.insertText('á');
    expect(await ticks(page)).toBe(all - 2);
    await rowOf(page, 'Họp giao ban').getByText('Không ký được trong lô').waitFor();
    await page.keyboard.press('Control+a');
    expect(await ticks(page)).toBe(all - 1);
    await page.keyboard.press('Shift+F8');
    await page.getByRole('dialog').getByText('Trả lại').first().waitFor();
    await page.context().close();
  },
);

test(
  'a pulled token pauses the batch; it goes on after the secret, and tells what failed',
  PATIENCE,
  async () => {
    const page = await shown.open('paused', '/sign');
    await page.getByRole('button', { name: 'Ký cả bản chưa xem' }).click();
    await page.keyboard.press('F8');
    await page.getByLabel('Mật khẩu khóa ký').fill('dung');
    await page.keyboard.press('Enter');
    await page.getByText('Token đã rút ra, lô được tạm dừng.').waitFor();
    await page.getByText('5 đã ký, 1 lỗi, 1 đang chờ').waitFor();
    const goOn = page.getByRole('button', { name: 'Ký tiếp' });
    await expect
      .poll(() => goOn.evaluate((button) => button === document.activeElement), { timeout: 20_000 })
      .toBe(true);
    await page.reload();
    await page.getByText('Token đã rút ra, lô được tạm dừng.').waitFor();
    await goOn.click();
    await page.getByLabel('Mật khẩu khóa ký').fill('dung');
    await page.keyboard.press('Enter');
    await page.getByText('6 đã ký, 1 lỗi', { exact: true }).waitFor();
    await page.getByText('Tệp đã được thay sau khi bạn mở nó').waitFor();
    await page.getByRole('link', { name: 'Mở trong Văn bản đi' }).click();
    await page.getByRole('heading', { name: 'Phê duyệt danh mục hồ sơ lưu trữ năm 2027' }).waitFor();
    await page.context().close();
  },
);

test('a clerk seals what has its number, and is told when nothing is left', PATIENCE, async () => {
  const page = await shown.open('clerk', '/sign');
  await page.getByRole('button', { name: 'Đóng dấu 1 văn bản' }).click();
  await page.getByLabel('Mật khẩu khóa ký').fill('dung');
  await page.keyboard.press('Enter');
  await page.getByText('1 đã đóng dấu', { exact: true }).waitFor();
  expect(await called('clerk', 'signing.startBatch')).toMatchObject([{ role: 'agency', keyId: 'agency-1' }]);
  await page.getByRole('button', { name: 'Về danh sách chờ' }).click();
  await page.getByText('Không còn văn bản chờ đóng dấu').waitFor();
  await page.context().close();
});
