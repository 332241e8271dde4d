import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { offencesOn } from './judge.ts';

const shown = openWindow();
const PATIENCE = { timeout: 120_000 };

test(
  'an administrator sees from which machines a contained document still has to go, since when, and what is gone',
  PATIENCE,
  async () => {
    const page = await shown.open('administrator', '/sync');
    await page.getByRole('link', { name: 'Cách ly' }).click();
    const places = page.getByRole('table', { name: 'Máy đã có: Văn bản đến số 1187' });
    await page.getByText('Còn 1/3 máy chưa xác nhận đã xóa').waitFor();
    const rows = (await places.getByRole('row').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '));
    // What is left to do stands first.
    expect(rows.slice(1)).toEqual([
      expect.stringMatching(
        /^Máy xách tay .* Đã nhận Chưa xác nhận, đã \d+ ngày liên lạc lần cuối 16:41, 19\/11/,
      ),
      expect.stringMatching(/^VP-MAY-01 .* Đã nhận Đã xác nhận xóa/),
      expect.stringMatching(/^DIA-CHINH-01 .* Có thể đã nhận Máy đã thu hồi/),
    ]);
    await page.getByText('Ủy ban nhân dân xã Vân Khánh Thượng').waitFor();
    await page.getByRole('button', { name: 'Xem các máy đã có Dự thảo chưa có số' }).click();
    await page.getByText('Mọi máy đã xóa.').waitFor();
    expect(await offencesOn(page)).toEqual([]);
    await page.context().close();
  },
);

test(
  'who may not know is told whom to ask; without anything contained there is no place for it',
  PATIENCE,
  async () => {
    const page = await shown.open('specialist', '/containments');
    await page.getByText('Chỉ văn thư, lãnh đạo và quản trị xem được.').waitFor();
    expect(await page.getByRole('link', { name: 'Cách ly' }).count()).toBe(0);
    expect(await shown.called('specialist', 'secrecy.findPlaces')).toEqual([]);
    await page.context().close();
  },
);
