import { expect, test } from 'vitest';
import { Asking } from '../../src/main/jobs/asking.ts';
import { askableHosts, INTERNAL_HOSTS_MAX } from '../../src/main/signing/levels/settings.ts';
import { AUTHORITIES_MAX } from '../../src/shared/signature/settings.ts';
import { makeOffice } from '../support/office.ts';
import { openOfficeApp, sentenceOf } from '../support/office-app.ts';

test('settings that could not be asked are refused and leave the old ones; who signs nothing does not set them', async () => {
  const office = makeOffice();
  const clerk = await openOfficeApp(office, 'clerk');
  const address = 'http://tsa.gov.vn';
  const kept = await clerk.ask('signing.saveSettings', { authorities: [address], level: 'B-T' });
  const refused = async (authorities: string[], level: 'B-B' | 'B-LT') =>
    sentenceOf(await clerk.invoke('signing.saveSettings', { authorities, level }));
  expect(await refused(['tsa.gov.vn'], 'B-LT')).toContain('Ghi đủ từ http://');
  expect(await refused(['http://ten:mat-khau@tsa.gov.vn/'], 'B-LT')).toContain('không kèm tên đăng nhập');
  expect(await refused([address, `${address}/`], 'B-LT')).toContain('đã có trong danh sách');
  expect(await refused([], 'B-LT')).toContain('cần ít nhất một địa chỉ');
  const tried = await clerk.invoke('signing.tryAuthority', { address: 'file:///tsa' });
  expect(sentenceOf(tried)).toContain('không dùng được');
  expect(await clerk.ask('signing.getSettings', {})).toEqual(kept);

  const specialist = await openOfficeApp(office, 'specialist');
  const reply = await specialist.invoke('signing.saveSettings', { authorities: [], level: 'B-B' });
  expect(sentenceOf(reply)).toContain('Chỉ người ký, người đóng dấu và quản trị');
  expect((await specialist.ask('signing.getSettings', {})).whyNot).toBe('signing.only-signer-sets');
  await clerk.close();
  await specialist.close();
  office.close();
});

test('whoever asks the authorities takes every host that the settings may name', () => {
  const hosts = (count: number, of: string) =>
    Array.from({ length: count }, (_, at) => `${of}${at}.tinh.local`);
  const authorities = hosts(AUTHORITIES_MAX, 'tsa').map((host) => `http://${host}`);
  const internalHosts = hosts(INTERNAL_HOSTS_MAX, 'ocsp');
  const asked = [...askableHosts({ level: 'B-LT', authorities, internalHosts })];
  const asking = { anchors: [], at: '2026-11-23T03:00:00.000Z', internalHosts: asked };
  expect(Asking.parse(asking).internalHosts).toEqual(asked);
});
