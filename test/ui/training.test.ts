import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';

const shown = openWindow();
const PATIENCE = { timeout: 120_000 };

test(
  'the first visit leads through five steps, each left by one press, and the second one not',
  PATIENCE,
  async () => {
    const page = await shown.open('specialist');
    for (const step of ['Bạn và cơ quan', 'Khóa ký', 'Tệp trên máy này', 'Màu cửa sổ']) {
      await page.getByRole('heading', { name: step, level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Tiếp', exact: true }).click();
    }
    await page.getByRole('heading', { name: 'Tập việc', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Bắt đầu tập' }).click();
    await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
    await page.getByRole('complementary', { name: 'Tập việc' }).waitFor();
    await page.goto('about:blank');
    await page.goto(shown.address('specialist'));
    await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
    // Once more, from the settings.
    await page.getByRole('link', { name: 'Máy và khóa' }).click();
    await page.getByRole('button', { name: 'Năm bước bắt đầu' }).click();
    await page.getByRole('heading', { name: 'Bạn và cơ quan' }).waitFor();
    await page.getByRole('button', { name: 'Bỏ qua, vào việc' }).click();
    await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
    await page.context().close();
  },
);

test('a real office has no exercises to be done in', PATIENCE, async () => {
  const page = await shown.open('deputy', '/welcome?step=5');
  await page.getByText('Bài tập chỉ có ở tỉnh mẫu').waitFor();
  expect(await page.getByRole('button', { name: 'Bắt đầu tập' }).count()).toBe(0);
  // As if it had been left open by mistake.
  await page.evaluate(() =>
    localStorage.setItem(`hamrong:${location.pathname}:training`, '{"isOpen":true,"begun":{}}'),
  );
  await page.reload();
  await page.getByRole('button', { name: 'Trợ giúp' }).click();
  await page.getByRole('menuitem', { name: 'Phím tắt' }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Tập việc' }).count()).toBe(0);
  expect(await page.getByRole('complementary', { name: 'Tập việc' }).count()).toBe(0);
  await page.context().close();
});
