import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const { called } = shown;
const PATIENCE = { timeout: 120_000 };

test(
  'a draft takes from its page what nobody typed, and says when the typed notation is another',
  PATIENCE,
  async () => {
    const page = await shown.open('specialist', `/outgoing/new/${uuid(9990)}`);
    const notation = page.getByLabel('Ký hiệu');
    expect(await notation.inputValue()).toBe('UBND');
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Thêm tệp' }).click();
    await (await choosing).setFiles({
      name: 'du-thao.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 dự thảo'),
    });
    await page.getByText('gợi ý', { exact: true }).first().waitFor();
    expect(await notation.inputValue()).toBe('UBND-VP');
    expect(await page.getByLabel('Trích yếu').inputValue()).toContain('Báo cáo kết quả gửi, nhận');
    await notation.fill('UBND');
    await page.getByText('Trang đầu in ký hiệu "UBND-VP"').waitFor();
    await page.getByRole('button', { name: 'Dùng UBND-VP' }).click();
    expect(await notation.inputValue()).toBe('UBND-VP');
    await page.getByText('Trang đầu in ký hiệu').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Lưu dự thảo' }).click();
    await page.getByText('Đã lưu dự thảo').waitFor();
    expect(await called('specialist', 'outgoing.draft')).toMatchObject([
      { fields: { codeNotation: 'UBND-VP', recipientsText: 'Sở Kinh tế số' } },
    ]);
    await page.context().close();
  },
);

test('a number is given up only with a reason, and the document then says so', PATIENCE, async () => {
  const page = await shown.open('clerk', `/outgoing?view=numbered&id="${uuid(3006)}"`);
  await page.getByRole('button', { name: 'Thêm thao tác' }).last().click();
  await page.getByRole('menuitem', { name: 'Hủy số' }).click();
  const dialog = page.getByRole('dialog');
  const giveUp = dialog.getByRole('button', { name: 'Hủy số 341/UBND-VP' });
  await giveUp.click();
  await dialog.getByText('Mục này bắt buộc').waitFor();
  await dialog.getByRole('button', { name: 'Không đóng dấu được trên tệp đã ký' }).click();
  await giveUp.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Số 341/UBND-VP đã hủy, Nguyễn Thị Lụa').waitFor();
  expect(await called('clerk', 'outgoing.void')).toEqual([
    { documentId: uuid(3006), reason: 'Không đóng dấu được trên tệp đã ký' },
  ]);
  await page.context().close();
});

test(
  'a signature that was not received is told as that, and its file opens beside the reason',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/sync?id="${uuid(7006)}"`);
    await page.getByRole('heading', { name: 'Chữ ký không được nhận' }).waitFor();
    await page.getByText('Tệp đã được thay sau khi bạn mở nó').waitFor();
    await page.getByRole('button', { name: '341-UBND-VP.pdf' }).click();
    await page.locator('figure span', { hasText: 'Độc lập' }).first().waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lưu bản sao' }).first().click();
    expect((await saving).suggestedFilename()).toBe('341-UBND-VP.pdf');
    await page.context().close();
  },
);
