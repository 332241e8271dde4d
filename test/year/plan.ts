import { makeRandom, type Random } from '../support/random.ts';
import { WORKING_DAYS } from './calendar.ts';

/** How much is done in the year, and by how many. */
export type Size = {
  readonly incoming: number;
  readonly outgoing: number;
  readonly dossiers: number;
  readonly tasks: number;
  readonly clerks: number;
  readonly leaders: number;
  readonly specialists: number;
  /** Every how many days each of them sits down at his desk. */
  readonly rhythm: Readonly<Record<'clerk' | 'leader' | 'specialist' | 'administrator', number>>;
};

const WHOLE: Size = {
  ...{ incoming: 12_000, outgoing: 5_000, dossiers: 800, tasks: 6_000 },
  ...{ clerks: 2, leaders: 3, specialists: 34 },
  rhythm: { clerk: 1, leader: 1, specialist: 2, administrator: 1 },
};
/** Little work lies until there is enough of it to sit down for. */
const SLOWER = { clerk: 3, leader: 3, specialist: 6, administrator: 1 };
const SPECIALISTS_MIN = 8;

/** The whole year, or the given part of its work: with the administrator 40 officials, or fewer. */
export const sizeOf = (part: number): Size => ({
  incoming: Math.round(WHOLE.incoming / part),
  outgoing: Math.round(WHOLE.outgoing / part),
  dossiers: Math.round(WHOLE.dossiers / part),
  tasks: Math.round(WHOLE.tasks / part),
  clerks: WHOLE.clerks,
  leaders: WHOLE.leaders,
  specialists: Math.max(SPECIALISTS_MIN, Math.round(WHOLE.specialists / part)),
  rhythm: part === 1 ? WHOLE.rhythm : SLOWER,
});

/** Items draw from a source of their own, so that the order in which desks happen to answer changes nothing. */
const SPAN = 100_003;
export const itemRandom = (seed: number, kind: number, ordinal: number): Random =>
  makeRandom((seed * 7 + kind) * SPAN + ordinal);

/** Every item's working day, spread over the year with a little unevenness; the earlier items come first. */
export function spread(random: Random, count: number, last = WORKING_DAYS.length - 1): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.min(last, Math.floor(((index + random.next()) / count) * (last + 1))),
  ).sort((a, b) => a - b);
}

export const UNITS = [
  'Văn phòng',
  'Phòng Kinh tế',
  'Phòng Văn hóa - Xã hội',
  'Phòng Tài chính',
  'Phòng Nội vụ',
  'Trung tâm Phục vụ hành chính công',
] as const;
export const FIELDS = ['Đất đai', 'Tài chính', 'Văn hóa', 'Nội vụ', 'Chuyển đổi số', ''] as const;
export const INCOMING_TYPES = [
  ...['Công văn', 'Quyết định', 'Thông báo', 'Báo cáo', 'Kế hoạch', 'Giấy mời', 'Tờ trình'],
] as const;
/** Quyết định stands in a book apart. */
export const OUTGOING_TYPES = [
  ...['Công văn', 'Công văn', 'Báo cáo', 'Thông báo', 'Quyết định', 'Tờ trình', 'Kế hoạch'],
] as const;
/** Agencies to dispatch to; the first is the province. */
export const NEIGHBOURS = [
  ...['Ủy ban nhân dân tỉnh Lam Giang', 'Sở Nội vụ', 'Sở Tài chính', 'Sở Xây dựng', 'Sở Y tế'],
  ...['UBND xã Mẫu Một', 'UBND xã Mẫu Hai', 'UBND phường Mẫu Ba'],
] as const;
