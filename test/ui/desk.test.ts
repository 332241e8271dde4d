import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const PATIENCE = { timeout: 120_000 };
const incoming = `/incoming?id="${uuid(1000)}"`;

const box = (page: Page) => page.getByRole('combobox', { name: /^Tìm lệnh/ });
async function openPalette(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.keyboard.press('Control+k');
  await box(page).waitFor();
}
const current = (page: Page) => page.locator('[role=option][aria-selected=true]');

test(
  'the first screen of each role counts what waits for it, and each figure leads to its list',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/today');
    await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
    const figures = page.getByRole('list', { name: 'Việc đang chờ' });
    const arrived = figures.getByRole('link', { name: 'Chờ vào sổ' });
    expect(await arrived.textContent()).toMatch(/^5/);
    await arrived.click();
    await page.getByRole('tab', { name: /Chờ vào sổ\s*5/, selected: true }).waitFor();
    expect(await page.locator('[role=row][data-key]').count()).toBe(5);
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByRole('region', { name: 'Chờ phát hành' }).getByRole('link').nth(1).click();
    await page.waitForURL(/#\/outgoing\?view=sealed&id=/);
    await shown.openIn(page, 'leader', '/today');
    await page.getByRole('link', { name: 'Chờ cho ý kiến' }).waitFor();
    expect(await figures.getByRole('link', { name: 'Chờ vào sổ' }).count()).toBe(0);
    await page.context().close();
  },
);

test('the palette finds acts, places, documents and people by letters without marks', PATIENCE, async () => {
  const page = await shown.open('clerk', incoming);
  await page.getByRole('button', { name: 'Vào sổ' }).first().waitFor();
  await openPalette(page);
  expect(await current(page).textContent()).toContain('Vào sổ');
  await page.keyboard.type('so dang ky');
  await page.getByRole('option', { name: /^Sổ đăng ký/ }).waitFor();
  expect(await current(page).textContent()).toContain('Sổ đăng ký');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/books/);
  await openPalette(page);
  await page.keyboard.type('ranh gioi');
  const document = page.getByRole('option', { name: /^Phối hợp xác minh ranh giới/ });
  await document.click();
  await page.waitForURL(/#\/incoming\?view=all&id=/);
  await openPalette(page);
  await page.keyboard.type('hoang anh');
  await page.getByRole('group', { name: 'Người' }).getByText('Hoàng Anh Tú').click();
  await page.waitForURL(/#\/search\?text=Ho/);
  await page.context().close();
});

test(
  'the palette is safe with a typing program, passes over what is forbidden, and gives the focus back',
  PATIENCE,
  async () => {
    const page = await shown.open('specialist', `/incoming?view=all&id="${uuid(1000)}"`);
    await page.getByRole('button', { name: 'Thêm thao tác' }).first().waitFor();
    const row = page.locator('[role=row][data-key]').first();
    await row.focus();
    await openPalette(page);
    // "á" typed as "as": the letter, then Backspace and the letter with its mark.
    await page.keyboard.press('a');
    await page.keyboard.press('Backspace');
    await page.keyboard.insertText('á');
    expect(await box(page).inputValue()).toBe('á');
    await box(page).fill('');
    for (const forbidden of await page.locator('[role=option][aria-disabled=true]').all())
      await forbidden.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await current(page).getAttribute('aria-disabled')).toBe('false');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect
      .poll(() => row.evaluate((element) => element === document.activeElement), { timeout: 30_000 })
      .toBe(true);
    await page.context().close();
  },
);

test(
  'one key leads to each place and back, asks everything anew, and shows the sheet of keys',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/today');
    await page.getByRole('list', { name: 'Việc đang chờ' }).waitFor();
    await page.keyboard.press('Control+3');
    await page.waitForURL(/#\/outgoing/);
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForURL(/#\/today/);
    await page.keyboard.press('Alt+ArrowRight');
    await page.waitForURL(/#\/outgoing/);
    const before = (await shown.called('clerk', 'outgoing.list')).length;
    await page.getByRole('row').first().waitFor();
    await page.keyboard.press('F5');
    await expect
      .poll(async () => (await shown.called('clerk', 'outgoing.list')).length)
      .toBeGreaterThan(before);
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Phím tắt' }).getByText('Ctrl+Shift+C').waitFor();
    // What lies under a dialog does not act.
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toContain('/outgoing');
    await page.context().close();
  },
);

test(
  'the bell opens by its key; the arrows walk it, Enter goes where a notice leads and it is read',
  PATIENCE,
  async () => {
    const page = await shown.open('specialist', '/today');
    await page.getByRole('button', { name: /^Thông báo: 7 chưa đọc/ }).waitFor();
    await page.keyboard.press('Control+b');
    const bell = page.getByRole('dialog', { name: 'Thông báo' });
    await bell.getByRole('heading', { name: /^Đến hạn/ }).waitFor();
    const line = bell.getByRole('link', { name: /Đôn đốc các thôn/ });
    // The keys are heard once the focus has come in.
    await expect.poll(() => bell.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    for (const _step of ['urgent', 'draft', 'task']) await page.keyboard.press('ArrowDown');
    await expect.poll(() => line.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/tasks\?view=all&id=/);
    await page.getByRole('button', { name: /^Thông báo: 6 chưa đọc/ }).click();
    await bell.getByRole('button', { name: 'Đánh dấu đã đọc hết' }).click();
    // What stands behind an open bell is not read out.
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Thông báo: 0 chưa đọc/ }).waitFor();
    await page.context().close();
  },
);

test('an act has the same key wherever it is done, and a forbidden one says why', PATIENCE, async () => {
  const page = await shown.open('leader', `/incoming?view=registered&id="${uuid(1006)}"`);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Bút phê, giao việc' }).waitFor();
  await page.keyboard.press('F4');
  await dialog.getByRole('heading', { name: /^Bút phê/ }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+h');
  await dialog.getByRole('heading', { name: /hồ sơ/ }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('[data-pane=reading]').getByRole('button', { name: 'Thêm thao tác' }).click();
  await page.getByRole('menuitem', { name: 'Đưa vào hồ sơ' }).getByText('Ctrl+Shift+H').waitFor();
  await shown.openIn(page, 'specialist', '/outgoing?view=signed');
  await page.locator('[role=row][data-key]').first().click();
  await page.getByRole('button', { name: 'Cấp số' }).waitFor();
  await page.keyboard.press('Control+Shift+n');
  await page
    .getByRole('status')
    .getByText(/Văn thư/)
    .waitFor();
  expect(await shown.called('specialist', 'outgoing.takeNumber')).toEqual([]);
  await page.context().close();
});
