import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { CODE, SECRET } from './fake-lock.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const { called } = shown;
const PATIENCE = { timeout: 120_000 };

const rows = (page: Page) => page.locator('[role=row][data-key]');
const selected = (page: Page) => page.locator('[role=row][aria-selected=true]').getAttribute('data-key');

/** What Unikey sends for "á" typed as "as": the letter, then Backspace and the letter with its mark. */
async function typeWithUnikey(page: Page): Promise<void> {
  await page.keyboard.press('a');
  await page.keyboard.press('s');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.insertText('á');
}

test(
  'the arrow keys walk the list, the document follows, and only keys of the registry act',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/incoming?view=arrived');
    await rows(page).first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await selected(page)).toBe(uuid(1001));
    await page.keyboard.press('End');
    expect(await selected(page)).toBe(uuid(1004));
    await page.keyboard.press('Home');
    expect(await selected(page)).toBe(uuid(1000));
    await typeWithUnikey(page);
    expect(await selected(page)).toBe(uuid(1000));
    expect(page.url()).toContain('/incoming');
    await page.keyboard.press('F7');
    await page.locator('[data-pane=side]').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+e');
    expect(await page.getByLabel('Tìm văn bản').evaluate((box) => box === document.activeElement)).toBe(true);
    await page.context().close();
  },
);

test('a field keeps what a Vietnamese typing program makes of it', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming/new/${uuid(7777)}`);
  const subject = page.getByLabel('Trích yếu');
  await subject.click();
  await page.keyboard.type('Kế hoạch ');
  await typeWithUnikey(page);
  await page.keyboard.type(' cuối');
  expect(await subject.inputValue()).toBe('Kế hoạch á cuối');
  await page.context().close();
});

test(
  'a locked window holds nothing of the work, in sight or in its store, and comes back to where it was',
  PATIENCE,
  async () => {
    const page = await shown.open('locked', `/incoming/new/${uuid(7776)}`);
    const typed = 'Báo cáo dở dang ẰẲẴẶ';
    const subject = page.getByLabel('Trích yếu');
    const unlock = async () => {
      await page.getByLabel('Mật khẩu mở khóa').fill(SECRET);
      await page.keyboard.press('Enter');
      await subject.waitFor();
    };
    const stored = () => page.evaluate(() => JSON.stringify(localStorage));
    // Left from before the profile had a secret.
    await page.evaluate(() => {
      const name = `hamrong:${location.pathname.replace(/[^/]*$/, '')}:form:incoming:x`;
      localStorage.setItem(name, JSON.stringify({ at: 1, values: { subject: 'chữ để lại' } }));
    });
    await unlock();
    await subject.fill(typed);
    await expect.poll(stored).toMatch(/sealed.*sealed/);
    expect(await stored()).not.toMatch(/ẰẲẴẶ|chữ để lại/);
    await page.keyboard.press('Control+Shift+L');
    await page.getByLabel('Mật khẩu mở khóa').waitFor();
    expect(await page.content()).not.toContain('ẰẲẴẶ');
    expect(await stored()).not.toContain('ẰẲẴẶ');
    await unlock();
    expect(await subject.inputValue()).toBe(typed);
    // The application does not say how the profile stands: nothing is drawn of the work, nor asked for, and it comes by itself when it is answered.
    const asked: string[] = [];
    page.on('request', (request) => {
      const [, name] = /rpc\/(.+)$/.exec(request.url()) ?? [];
      if (name !== undefined) asked.push(name);
    });
    await page.route('**/lock.getStatus', (route) =>
      route.fulfill({
        json: { ok: false, error: { code: 'lock.unreadable', detail: {}, retryable: false } },
      }),
    );
    await page.reload();
    await page.getByText('Chưa biết hồ sơ có đang khóa không').waitFor();
    await page.waitForRequest('**/lock.getStatus');
    expect([new Set(asked), await subject.count()]).toEqual([new Set(['lock.getStatus']), 0]);
    await page.unroute('**/lock.getStatus');
    await page.route('**/lock.getStatus', (route) => route.fulfill({ body: 'gone' }));
    await page.getByText('host.unreachable').waitFor();
    await page.unroute('**/lock.getStatus');
    await subject.waitFor();
    expect(await subject.inputValue()).toBe(typed);
    await page.context().close();
  },
);

test(
  'a secret is offered once before the first work, and the code from the safe opens a locked window',
  PATIENCE,
  async () => {
    const page = await shown.open('newcomer', '/incoming');
    await page.getByText('Khóa hồ sơ này bằng mật khẩu?').waitFor();
    expect(await page.getByLabel('Tìm văn bản').count()).toBe(0);
    // The sheet that is printed bears the code that is shown, and nothing is set before it is on paper.
    await page.getByRole('button', { name: 'Đặt mật khẩu mở khóa' }).click();
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(SECRET);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(SECRET);
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('list', { name: 'Mã khôi phục' });
    await sheet.waitFor();
    const groups = await sheet.getByRole('listitem').allInnerTexts();
    await page.evaluate(() => {
      window.print = () => {
        document.title = document.querySelector('.print-pages')?.textContent ?? '';
      };
    });
    await page.getByRole('button', { name: 'In phiếu' }).click();
    const printed = await page.title();
    expect([groups.length, groups.every((group) => printed.includes(group))]).toEqual([8, true]);
    expect(await page.locator('.print-pages').count()).toBe(0);
    await page.getByRole('button', { name: 'Hủy' }).click();
    await page.getByRole('button', { name: 'Để sau' }).click();
    await page.getByLabel('Tìm văn bản').waitFor();
    await page.reload();
    await page.getByLabel('Tìm văn bản').waitFor();
    await page.context().close();

    const locked = await shown.open('locked', '/incoming');
    // The key locks from the moment that its button stands there.
    await locked.getByRole('button', { name: /Ctrl\+Shift\+L/ }).waitFor();
    await locked.keyboard.press('Control+Shift+L');
    await locked.getByText('Quên mật khẩu mở khóa?').click();
    await locked.getByRole('button', { name: 'Mở bằng mã khôi phục' }).click();
    await locked.getByLabel('Mã khôi phục').fill(CODE.replaceAll('-', ' '));
    await locked.getByLabel('Mật khẩu mới', { exact: true }).fill('hạc trắng bay về');
    await locked.getByLabel('Nhập lại mật khẩu mới').fill('hạc trắng bay về');
    await locked.keyboard.press('Enter');
    await locked.getByLabel('Tìm văn bản').waitFor();
    await locked.context().close();
  },
);

test('closing the window in the middle of a form loses nothing', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming/new/${uuid(7778)}`);
  await page.getByLabel('Trích yếu').fill('Báo cáo dở dang ẰẲẴẶ');
  await page.reload();
  expect(await page.getByLabel('Trích yếu').inputValue()).toBe('Báo cáo dở dang ẰẲẴẶ');
  await page.getByText('Đã lấy lại nội dung gõ dở').waitFor();
  await page.context().close();
});

test('choosing a secrecy level stops, says where to go on, and writes nothing down', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming/new/${uuid(7779)}`);
  await page.getByLabel('Trích yếu').fill('Nội dung không được lưu');
  await page.getByLabel('Độ mật').selectOption('secret');
  await page.getByRole('alert').getByText('Văn bản mật không được nhập').waitFor();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toContain('Nội dung không được lưu');
  await page.getByRole('button', { name: 'Xóa nội dung và tệp đã chọn' }).click();
  await page.getByRole('heading', { name: 'Văn bản đến' }).waitFor();
  expect(await called('clerk', 'incoming.receive')).toEqual([]);
  await page.context().close();
});

test(
  'a clerk drops a file, accepts what was read from it, and registers with Ctrl+Enter',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/incoming?view=arrived');
    // Listening is what lets the browser hand its file chooser over, and that takes a while: it begins before the rows are waited for.
    const choosing = page.waitForEvent('filechooser');
    await rows(page).first().waitFor();
    await page.keyboard.press('Control+n');
    await (await choosing).setFiles({
      name: '412-SKTS.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 mẫu'),
    });
    await page.getByText('gợi ý', { exact: true }).first().waitFor();
    await page.getByText('Có thể đã vào sổ').waitFor();
    await page.getByLabel('Trích yếu').fill('Trích yếu đã sửa');
    await page.getByLabel('Hạn xử lý', { exact: true }).fill('31/02/2027');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Ghi ngày như 20/11/2026.').waitFor();
    await page.getByLabel('Hạn xử lý', { exact: true }).fill('1/3/2027');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã gửi vào sổ: Trích yếu đã sửa').waitFor();
    expect(await called('clerk', 'incoming.register')).toMatchObject([
      { secrecy: 'normal', fields: { subject: 'Trích yếu đã sửa', dueOn: '2027-03-01', codeNumber: '412' } },
    ]);
    await page.context().close();
  },
);

test(
  'a clerk enters a pile of papers: the next form opens by itself, with type and agency kept and nothing else',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/incoming/new/${uuid(7781)}`);
    await page.getByLabel('Chỉ có bản giấy').check();
    await page.getByLabel('Thêm liên tiếp').check();
    await page.getByLabel('Loại văn bản').fill('Tờ trình');
    await page.getByLabel('Cơ quan ban hành').fill('UBND xã An Lĩnh Bắc');
    await page.getByLabel('Trích yếu').fill('Bản thứ nhất');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã gửi vào sổ: Bản thứ nhất').waitFor();
    await page.waitForURL((url) => url.hash.includes('/incoming/new/') && !url.hash.includes(uuid(7781)));
    const values = await Promise.all(
      ['Loại văn bản', 'Cơ quan ban hành', 'Trích yếu', 'Số'].map((name) =>
        page.getByLabel(name, { exact: name === 'Số' }).inputValue(),
      ),
    );
    expect(values).toEqual(['Tờ trình', 'UBND xã An Lĩnh Bắc', '', '']);
    expect(await page.getByLabel('Chỉ có bản giấy').isChecked()).toBe(true);
    await page.getByLabel('Trích yếu').fill('Bản thứ hai');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã gửi vào sổ: Bản thứ hai').waitFor();
    expect(await called('clerk', 'incoming.receive')).toMatchObject([
      {},
      { source: 'paper', fields: { typeName: 'Tờ trình', subject: 'Bản thứ nhất' } },
      { source: 'paper', fields: { typeName: 'Tờ trình', subject: 'Bản thứ hai' } },
    ]);
    await page.context().close();
  },
);

test(
  'a document whose signature is broken offers to be sent back first; registering stands in the menu with its warning',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/incoming?view=arrived&id="${uuid(1003)}"`);
    const bar = page.locator('[data-pane=reading]');
    await bar.getByRole('button', { name: 'Từ chối tiếp nhận' }).waitFor();
    expect(await bar.getByRole('button', { name: 'Vào sổ' }).count()).toBe(0);
    await bar.getByRole('button', { name: 'Thêm thao tác' }).click();
    const register = page.getByRole('menuitem', { name: 'Vào sổ' });
    await register.getByText('Chữ ký không hợp lệ: nên từ chối').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Chữ ký số không hợp lệ, đề nghị gửi lại bản gốc' }).click();
    await dialog.getByRole('button', { name: 'Từ chối văn bản này' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await called('clerk', 'incoming.refuse')).toEqual([
      { documentId: uuid(1003), reason: 'Chữ ký số không hợp lệ, đề nghị gửi lại bản gốc' },
    ]);
    await page.context().close();
  },
);

test('whoever led a finished document opens it again, and it is in his hands', PATIENCE, async () => {
  const page = await shown.open('specialist', `/incoming?view=done&id="${uuid(1011)}"`);
  await page.getByText('Đã kết thúc xử lý').waitFor();
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await page.getByRole('button', { name: 'Kết thúc' }).waitFor();
  expect(await called('specialist', 'incoming.reopen')).toEqual([{ documentId: uuid(1011) }]);
  await page.context().close();
});

test('a clerk lets the sender have a document back', PATIENCE, async () => {
  const page = await shown.open('clerk', `/incoming?view=all&id="${uuid(1011)}"`);
  await page.getByRole('button', { name: 'Đồng ý thu hồi' }).click();
  await page.getByText('Đã thu hồi theo yêu cầu của cơ quan gửi').waitFor();
  expect(await called('clerk', 'incoming.acceptRecall')).toEqual([
    { documentId: uuid(1011), requestId: uuid(700_000), attachmentIds: [] },
  ]);
  await page.context().close();
});

test('a leader directs: one lead, whoever was lead before supports, and the deadline', PATIENCE, async () => {
  const page = await shown.open('leader', `/incoming?view=registered&id="${uuid(1006)}"`);
  await page.getByRole('button', { name: 'Bút phê, giao việc' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ý kiến chỉ đạo').fill('Văn phòng tham mưu.');
  const part = (name: RegExp, choice: string) =>
    dialog.getByRole('radiogroup', { name }).getByRole('radio', { name: choice }).check();
  await part(/^Đỗ Quang Vũ/, 'Chủ trì');
  await part(/^Hoàng Anh Tú/, 'Chủ trì');
  await dialog.getByRole('button', { name: '5 ngày' }).click();
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(await called('leader', 'incoming.direct')).toMatchObject([
    {
      text: 'Văn phòng tham mưu.',
      assignments: [
        { part: 'supporting', dueOn: '2026-11-28' },
        { part: 'lead', dueOn: '2026-11-28', taskId: expect.any(String) },
      ],
    },
  ]);
  await page.context().close();
});

test(
  'a leader signs with F8; a wrong passphrase is told, emptied, and not tried again',
  PATIENCE,
  async () => {
    const page = await shown.open('leader', `/outgoing?view=submitted&id="${uuid(3002)}"`);
    await page.getByRole('button', { name: 'Ký', exact: true }).waitFor();
    await page.keyboard.press('F8');
    const secret = page.getByLabel('Mật khẩu khóa ký');
    await secret.fill('sai');
    await page.keyboard.press('Enter');
    await page.getByText('Mật khẩu của tệp khóa không đúng').waitFor();
    expect(await secret.inputValue()).toBe('');
    await secret.fill('dung');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await called('leader', 'signing.sign')).length).toBe(2);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('dung');
    await page.context().close();
  },
);

test(
  'a clerk takes a number and waits, dispatches with a folded search, and copies number and subject',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/outgoing?view=signed&id="${uuid(3004)}"`);
    await page.getByRole('button', { name: 'Cấp số', exact: true }).click();
    await page.getByText('Chờ cấp số: đã gửi yêu cầu').waitFor();
    await page.goto(`${shown.address('clerk')}#/outgoing?view=sealed&id="${uuid(3007)}"`);
    await page.getByRole('heading', { name: 'Mời họp giao ban tuần 48' }).waitFor();
    await page.keyboard.press('Control+Shift+C');
    await page.getByText('Đã chép: 340/UBND-VP Mời họp giao ban tuần 48').waitFor();
    await page.getByRole('button', { name: 'Phát hành', exact: true }).click();
    // Whom the paper names is chosen, a group of 200 among them; what was not recognised is said, and chooses nobody.
    await page.getByText('Đã chọn 201 nơi nhận').waitFor();
    await page.getByText('Còn 2 nơi trên văn bản chưa nhận ra').waitFor();
    await page.getByRole('button', { name: 'UBND các xã, phường (200)' }).click();
    await page.getByText('Đã chọn 1 nơi nhận').waitFor();
    await page.getByRole('button', { name: 'Sở Kinh tế, Hạ tầng và Đô thị' }).click();
    await page.getByRole('checkbox', { name: 'Gửi thêm bản giấy: Sở Kinh tế, Hạ tầng và Đô thị' }).check();
    await page.getByRole('button', { name: 'Bỏ Sở Kinh tế số', exact: true }).click();
    await page.getByLabel('Tìm cơ quan nhận').fill('dan toc mien nui');
    await page.getByRole('checkbox', { name: 'Ban Dân tộc miền núi Lam Giang' }).check();
    await page.getByRole('button', { name: 'Phát hành tới 2 nơi' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await called('clerk', 'outgoing.issue')).toMatchObject([
      { documentId: uuid(3007), recipients: [uuid(921), uuid(915)], paperTo: [uuid(921)] },
    ]);
    await page.context().close();
  },
);

test(
  'text of a page can be selected and a refused operation can be read and put aside',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/incoming?view=arrived&id="${uuid(1003)}"`);
    await page.locator('figure span', { hasText: 'Độc lập' }).first().waitFor();
    await page.goto(`${shown.address('clerk')}#/sync`);
    await page.getByRole('cell').filter({ hasText: '27/11/2026' }).waitFor();
    await page.getByRole('button', { name: 'Đã xem, cất vào lịch sử' }).click();
    await page.getByText('Đã cất vào lịch sử').waitFor();
    expect((await called('clerk', 'sync.dismiss')).length).toBe(1);
    await page.context().close();
  },
);

test(
  'a file that is not on this machine is asked for where it is missed, and the room for files is set',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/incoming?id="${uuid(1001)}"`);
    await page.locator('[role=row] [title="Tệp chưa tải về máy"]').first().waitFor();
    await page.getByRole('button', { name: 'Tải về' }).click();
    await expect.poll(() => shown.called('clerk', 'file.fetch')).toHaveLength(1);
    await page.goto(`${shown.address('clerk')}#/sync`);
    await page.getByRole('button', { name: 'Đổi dung lượng cho tệp trên máy' }).click();
    await page.getByRole('menuitemradio', { name: 'Tối đa 10 GB' }).click();
    await page.getByText('1,2 GB trong 10 GB').waitFor();
    expect(await shown.called('clerk', 'file.setQuota')).toEqual([{ quotaBytes: 10_000_000_000 }]);
    await page.context().close();
  },
);
