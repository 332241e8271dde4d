import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const PATIENCE = { timeout: 120_000 };

test(
  'another key is chosen for an act, a taken or bare one is refused, and the first comes back',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/machine');
    await page.getByRole('button', { name: 'Đổi phím tắt' }).click();
    const dialog = page.getByRole('dialog', { name: 'Đổi phím tắt' });
    const change = dialog.getByRole('button', { name: 'Đổi phím của Trợ giúp của màn hình' });
    await change.click();
    const ask = dialog.getByRole('button', { name: /^Nhấn phím mới/ });
    await ask.waitFor();
    await page.keyboard.press('Control+k');
    await dialog.getByText('Ctrl+K đang là phím của “Bảng lệnh”').waitFor();
    await page.keyboard.press('u');
    await dialog.getByText('U không dùng được: bộ gõ').waitFor();
    await page.keyboard.press('Control+Shift+U');
    await dialog.getByText('Trợ giúp của màn hình: Ctrl+Shift+U.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const help = page.getByRole('dialog', { name: 'Trợ giúp' });
    // Kept on this machine: the window begun anew knows it, and the first key does nothing any more.
    await page.reload();
    await page.getByRole('button', { name: 'Đổi phím tắt' }).waitFor();
    await page.keyboard.press('F1');
    await page.keyboard.press('Control+Shift+U');
    await help.waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Đổi phím tắt' }).click();
    await dialog.getByRole('button', { name: 'Trả phím của Trợ giúp' }).click();
    await dialog.getByText('Trợ giúp của màn hình: F1.').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('F1');
    await help.waitFor();
    await page.context().close();
  },
);

/** What Unikey sends for "a", "s" in Telex: the letter, then Backspace and the letter with its mark. */
async function typeAsUnikey(page: Page, cdp: CDPSession): Promise<void> {
  await page.keyboard.press('a');
  const back = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...back });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...back });
  await cdp.send('Input.insertText', { text: 'á' });
}

test(
  'a typing program writes its letters into every kind of field, and nothing else comes of it',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/incoming/${uuid(1000)}/register`);
    const cdp = await page.context().newCDPSession(page);
    await page.getByRole('button', { name: 'Vào sổ', exact: true }).waitFor();
    const fields = {
      'one line': page.getByLabel('Người ký', { exact: true }),
      'several lines': page.getByLabel('Trích yếu'),
      offered: page.getByLabel('Cơ quan ban hành'),
      'a day': page.getByLabel('Ngày văn bản').first(),
      search: page.getByRole('searchbox', { name: 'Tìm văn bản' }),
    };
    for (const [kind, field] of Object.entries(fields)) {
      const before = await field.inputValue();
      await field.focus();
      await page.keyboard.press('End');
      if (kind === 'several lines') await page.keyboard.press('Control+End');
      await typeAsUnikey(page, cdp);
      await expect.poll(() => field.inputValue(), { message: kind }).toBe(`${before}á`);
    }
    expect(page.url()).toContain('/register');
    await page.keyboard.press('F1');
    const help = page.getByRole('searchbox', { name: 'Tìm trong trợ giúp' });
    await help.focus();
    await typeAsUnikey(page, cdp);
    expect(await help.inputValue()).toBe('á');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('combobox', { name: /^Tìm lệnh/ });
    await palette.waitFor();
    await typeAsUnikey(page, cdp);
    expect(await palette.inputValue()).toBe('á');
    await page.keyboard.press('Escape');
    // The list has no field: letters and Backspace do nothing there.
    await page.goto('about:blank');
    await page.goto(`${shown.address('clerk')}#/incoming?id="${uuid(1000)}"`);
    const row = page.locator('[role=row][data-key]').first();
    await row.focus();
    const [url, rows] = [page.url(), await page.locator('[role=row][data-key]').count()];
    await typeAsUnikey(page, cdp);
    expect([page.url(), await page.locator('[role=row][data-key]').count()]).toEqual([url, rows]);
    expect(await row.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  },
);
