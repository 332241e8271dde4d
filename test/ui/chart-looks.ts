import type { Look } from './token-looks.ts';

/** Units, people and changes of rights, each with its dialogs, as the administrator and the leader see them. */
export const chartLooks: readonly Look[] = [
  { name: 'chart', scene: 'administrator', at: '/office' },
  { name: 'chart-1920', scene: 'administrator', at: '/office', width: 1920, height: 1080 },
  { name: 'chart-leader', scene: 'leader', at: '/office' },
  { name: 'chart-empty', scene: 'empty', at: '/office' },
  {
    name: 'chart-unit',
    scene: 'administrator',
    at: '/office',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sửa Phòng Văn hóa', exact: false }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByLabel('Trực thuộc')
        .selectOption({ label: '    Tổ Truyền thanh, Chuyển đổi số Ễnh Ỡm' });
      await dialog.getByRole('button', { name: 'Lưu đơn vị' }).click();
      await dialog.getByText('thuộc chính nó').waitFor();
    },
  },
  {
    name: 'chart-close',
    scene: 'administrator',
    at: '/office',
    act: (page) => page.getByRole('button', { name: 'Giải thể Phòng Kinh tế' }).click(),
  },
  { name: 'chart-people', scene: 'administrator', at: '/office?tab=people' },
  {
    name: 'chart-person',
    scene: 'administrator',
    at: '/office?tab=people',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sửa Đỗ Quang Vũ' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Thêm kiêm nhiệm' }).click();
      await dialog.getByLabel('Chức vụ kiêm nhiệm 1').fill('Phụ trách phòng');
      await dialog.getByLabel('Chuyên viên').uncheck();
      await dialog.getByRole('button', { name: 'Lưu thông tin' }).click();
      await dialog.getByText('Chọn ít nhất một vai trò').waitFor();
    },
  },
  { name: 'chart-changes', scene: 'leader', at: '/office?tab=changes' },
  { name: 'chart-changes-own', scene: 'administrator', at: '/office?tab=changes' },
  { name: 'chart-calendar', scene: 'administrator', at: '/office?tab=calendar' },
  {
    name: 'chart-calendar-next',
    scene: 'leader',
    at: '/office?tab=calendar',
    act: (page) => page.getByRole('button', { name: '2027' }).click(),
  },
  {
    name: 'chart-calendar-enter',
    scene: 'administrator',
    at: '/office?tab=calendar',
    act: async (page) => {
      await page.getByRole('button', { name: 'Nhập lịch năm' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Ngày nghỉ và ngày làm bù').fill('01/01/2026; Tết Dương lịch\nmai nghỉ');
      await dialog.getByRole('button', { name: 'Lưu lịch' }).click();
      await dialog.getByText('Không đọc được dòng 2').waitFor();
    },
  },
];
