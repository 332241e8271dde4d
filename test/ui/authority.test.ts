import { expect, test } from 'vitest';
import { openWindow } from './browser.ts';
import { uuid } from './fake-people.ts';

const shown = openWindow();
const { called } = shown;
const PATIENCE = { timeout: 120_000 };
/** A loaded machine draws slowly. */
const WAITING = { timeout: 30_000 };

test(
  'the head delegates by keyboard, is told what the rule forbids, and ends it by name',
  PATIENCE,
  async () => {
    const page = await shown.open('leader', '/authority');
    const add = page.getByRole('button', { name: 'Giao quyền ký' });
    await add.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    const official = dialog.getByRole('searchbox', { name: 'Tìm người' });
    // Whoever types before the form stands types into nothing.
    await official.waitFor();
    await dialog.getByRole('radio').first().waitFor();
    expect(await dialog.getByRole('radio', { name: /^Phạm Văn Thạo/ }).count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Mục này bắt buộc').first().waitFor();
    // Letters that leave one choose him.
    await official.fill('hoang anh tu');
    await dialog.getByRole('radio', { name: /^Hoàng Anh Tú/, checked: true }).waitFor();
    await dialog.getByLabel('Văn bản làm căn cứ').fill('Giấy ủy quyền số 09/GUQ-UBND');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Ký thay (KT.) chỉ giao cho cấp phó').waitFor();
    await dialog.getByLabel('Hình thức ký').selectOption('TUQ.');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Thừa ủy quyền (TUQ.) phải có ngày kết thúc').waitFor();
    await dialog.getByRole('textbox', { name: 'Đến hết ngày' }).fill('15/12');
    await dialog.getByLabel('Loại văn bản').selectOption('chosen');
    await dialog.getByLabel('Giấy mời').check();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await called('leader', 'office.delegate')).toMatchObject([
      {
        officialId: uuid(14),
        form: 'TUQ.',
        typeNames: ['Giấy mời'],
        from: '2026-11-23',
        to: '2026-12-15',
        basis: 'Giấy ủy quyền số 09/GUQ-UBND',
      },
    ]);
    await page.getByText('23/11/2026 – 15/12/2026').waitFor();

    await page.getByRole('button', { name: 'Thôi giao cho Lê Thị Mẫn' }).click();
    await dialog.getByText('Lê Thị Mẫn (KT. Ký thay) ký lần cuối trong ngày 23/11/2026').waitFor();
    await dialog.getByRole('button', { name: 'Thôi giao cho Lê Thị Mẫn' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await called('leader', 'office.endDelegation')).toEqual([
      { delegationId: uuid(6001), lastDay: '2026-11-23' },
    ]);
    await page.context().close();
  },
);

test(
  'a specialist who is named in nothing has no such place; who may not change it is told why',
  PATIENCE,
  async () => {
    const empty = await shown.open('empty', '/authority');
    await empty.getByText('Chưa giao quyền ký cho ai').waitFor();
    await empty.getByText('Chỉ người đứng đầu cơ quan (hoặc quản trị theo văn bản giao)').waitFor();
    expect(await empty.getByRole('button', { name: 'Giao quyền ký' }).count()).toBe(0);
    await empty.context().close();
    const specialist = await shown.open('specialist', '/incoming');
    await specialist.getByRole('link', { name: 'Gốc tin cậy' }).waitFor();
    expect(await specialist.getByRole('link', { name: 'Ủy quyền, dấu' }).count()).toBe(0);
    await specialist.context().close();
  },
);

test(
  'the clerk hands the seal over with its papers, sees it where he seals, and takes it back',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/authority');
    await page.getByRole('button', { name: 'Nhận lại dấu từ Hoàng Anh Tú' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Nhận lại dấu từ Hoàng Anh Tú' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await called('clerk', 'office.takeBackSeal')).toEqual([{ handoverId: uuid(6101) }]);

    await page.getByRole('button', { name: 'Bàn giao dấu' }).click();
    const official = dialog.getByLabel('Người nhận dấu');
    expect(await official.locator('option', { hasText: 'Nguyễn Thị Lụa' }).count()).toBe(0);
    await official.selectOption({ label: 'Đỗ Quang Vũ, Chuyên viên Phòng Kinh tế' });
    await dialog.getByLabel('Từ giờ').fill('8h');
    await dialog.getByRole('textbox', { name: 'Đến ngày' }).fill('25/11/2026');
    await dialog.getByLabel('Văn bản cho phép').fill('Giấy ủy quyền số 12/GUQ-UBND');
    await dialog.getByLabel('Biên bản bàn giao').fill('Biên bản số 04/BB-VP');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Ghi giờ như 08:30').waitFor();
    await dialog.getByLabel('Từ giờ').fill('08:00');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await called('clerk', 'office.handOverSeal')).toMatchObject([
      {
        officialId: uuid(13),
        from: '2026-11-23T01:00:00.000Z',
        to: '2026-11-25T10:00:00.000Z',
        permission: 'Giấy ủy quyền số 12/GUQ-UBND',
        minutes: 'Biên bản số 04/BB-VP',
      },
    ]);

    await page.getByRole('link', { name: 'Ký số' }).click();
    await page.getByText('Dấu đang giao cho Đỗ Quang Vũ đến 17:00, 25/11').waitFor();
    await page.context().close();
  },
);

test(
  'the clerk changes who gives the time and takes it back, asks an address, and has a paper tried again',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/setup');
    await page.getByRole('button', { name: 'Hỏi thử địa chỉ 2' }).click();
    await page.getByText('Không trả lời (quá thời gian chờ), sau 30 giây').waitFor();
    await page.getByRole('button', { name: 'Đưa địa chỉ 2 lên' }).click();
    await page.getByLabel('B-LTA').check();
    await page.getByRole('button', { name: 'Lưu thiết lập' }).click();
    await page.getByText('Chữ ký từ bây giờ theo mức B-LTA').waitFor();
    const [first, second] = ['http://tsa.ca.gov.vn', 'http://tsa.lamgiang.local:8080/tsr'];
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.getByRole('button', { name: 'Hoàn tác' }).waitFor({ state: 'detached' });
    expect(await called('clerk', 'signing.saveSettings')).toEqual([
      { authorities: [second, first], level: 'B-LTA' },
      { authorities: [first, second], level: 'B-LT' },
    ]);
    await page.getByRole('button', { name: 'Bỏ địa chỉ 2' }).click();
    await page.getByRole('button', { name: 'Bỏ địa chỉ 1' }).click();
    await page.getByRole('button', { name: 'Lưu thiết lập' }).click();
    await page.getByText('Mức B-T trở lên cần ít nhất một địa chỉ').waitFor();

    await page.getByRole('button', { name: 'Bỏ cu_p11.dll' }).click();
    await page.getByText('Đã bỏ cu_p11.dll').waitFor();
    await page.getByRole('button', { name: 'Thử ngay 340/UBND-VP' }).click();
    await page.getByText('Sắp bổ sung').nth(1).waitFor();
    expect(await called('clerk', 'signing.retryExtensions')).toEqual([{ documentId: uuid(3008) }]);
    await page.context().close();
  },
);

test(
  'a deputy without authority is told who gives it and where, and no key is asked for',
  PATIENCE,
  async () => {
    const page = await shown.open('deputy', `/outgoing?view=submitted&id="${uuid(3002)}"`);
    await page.getByRole('button', { name: 'Ký', exact: true }).waitFor();
    await page.keyboard.press('F8');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bạn chưa được giao quyền ký văn bản của cơ quan').waitFor();
    await dialog.getByText('Người giao được: Phạm Văn Thạo, Chủ tịch UBND xã').waitFor();
    expect(await dialog.getByLabel('Mật khẩu khóa ký').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Mở Ủy quyền, dấu' }).click();
    await page.getByRole('heading', { name: 'Ủy quyền, con dấu' }).waitFor();
    await page.context().close();
  },
);

test(
  'the clerk contains a classified document after he has read what goes and what stays; what was typed for it goes too',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/outgoing?view=dispatched&id="${uuid(3008)}"`);
    const typed = `:form:void:${uuid(3008)}`;
    const kept = () =>
      page.evaluate((end) => Object.keys(localStorage).filter((key) => key.endsWith(end)).length, typed);
    await page.evaluate((end) => {
      localStorage.setItem(
        `hamrong:${location.pathname.replace(/[^/]*$/, '')}${end}`,
        '{"at":1,"values":{}}',
      );
    }, typed);
    // Begun forms are read when the window opens.
    await page.reload();
    expect(await kept()).toBe(1);
    await page.getByRole('button', { name: 'Thêm thao tác' }).last().click();
    await page.getByRole('menuitem', { name: 'Cách ly văn bản mật' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Các cơ quan đã nhận cũng mất văn bản này').waitFor();
    await dialog.getByRole('button', { name: 'Cách ly, xóa mọi bản' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction((end) => !Object.keys(localStorage).some((key) => key.endsWith(end)), typed);
    expect(await called('clerk', 'secrecy.contain')).toEqual([{ of: { kind: 'outgoing', id: uuid(3008) } }]);
    await page.context().close();
  },
);

test(
  'the clerk makes an extract of an issued document and comes to the copy, which waits for its number',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', `/outgoing?view=dispatched&id="${uuid(3008)}"`);
    await page.getByRole('button', { name: 'Thêm thao tác' }).last().click();
    await page.getByRole('menuitem', { name: 'Sao văn bản' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Sao y', { exact: true }).isDisabled()).toBe(true);
    const choosing = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Chọn tệp PDF' }).click();
    const bytes = { mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 trích') };
    await (await choosing).setFiles({ name: 'trich.pdf', ...bytes });
    await dialog.getByText('trich.pdf').waitFor();
    await dialog.getByLabel('Nơi nhận bản sao').fill('Sở Kinh tế số; Lưu: VT.');
    await dialog.getByRole('button', { name: 'Lập bản sao TrS-UBND' }).click();
    await page.getByText('…/TrS-UBND').first().waitFor();
    await page.getByRole('button', { name: 'Cấp số' }).waitFor();
    expect(await called('clerk', 'outgoing.makeCopy')).toMatchObject([
      {
        form: 'trich-sao',
        source: { kind: 'outgoing', id: uuid(3008) },
        main: { file: { name: 'trich.pdf' } },
        decidedBy: uuid(12),
        recipientsText: 'Sở Kinh tế số; Lưu: VT.',
      },
    ]);
    await page.context().close();
  },
);

test(
  'the clerk takes a book along, gives one back, and decides on numbers that were lost',
  PATIENCE,
  async () => {
    const page = await shown.open('clerk', '/books');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Giữ Sổ văn bản đến' }).click();
    await dialog.getByRole('textbox', { name: 'Giữ đến hết ngày' }).fill('15/12/2026');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('không quá 14 ngày và không qua ngày 31/12/2026').waitFor();
    await dialog.getByRole('textbox', { name: 'Giữ đến hết ngày' }).fill('27/11');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Máy này giữ đến hết 27/11/2026').waitFor();
    await page.getByRole('button', { name: 'Trả Sổ văn bản đi' }).click();
    await dialog.getByText('Còn 3 số chưa gửi').waitFor();
    await dialog.getByRole('button', { name: 'Trả Sổ văn bản đi' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await called('clerk', 'register.returnLease')).toMatchObject([{ epoch: 4 }]);

    await page.getByRole('button', { name: 'Hủy số không về của Sổ văn bản đến' }).click();
    await dialog.getByText('Số 2213 đến 2215 (3 số)').waitFor();
    await dialog.getByRole('button', { name: 'Máy đã cấp số bị hỏng' }).click();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const [given] = await called('clerk', 'register.voidMissing');
    expect(given).toMatchObject({ from: 2213, reason: 'Máy đã cấp số bị hỏng, không khôi phục được' });
    await page.getByText('đang chờ các máy gửi lại').waitFor({ state: 'detached' });

    expect(await page.getByRole('button', { name: 'Giữ số 1207/UBND-VP' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Xem bản đã đóng dấu số 1206/UBND-VP' }).click();
    await dialog.getByText('Trang 1/1').waitFor();
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('button', { name: 'Giữ số 1206/UBND-VP' }).click();
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Mục này bắt buộc').waitFor();
    await dialog.getByRole('button', { name: 'Lãnh đạo cơ quan đồng ý ngày 23/11/2026' }).click();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const [kept] = await called('clerk', 'register.keepNumber');
    expect(kept).toMatchObject({ basis: 'Lãnh đạo cơ quan đồng ý ngày 23/11/2026', sealed: {} });
    await page.getByRole('button', { name: 'Hủy số 1204/UBND-VP' }).click();
    await dialog.getByLabel('Lý do').fill('Đã thu hồi bản giấy');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await called('clerk', 'register.voidNumber')).toMatchObject([{ reason: 'Đã thu hồi bản giấy' }]);
    await page.context().close();
  },
);

test(
  'the administrator withdraws a book with a reason and opens those of the new year; a leader has no such place',
  PATIENCE,
  async () => {
    const page = await shown.open('administrator', '/books');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Thu hồi Sổ văn bản đi' }).click();
    await dialog.getByText('Số mà Nguyễn Hoàng Phương Ễn Thị Bích Trâm Ỡm đã cấp').waitFor();
    await dialog.getByRole('button', { name: 'Máy hỏng hoặc bị mất' }).click();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await called('administrator', 'register.withdrawLease')).toMatchObject([
      { epoch: 4, reason: 'Máy hỏng hoặc bị mất' },
    ]);
    await page.getByRole('button', { name: 'Mở sổ năm 2027' }).click();
    await dialog.getByText('Sổ văn bản đi, Sổ văn bản đến, Sổ bản sao').waitFor();
    await dialog.getByRole('button', { name: 'Mở sổ năm 2027' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await called('administrator', 'register.open')).toMatchObject(
      ['outgoing', 'incoming', 'copies'].map((book) => ({ book, year: 2027, openedOn: '2027-01-01' })),
    );
    expect(await page.getByRole('heading', { name: 'Sự cố số' }).count()).toBe(0);
    await page.context().close();
    const leader = await shown.open('leader', '/incoming');
    await leader.getByRole('link', { name: 'Gốc tin cậy' }).waitFor();
    expect(await leader.getByRole('link', { name: 'Sổ đăng ký' }).count()).toBe(0);
    await leader.context().close();
  },
);

test(
  'the administrator reads who opened what, of one document alone, and the head of the log; whoever rests on a document has opened it',
  PATIENCE,
  async () => {
    const clerk = await shown.open('clerk', `/incoming?id="${uuid(1000)}"`);
    const of = { kind: 'incoming', id: uuid(1000) };
    await expect
      .poll(() => called('clerk', 'opening.note'), WAITING)
      .toContainEqual({ of, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await clerk.getByRole('link', { name: 'Truy cập' }).count()).toBe(0);
    await clerk.context().close();

    const page = await shown.open('administrator', '/books');
    await page.getByRole('link', { name: 'Truy cập' }).click();
    const rows = page.getByRole('table', { name: 'Lịch sử truy cập' }).getByRole('row');
    await page.getByText('Mất mạng, báo lúc 11:00, 23/11/2026').waitFor();
    expect(await rows.count()).toBe(7);
    await page.getByRole('button', { name: 'Chỉ xem lượt mở của Văn bản đến số 1198' }).click();
    await page.getByRole('heading', { name: 'Chỉ các lượt mở của: Văn bản đến số 1198' }).waitFor();
    await expect.poll(() => rows.count(), WAITING).toBe(2);
    await page.getByRole('button', { name: 'Xem mọi văn bản' }).click();
    await page.getByRole('button', { name: 'Xem các lượt cũ hơn' }).click();
    await page.getByRole('button', { name: 'Về lượt mới nhất' }).click();
    await expect.poll(() => rows.count(), WAITING).toBe(7);
    await page.getByText('18.245 thao tác, mã cuối:').waitFor();
    await page.context().close();
  },
);
