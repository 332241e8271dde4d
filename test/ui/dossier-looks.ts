import type { Page } from 'playwright-core';
import type { BundleShown } from '../../src/shared/contract/dossier-bundle.ts';
import type { ReadListShown } from '../../src/shared/contract/dossier-import.ts';
import { Sha256 } from '../../src/shared/domain/core/values.ts';
import { dossierIdAt } from './fake-dossiers.ts';
import { uuid } from './fake-people.ts';
import type { Look } from './token-looks.ts';

const at = (n: number, view = 'all') => `/dossiers?view=${view}&id="${dossierIdAt(n)}"`;

/** The window asks, and is answered so. */
const answering = async (page: Page, name: string, value: unknown): Promise<void> => {
  await page.route(`**/rpc/${name}`, (route) => route.fulfill({ json: { ok: true, value } }));
};
const lines = (count: number, shown: readonly string[]) => ({ count, shown: [...shown] });
const made: BundleShown = {
  ...{ state: 'made', dossierId: dossierIdAt(5), name: '06-VP_ho-so.zip', sizeBytes: 412_000_000 },
  sha256: Sha256.parse('b'.repeat(64)),
  report: {
    ...{ documentCount: 1_500, fileCount: 1_731 },
    missing: lines(3, [
      'Văn bản số thứ tự 7 không có trên máy này',
      'Số thứ tự 9: bien-ban.pdf',
      'Số thứ tự 31: so-do.pdf',
    ]),
    asTheyAre: lines(1, ['Số thứ tự 12: anh-hien-truong.jpg']),
    shortened: lines(501, [
      'Hồ sơ, trường Creator (tối đa 30): Nguyễn Thị Bích Trâm Ễm Hoàng Phương Ỡ',
      ...Array.from(
        { length: 40 },
        (_, n) => `Số thứ tự ${String(1000 + n)}, trường DocOrdinal (tối đa 3): ${String(1000 + n)}`,
      ),
    ]),
  },
};
const bundling = (shown: BundleShown) => async (page: Page) => {
  await answering(page, 'dossier.getBundle', { bundle: shown });
  await page.getByRole('button', { name: /^Xuất hồ sơ/ }).click();
  await page.getByRole('menuitem', { name: 'PDF và XML (.zip)…' }).click();
  await page.getByRole('dialog').waitFor();
};

const listFile: ReadListShown = {
  ...{
    sheets: ['Danh mục 2026', 'Hướng dẫn'],
    isCut: false,
    heads: ['Số và ký hiệu hồ sơ', 'Tên đề mục và tiêu đề hồ sơ', 'THBQ', 'Người lập'],
  },
  mapping: { headRow: 5, columns: { notation: 0, title: 1, retention: 2, owner: 3 } },
  ...{ sample: [], entryCount: 118, entries: [], problemCount: 2 },
  problems: [
    { row: 17, problem: 'retention', text: '08.VP Hồ sơ Ễ Ỡ Ặ bảo quản lâu dài' },
    { row: 42, problem: 'twice', text: '03.TC Hồ sơ quyết toán ngân sách năm 2025' },
  ],
};
const importing = async (page: Page) => {
  const file = {
    sha256: 'c'.repeat(64),
    name: 'danh-muc-2026.xlsx',
    sizeBytes: 20_000,
    mediaType: 'application/xlsx',
  };
  await page.route('**/files', (route) =>
    route.fulfill({ json: { ok: true, value: { file, verdict: 'paper' } } }),
  );
  await answering(page, 'dossier.readListFile', listFile);
  await page.getByRole('button', { name: 'Nhập từ Excel' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'danh-muc-2026.xlsx', mimeType: 'application/xlsx', buffer: Buffer.from('PK') });
  await page.getByText('Dòng 42').waitFor();
};

/** Hồ sơ công việc: empty, ordinary, crowded, sent back, archived, and the dialogs. */
export const dossierLooks: readonly Look[] = [
  { name: 'dossiers-empty', scene: 'empty', at: '/dossiers' },
  { name: 'dossier', scene: 'specialist', at: at(0) },
  { name: 'dossier-1920', scene: 'specialist', at: at(0), width: 1920, height: 1080 },
  { name: 'dossier-800', scene: 'specialist', at: at(0), width: 800, height: 700 },
  { name: 'dossier-new', scene: 'specialist', at: at(1) },
  { name: 'dossier-sent-back', scene: 'specialist', at: at(2) },
  { name: 'dossier-submitted', scene: 'clerk', at: at(3) },
  { name: 'dossier-archived', scene: 'leader', at: at(4) },
  {
    name: 'dossier-open',
    scene: 'specialist',
    at: '/dossiers',
    act: (page) => page.getByRole('button', { name: 'Mở hồ sơ' }).click(),
  },
  {
    name: 'dossier-close',
    scene: 'specialist',
    at: at(0),
    act: (page) => page.getByRole('button', { name: 'Kết thúc hồ sơ' }).click(),
  },
  {
    name: 'dossier-file',
    scene: 'specialist',
    at: `/incoming?view=all&id="${uuid(1006)}"`,
    act: async (page) => {
      await page.locator('[data-pane=reading]').getByRole('button', { name: 'Thêm thao tác' }).click();
      await page.getByRole('menuitem', { name: 'Đưa vào hồ sơ' }).click();
    },
  },
  { name: 'dossier-crowded', scene: 'specialist', at: at(5) },
  { name: 'dossier-bundle', scene: 'specialist', at: at(5), act: bundling(made) },
  {
    name: 'dossier-bundle-running',
    scene: 'specialist',
    at: at(5),
    act: bundling({ state: 'running', dossierId: dossierIdAt(5), done: 412, total: 1_500 }),
  },
  {
    name: 'dossier-handed',
    scene: 'clerk',
    at: '/dossiers?view=submitted',
    act: async (page) => {
      await page.getByRole('button', { name: 'Lập mục lục, biên bản' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'year-list', scene: 'clerk', at: '/dossiers/year-list' },
  { name: 'year-list-1920', scene: 'leader', at: '/dossiers/year-list', width: 1920, height: 1080 },
  { name: 'year-list-approved', scene: 'specialist', at: '/dossiers/year-list?year=2025' },
  { name: 'year-list-empty', scene: 'empty', at: '/dossiers/year-list' },
  { name: 'year-list-import', scene: 'clerk', at: '/dossiers/year-list', act: importing },
  {
    name: 'year-list-line',
    scene: 'clerk',
    at: '/dossiers/year-list',
    act: async (page) => {
      await page.getByRole('button', { name: 'Thêm dòng' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];
