import type { Page } from 'playwright-core';
import { authorityLooks } from './authority-looks.ts';
import { bookLooks } from './book-looks.ts';
import { chartLooks } from './chart-looks.ts';
import { deskLooks } from './desk-looks.ts';
import { dossierLooks } from './dossier-looks.ts';
import { exchangeLooks } from './exchange-looks.ts';
import { uuid } from './fake-people.ts';
import { figureLooks } from './figure-looks.ts';
import { incomingLooks } from './incoming-looks.ts';
import { longLooks } from './long-looks.ts';
import { machineLooks } from './machine-looks.ts';
import { openedBy } from './opened-by.ts';
import { openingLooks } from './opening-looks.ts';
import { setupLooks } from './setup-looks.ts';
import { taskLooks } from './task-looks.ts';
import { type Look, tokenLooks } from './token-looks.ts';
import { trainingLooks } from './training-looks.ts';
import { trustLooks } from './trust-looks.ts';

const incoming = (n: number) => uuid(1000 + n);

/** Begins a batch of everything, unread too, and waits until its token is pulled; where that has happened, it still stands so. */
async function pauseBatch(page: Page): Promise<void> {
  const unread = page.getByRole('button', { name: 'Ký cả bản chưa xem' });
  const paused = page.getByText('Token đã rút ra');
  await unread.or(paused).waitFor();
  if (await paused.isVisible()) return;
  await unread.click();
  await page.keyboard.press('Control+Enter');
  await page.getByLabel('Mật khẩu khóa ký').fill('dung');
  await page.keyboard.press('Enter');
  await paused.waitFor();
}

const showReport = (page: Page) => page.getByRole('button', { name: 'Chi tiết' }).click();

const showTable = (page: Page) => page.getByRole('button', { name: 'Xem bảng' }).click();

/** Every screen and state that is judged by eye, and walked by the checks of overflow and accessibility. */
export const looks: readonly Look[] = [
  ...deskLooks,
  ...trainingLooks,
  { name: 'incoming', scene: 'clerk', at: `/incoming?id="${incoming(0)}"` },
  { name: 'incoming-recall', scene: 'clerk', at: `/incoming?view=all&id="${incoming(11)}"` },
  { name: 'incoming-update', scene: 'clerk', at: `/incoming?id="${incoming(4)}"` },
  { name: 'incoming-1920', scene: 'clerk', at: `/incoming?id="${incoming(0)}"`, width: 1920, height: 1080 },
  { name: 'incoming-invalid', scene: 'clerk', at: `/incoming?id="${incoming(3)}"` },
  { name: 'incoming-not-here', scene: 'clerk', at: `/incoming?id="${incoming(1)}"` },
  { name: 'incoming-500', scene: 'clerk', at: `/incoming?id="${incoming(2)}"` },
  { name: 'incoming-all', scene: 'clerk', at: '/incoming?view=all' },
  { name: 'incoming-1100', scene: 'clerk', at: `/incoming?id="${incoming(0)}"`, width: 1100, height: 700 },
  { name: 'incoming-800', scene: 'clerk', at: `/incoming?id="${incoming(0)}"`, width: 800, height: 700 },
  { name: 'incoming-empty', scene: 'empty', at: '/incoming' },
  { name: 'incoming-broken', scene: 'broken', at: '/incoming' },
  { name: 'incoming-offline', scene: 'offline', at: `/incoming?id="${incoming(1)}"` },
  { name: 'incoming-slow', scene: 'slow', at: '/incoming' },
  ...incomingLooks,
  { name: 'incoming-leader', scene: 'leader', at: `/incoming?id="${incoming(6)}"` },
  {
    name: 'report',
    scene: 'clerk',
    at: `/incoming?id="${incoming(3)}"`,
    act: showReport,
  },
  {
    name: 'report-1920',
    scene: 'clerk',
    at: `/incoming?id="${incoming(3)}"`,
    width: 1920,
    height: 1080,
    act: showReport,
  },
  { name: 'report-valid', scene: 'clerk', at: `/incoming?id="${incoming(0)}"`, act: showReport },
  {
    name: 'report-certificates',
    scene: 'clerk',
    at: `/incoming?id="${incoming(0)}"`,
    act: async (page) => {
      await showReport(page);
      await page.getByRole('button', { name: 'Xem chứng thư' }).click();
    },
  },
  {
    name: 'report-undetermined',
    scene: 'offline',
    at: `/incoming?id="${incoming(0)}"`,
    act: showReport,
  },
  {
    name: 'report-version',
    scene: 'clerk',
    at: `/incoming?id="${incoming(3)}"`,
    act: async (page) => {
      await showReport(page);
      await page.getByRole('button', { name: 'Xem bản đã ký' }).click();
    },
  },
  ...openingLooks,
  ...chartLooks,
  ...trustLooks,
  { name: 'register', scene: 'clerk', at: `/incoming/${incoming(0)}/register` },
  {
    name: 'register-1920',
    scene: 'clerk',
    at: `/incoming/${incoming(0)}/register`,
    width: 1920,
    height: 1080,
  },
  {
    name: 'direct',
    scene: 'leader',
    at: `/incoming?id="${incoming(6)}"`,
    act: (page) => page.getByRole('button', { name: 'Bút phê, giao việc' }).click(),
  },
  {
    name: 'contain',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3008)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Thêm thao tác' }).last().click();
      await page.getByRole('menuitem', { name: 'Cách ly văn bản mật' }).click();
    },
  },
  { name: 'outgoing-clerk', scene: 'clerk', at: `/outgoing?view=signed&id="${uuid(3004)}"` },
  { name: 'outgoing-waiting', scene: 'clerk', at: `/outgoing?view=signed&id="${uuid(3005)}"` },
  { name: 'outgoing-out', scene: 'clerk', at: `/outgoing?view=dispatched&id="${uuid(3008)}"` },
  {
    name: 'outgoing-out-1920',
    scene: 'clerk',
    at: `/outgoing?view=all&id="${uuid(3008)}"`,
    width: 1920,
    height: 1080,
  },
  { name: 'outgoing-void', scene: 'clerk', at: `/outgoing?view=all&id="${uuid(3010)}"` },
  {
    name: 'void',
    scene: 'clerk',
    at: `/outgoing?view=numbered&id="${uuid(3006)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Thêm thao tác' }).last().click();
      await page.getByRole('menuitem', { name: 'Hủy số' }).click();
    },
  },
  {
    name: 'draft-notation',
    scene: 'specialist',
    at: `/outgoing/${uuid(3000)}/edit`,
    act: async (page) => {
      await page.getByLabel('Ký hiệu').fill('UBND');
    },
  },
  { name: 'outgoing-returned', scene: 'specialist', at: `/outgoing?view=returned&id="${uuid(3001)}"` },
  {
    name: 'places',
    scene: 'specialist',
    at: `/outgoing?view=draft&id="${uuid(3000)}"`,
    act: (page) => page.getByRole('button', { name: 'Trình ký' }).click(),
  },
  {
    name: 'take-signed',
    scene: 'specialist',
    at: `/outgoing?view=draft&id="${uuid(3011)}"`,
    act: (page) => page.getByRole('button', { name: 'Nhận bản đã ký' }).click(),
  },
  {
    name: 'places-800',
    scene: 'specialist',
    at: `/outgoing?view=draft&id="${uuid(3000)}"`,
    width: 800,
    height: 700,
    act: (page) => page.getByRole('button', { name: 'Trình ký' }).click(),
  },
  {
    name: 'sign',
    scene: 'leader',
    at: `/outgoing?view=submitted&id="${uuid(3002)}"`,
    act: (page) => openedBy(page, 'F8', 'Ký'),
  },
  {
    name: 'seal',
    scene: 'clerk',
    at: `/outgoing?view=numbered&id="${uuid(3006)}"`,
    act: (page) => page.getByRole('button', { name: 'Ghi số, đóng dấu' }).click(),
  },
  {
    name: 'dispatch',
    scene: 'clerk',
    at: `/outgoing?view=sealed&id="${uuid(3007)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Phát hành' }).last().click();
      await page.getByRole('checkbox').first().check();
    },
  },
  {
    name: 'dispatch-elsewhere',
    scene: 'clerk',
    at: `/outgoing?view=sealed&id="${uuid(3007)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Phát hành' }).last().click();
      await page.getByLabel('Tìm cơ quan nhận').fill('Bộ Nội vụ');
      await page.getByRole('button', { name: 'Tìm qua trục liên thông' }).click();
      await page.getByText('không có cơ quan nào khớp').last().waitFor();
    },
  },
  {
    name: 'dispatch-1920',
    scene: 'clerk',
    at: `/outgoing?view=sealed&id="${uuid(3007)}"`,
    width: 1920,
    height: 1080,
    act: (page) => page.getByRole('button', { name: 'Phát hành' }).last().click(),
  },
  {
    name: 'dispatch-more',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3008)}"`,
    act: (page) => page.getByRole('button', { name: 'Gửi bổ sung' }).click(),
  },
  { name: 'recipients', scene: 'clerk', at: `/outgoing?view=dispatched&id="${uuid(3008)}"`, act: showTable },
  {
    name: 'recipients-200',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3009)}"`,
    act: showTable,
  },
  {
    name: 'recipients-200-1920',
    scene: 'clerk',
    at: `/outgoing?view=dispatched&id="${uuid(3009)}"`,
    width: 1920,
    height: 1080,
    act: showTable,
  },
  ...exchangeLooks,
  { name: 'not-taken', scene: 'clerk', at: `/outgoing?view=notTaken&id="${uuid(3009)}"` },
  { name: 'to-sign', scene: 'signing', at: '/sign' },
  { name: 'to-sign-1920', scene: 'signing', at: '/sign', width: 1920, height: 1080 },
  { name: 'to-sign-800', scene: 'signing', at: '/sign', width: 800, height: 700 },
  { name: 'to-sign-warned', scene: 'signing', at: `/sign?id="${uuid(3005)}"` },
  {
    name: 'to-sign-unread',
    scene: 'signing',
    at: '/sign',
    act: (page) => page.getByRole('button', { name: 'Ký cả bản chưa xem' }).click(),
  },
  {
    name: 'to-sign-secret',
    scene: 'signing',
    at: '/sign',
    act: async (page) => {
      await page.getByRole('button', { name: 'Ký cả bản chưa xem' }).click();
      await page.keyboard.press('Control+Enter');
    },
  },
  {
    name: 'batch-paused',
    scene: 'paused',
    at: '/sign',
    act: pauseBatch,
  },
  { name: 'batch-paused-1920', scene: 'paused', at: '/sign', width: 1920, height: 1080 },
  { name: 'to-seal', scene: 'clerk', at: '/sign' },
  { name: 'to-sign-empty', scene: 'empty', at: '/sign' },
  { name: 'draft', scene: 'specialist', at: `/outgoing/new/${uuid(9999)}?replyTo="${incoming(9)}"` },
  { name: 'revise', scene: 'specialist', at: `/outgoing/${uuid(3001)}/edit` },
  { name: 'search', scene: 'clerk', at: '/search?text=rà soát&order=ranked' },
  {
    name: 'search-narrow',
    scene: 'clerk',
    at: '/search?text=rà soát&kind=incoming&from=2026-10-01&also=[{"join":"not","field":"subject","text":"báo cáo tháng"}]',
    act: (page) => page.getByRole('button', { name: 'Lọc', exact: true }).click(),
  },
  {
    name: 'search-saved',
    scene: 'clerk',
    at: '/search?text=rà soát',
    act: async (page) => {
      await page.getByRole('button', { name: 'Đã lưu' }).click();
      await page.getByText('Rà soát thủ tục').waitFor();
    },
  },
  { name: 'search-none', scene: 'clerk', at: '/search?text=quyet dinh 12345' },
  { name: 'sync', scene: 'offline', at: '/sync' },
  { name: 'sync-signed-out', scene: 'expired', at: '/sync' },
  {
    name: 'sync-signature',
    scene: 'clerk',
    at: `/sync?id="${uuid(7006)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: '341-UBND-VP.pdf' }).click();
      await page.locator('figure').first().waitFor();
    },
  },
  {
    name: 'sync-both',
    scene: 'clerk',
    at: `/sync?id="${uuid(7006)}"`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Mở cả hai bản' }).click();
      await page.locator('figure').nth(1).waitFor();
    },
  },
  {
    name: 'sync-both-1920',
    scene: 'clerk',
    at: `/sync?id="${uuid(7006)}"`,
    width: 1920,
    height: 1080,
    act: async (page) => {
      await page.getByRole('button', { name: 'Mở cả hai bản' }).click();
      await page.locator('figure').nth(1).waitFor();
    },
  },
  { name: 'sync-1920', scene: 'clerk', at: '/sync', width: 1920, height: 1080 },
  { name: 'sync-waiting', scene: 'clerk', at: '/sync?tab=waiting' },
  { name: 'sync-catch-up', scene: 'slow', at: '/sync?tab=waiting' },
  { name: 'sync-catch-up-1920', scene: 'slow', at: '/sync?tab=waiting', width: 1920, height: 1080 },
  {
    name: 'sync-catch-up-paused',
    scene: 'slow',
    at: '/sync?tab=waiting',
    act: (page) => page.getByRole('button', { name: 'Tạm dừng' }).click(),
  },
  {
    name: 'sync-room',
    scene: 'broken',
    at: '/sync?tab=waiting',
    act: (page) => page.getByRole('button', { name: 'Đổi dung lượng cho tệp trên máy' }).click(),
  },
  {
    name: 'file-away-offline',
    scene: 'offline',
    at: `/incoming?id="${incoming(1)}"`,
    act: (page) => page.getByRole('button', { name: 'Tải về' }).first().click(),
  },
  {
    name: 'sync-handed-over',
    scene: 'clerk',
    at: '/sync',
    act: async (page) => {
      const file = {
        name: 'dong-bo-2026-11-20.json',
        mimeType: 'application/json',
        buffer: Buffer.from('{}'),
      };
      await page.getByRole('button', { name: 'Xem tệp bàn giao' }).waitFor();
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: 'Đánh dấu đã xử lý: Kết thúc xử lý' }).click();
      await page.getByText('Chưa xử lý 2/3 việc').waitFor();
    },
  },
  { name: 'sync-empty', scene: 'empty', at: '/sync' },
  {
    name: 'secrecy',
    scene: 'clerk',
    at: `/incoming/${incoming(0)}/register`,
    act: async (page) => {
      await page.getByLabel('Độ mật').selectOption('secret');
      await page.getByRole('region', { name: 'Biểu mẫu' }).getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  { name: 'receive', scene: 'clerk', at: `/incoming/new/${uuid(9998)}` },
  {
    name: 'correct',
    scene: 'clerk',
    at: `/incoming?view=registered&id="${incoming(6)}"`,
    act: (page) => page.getByRole('button', { name: 'Sửa sau vào sổ' }).click(),
  },
  {
    name: 'refuse',
    scene: 'clerk',
    at: `/incoming?id="${incoming(3)}"`,
    act: (page) => page.getByRole('button', { name: 'Từ chối tiếp nhận' }).click(),
  },
  {
    name: 'who',
    scene: 'clerk',
    at: '/incoming',
    act: (page) => page.getByRole('button', { name: 'UBND xã' }).click(),
  },
  {
    name: 'focus',
    scene: 'clerk',
    at: '/incoming',
    act: async (page) => {
      await page.getByRole('row').nth(1).focus();
      await page.keyboard.press('ArrowDown');
    },
  },
  ...tokenLooks,
  ...authorityLooks,
  ...setupLooks,
  ...machineLooks,
  ...bookLooks,
  ...dossierLooks,
  ...taskLooks,
  ...figureLooks,
  ...longLooks,
];
