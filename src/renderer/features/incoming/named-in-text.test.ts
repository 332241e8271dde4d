import { expect, test } from 'vitest';
import { LocalDate, OfficialId } from '../../../shared/domain/core/values.ts';
import { namedIn } from './named-in-text.ts';
import { type Candidate, type Chosen, followed } from './share-candidates.ts';

const today = LocalDate.parse('2026-11-23');
const candidate = (key: string, name: string, notation?: string): Candidate => ({
  ...{ key, name, note: '' },
  officialId: OfficialId.parse('00000000-0000-4000-8000-000000000000'),
  ...(notation && { notation }),
});
const candidates = [
  candidate('kt', 'Phòng Kinh tế', 'KT'),
  candidate('vh', 'Phòng Văn hóa, Thể thao và Truyền thanh', 'VH'),
  candidate('vp', 'Văn phòng', 'VP'),
  candidate('huan', 'Đinh Quang Huân'),
  candidate('tu', 'Lê Minh Tú'),
  candidate('tu2', 'Phạm Tú'),
];
const read = (text: string) => namedIn(text, { candidates, today });

test.each([
  ['Giao Phòng Kinh tế tham mưu văn bản trả lời.', { kt: 'lead' }],
  [
    'Giao Phòng Kinh tế chủ trì, phối hợp Văn phòng, đồng chí Đinh Quang Huân tham mưu.',
    { kt: 'lead', vp: 'supporting', huan: 'supporting' },
  ],
  ['@KT chủ trì, @VH phối hợp, @huân biết', { kt: 'lead', vh: 'supporting', huan: 'information' }],
  ['@KT phối hợp với @VP', { kt: 'lead', vp: 'supporting' }],
  [
    'Chủ trì: @kinh tế; phối hợp: @phòng văn hóa, @vp; để biết: @Huân',
    { kt: 'lead', vh: 'supporting', vp: 'supporting', huan: 'information' },
  ],
  ['@KT, @VP và @VH làm ngay', { kt: 'lead', vp: 'supporting', vh: 'supporting' }],
  // Two leads are one lead and one who supports.
  ['@KT chủ trì, @VP chủ trì', { kt: 'lead', vp: 'supporting' }],
  ['Phòng Văn hóa, Thể thao và Truyền thanh chủ trì', { vh: 'lead' }],
  // Two have that name, so it is nobody's.
  ['@Tú xem', {}],
  ['@Phạm Tú xem', { tu2: 'lead' }],
  // What is no name of anybody is a word.
  ['Mua thiết bị văn phòng, gửi ban@kt.vn sau', {}],
  ['', {}],
])('%s', (text, parts) => {
  expect(read(text).parts).toEqual(parts);
});

test.each([
  ['Làm ngay #5', '2026-11-28'],
  ['Báo cáo #28/11', '2026-11-28'],
  ['Báo cáo #1.12.2026.', '2026-12-01'],
  ['Xong trước ngày 05/01 nhé', '2027-01-05'],
  ['Hạn: 30/11/2026', '2026-11-30'],
  // Over, and not meant for the next year: the field says so.
  ['Hạn 20/11', '2026-11-20'],
  ['Văn bản số 28/11 của Sở', undefined],
  ['Báo cáo #31/02', undefined],
])('by when: %s', (text, dueOn) => {
  expect(read(text).dueOn).toBe(dueOn);
});

test('what is kept says in full what was marked, and nothing else is touched', () => {
  expect(read('Giao @KT chủ trì, @huân phối hợp #28/11, hạn nội bộ Phòng Kinh tế tự đặt.').plain).toBe(
    'Giao Phòng Kinh tế chủ trì, Đinh Quang Huân phối hợp hạn 28/11/2026, hạn nội bộ Phòng Kinh tế tự đặt.',
  );
});

test('what the text names is chosen and goes with it; what was chosen by hand stays', () => {
  const none: Chosen = {};
  const first = followed(none, {}, { kt: 'lead', vp: 'supporting' });
  expect(first).toEqual({ kt: { part: 'lead', due: '' }, vp: { part: 'supporting', due: '' } });
  // Taken off by hand, and another set to lead by hand.
  const byHand: Chosen = { kt: { part: 'supporting', due: '25/11' }, tu: { part: 'lead', due: '' } };
  const named = { kt: 'lead', vp: 'supporting' } as const;
  expect(followed(byHand, named, { ...named, vh: 'lead' })).toEqual({
    ...byHand,
    vh: { part: 'supporting', due: '' },
  });
  expect(followed(first, named, {})).toEqual(none);
});
