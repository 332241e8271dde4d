import type { Notice } from '../../src/shared/contract/notice.ts';
import { LocalDate } from '../../src/shared/domain/core/values.ts';
import { byPressure, type NoticeKind } from '../../src/shared/domain/notice/notice.ts';
import type { QuietHours } from '../../src/shared/domain/notice/quiet-hours.ts';
import { type Office, type Operations, Refused } from './fake-office.ts';
import { uuid } from './fake-people.ts';

const told = (
  n: number,
  kind: NoticeKind,
  title: string,
  some: { readonly detail?: string; readonly on?: string; readonly place: unknown },
): Notice => ({
  key: `${String(n)}:${kind}`,
  ...{ kind, title, isRead: n > 7, place: some.place as Notice['place'] },
  ...(some.detail !== undefined && { detail: some.detail }),
  ...(some.on !== undefined && { on: LocalDate.parse(some.on) }),
});
const incoming = (n: number) => ({ to: 'incoming', id: uuid(1000 + n) });

const all = (): Notice[] =>
  [
    told(1, 'urgent', 'Triển khai phương án ứng phó bão số 12, sơ tán dân vùng trũng ven sông', {
      detail: 'Ủy ban nhân dân tỉnh · 21/CĐ-UBND',
      place: incoming(0),
    }),
    told(2, 'draft-returned', 'Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo năm 2026', {
      detail:
        'Chưa nêu số liệu của thôn Ặt Thượng; bổ sung căn cứ là Kế hoạch số 118/KH-UBND rồi trình lại trước 15 giờ.',
      place: { to: 'outgoing', id: uuid(3001) },
    }),
    told(3, 'task-late', 'Đôn đốc các thôn nộp biểu tổng hợp cấp nước sạch tập trung', {
      detail: 'Phạm Văn Thạo',
      on: '2026-11-20',
      place: { to: 'task', id: uuid(6000) },
    }),
    told(4, 'document-near', 'Cho ý kiến dự thảo Đề án cấp nước sạch tập trung giai đoạn 2027–2030', {
      detail: 'Sở Nông nghiệp và Môi trường · 2207/SNNMT-TL',
      on: '2026-11-24',
      place: incoming(4),
    }),
    told(5, 'document-given', 'Phối hợp xác minh ranh giới thửa đất', {
      detail: 'Văn phòng Đăng ký đất đai · 88/VPĐK',
      place: incoming(6),
    }),
    told(6, 'delegation-ends', 'TUQ. Giấy ủy quyền số 09/GUQ-UBND', {
      detail: '2 văn bản đang chờ bạn ký',
      on: '2026-11-30',
      place: { to: 'authority' },
    }),
    told(7, 'change-waits', 'Nguyễn Hoàng Phương Ễn Thị Bích Trâm Ỡm', {
      detail: 'Vi Văn Khặn',
      place: { to: 'changes' },
    }),
    told(8, 'task-reported', 'Rà soát, báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV', {
      detail: 'Đỗ Quang Vũ',
      place: { to: 'task', id: uuid(6002) },
    }),
    told(9, 'dossier-near', '03.KT Hồ sơ cấp nước sạch tập trung năm 2025', {
      on: '2026-12-20',
      place: { to: 'dossier', id: uuid(5001) },
    }),
    told(10, 'push-refused', 'Cấp số: Báo cáo tỷ lệ gửi nhận văn bản điện tử quý IV', {
      detail: 'Ngày ban hành không thuộc năm của sổ. Số chưa cấp; chọn ngày khác rồi cấp lại.',
      place: { to: 'sync', id: uuid(7001) },
    }),
  ].sort(byPressure);

/** The bell: everything at once; nothing in the empty scene, silent in the leader's, no answer in the broken one. */
export function noticeOperations({ scene, announce }: Office): Operations {
  let shown = scene === 'empty' ? [] : all();
  let hours: QuietHours = { isOn: true, from: '07:00', to: '17:30' };
  return {
    'notice.list': () => {
      if (scene === 'broken') throw new Refused('store.damaged');
      return {
        notices: shown,
        unreadCount: shown.filter(({ isRead }) => !isRead).length,
        isQuiet: scene === 'leader',
        hours,
      };
    },
    'notice.markRead': ({ keys }) => {
      shown = shown.map((each) => (keys.includes(each.key) ? { ...each, isRead: true } : each));
      announce({ type: 'changed', areas: ['notice'] });
      return {};
    },
    'notice.setQuietHours': (wanted) => {
      if (wanted.from >= wanted.to)
        throw new Refused('notice.hours-order', { from: wanted.from, to: wanted.to });
      hours = wanted;
      announce({ type: 'changed', areas: ['notice'] });
      return {};
    },
  };
}
