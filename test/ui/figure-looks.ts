import type { Look } from './token-looks.ts';

/** Báo cáo › Liên thông: filled, empty, offline, narrow, a quarter, chosen days, and the dialog of the classified count. */
export const figureLooks: readonly Look[] = [
  { name: 'figures', scene: 'clerk', at: '/reports' },
  {
    name: 'figures-1920',
    scene: 'leader',
    at: '/reports?figure="between-agencies"',
    width: 1920,
    height: 1080,
  },
  { name: 'figures-800', scene: 'clerk', at: '/reports?figure="in-time"', width: 800, height: 700 },
  { name: 'figures-met', scene: 'clerk', at: '/reports?figure="signed-by-agency"' },
  { name: 'figures-chosen', scene: 'clerk', at: '/reports?kind="chosen"&from="2026-10-05"&to="2026-11-20"' },
  { name: 'figures-empty', scene: 'empty', at: '/reports' },
  { name: 'figures-offline', scene: 'offline', at: '/reports' },
  { name: 'figures-only', scene: 'specialist', at: '/reports' },
  {
    name: 'figures-classified',
    scene: 'clerk',
    at: '/reports?kind="quarter"',
    act: (page) => page.getByRole('button', { name: 'Nhập số lượng' }).click(),
  },
  { name: 'figures-documents', scene: 'clerk', at: '/reports?tab="documents"' },
  {
    name: 'figures-documents-1920',
    scene: 'leader',
    at: '/reports?tab="documents"',
    width: 1920,
    height: 1080,
    act: (page) => page.getByRole('button', { name: 'Quá hạn: 12, Công văn' }).first().click(),
  },
  { name: 'figures-documents-empty', scene: 'empty', at: '/reports?tab="documents"' },
];
