import type { Output } from '../../src/shared/contract/contract.ts';
import type { IncomingDetail, IncomingRow, ShareShown } from '../../src/shared/contract/incoming.ts';
import {
  AssignmentId,
  Instant,
  type LocalDate,
  TaskId,
  UnitId,
} from '../../src/shared/domain/core/values.ts';
import type { Attention } from '../../src/shared/domain/incoming/attention.ts';
import { person, today, uuid } from './fake-people.ts';

const at = (text: string) => Instant.parse(text);

/** Two units of the commune, one with a long name. */
export const units: Output<'office.listUnits'> = [
  { unitId: UnitId.parse(uuid(31)), name: 'Phòng Kinh tế', notation: 'KT', head: person(2) },
  {
    unitId: UnitId.parse(uuid(32)),
    name: 'Phòng Văn hóa, Thể thao và Truyền thanh cơ sở Vân Khánh Thượng',
    notation: 'VH',
    head: person(5),
  },
];

const share = (index: number, who: number): Omit<ShareShown, 'part'> => ({
  assignmentId: AssignmentId.parse(uuid(600_000 + index * 10 + who)),
  to: person(who),
  officialId: person(who).officialId,
  by: person(1),
  state: 'given',
  isWithdrawable: false,
});

/** One whose directive was on paper, and a clerk typed it in. */
export const RECORDED = 8;
export const recordedHere = {
  ...{ to: person(1).officialId, by: person(0).officialId, writtenOn: '2026-11-20' as LocalDate },
  at: at('2026-11-20T08:10:00.000Z'),
};

type Shares = Pick<IncomingDetail, 'assignments' | 'sheet' | 'readers' | 'directives' | 'answers'>;

/** What a directed document carries: a lead unit that opened it and handed it on, who supports, who may still be spared, and the phiếu giải quyết. */
export function sharesOf(index: number, isDirected: boolean, dueOn: LocalDate | undefined): Shares {
  if (!isDirected) return { assignments: [], sheet: [], readers: [], directives: [], answers: [] };
  const text = 'Giao Phòng Kinh tế chủ trì, phối hợp Văn phòng tham mưu góp ý, trình trước ngày 26/11.';
  const directed = { by: person(1), text, doneAt: at('2026-11-20T08:10:00.000Z') };
  const due = dueOn ? { dueOn } : {};
  const lead = { ...share(index, 2), unitName: 'Phòng Kinh tế', part: 'lead', ...due } as const;
  return {
    directives: [directed],
    answers: [],
    assignments: [
      {
        ...lead,
        openedAt: at('2026-11-20T08:40:00.000Z'),
        ...(dueOn && { task: { taskId: TaskId.parse(uuid(700_000)), standing: 'open-due-soon' as const } }),
      },
      { ...share(index, 3), part: 'supporting', isWithdrawable: true },
      { ...share(index, 5), part: 'information', state: 'returned' },
    ],
    sheet: [
      {
        level: 'leader',
        what: 'present',
        by: person(0),
        to: person(1),
        text: 'Kính trình: đề nghị giao Phòng Kinh tế.',
        doneAt: at('2026-11-20T07:58:00.000Z'),
        shares: [],
      },
      {
        ...directed,
        level: 'leader',
        what: 'directive',
        ...(index === RECORDED && { recorded: { writtenOn: recordedHere.writtenOn, by: person(0) } }),
        shares: [
          { to: person(2), unitName: 'Phòng Kinh tế', part: 'lead', ...due },
          { to: person(3), part: 'supporting' },
          { to: person(5), part: 'information' },
        ],
      },
      {
        level: 'unit',
        what: 'directive',
        by: person(2),
        text: 'Chuyển đồng chí Tú tổng hợp số liệu.',
        doneAt: at('2026-11-20T08:52:00.000Z'),
        shares: [{ to: person(3), part: 'supporting', ...due }],
      },
      {
        level: 'specialist',
        what: 'hand-back',
        by: person(5),
        to: person(1),
        text: 'Không thuộc lĩnh vực của phòng.',
        doneAt: at('2026-11-20T09:30:00.000Z'),
        shares: [],
      },
      {
        level: 'specialist',
        what: 'opinion',
        by: person(3),
        text: 'Đề xuất trả lời bằng công văn, kèm bảng số liệu của các thôn; đã liên hệ Ban Quản lý chợ Hạ Kỳ.',
        doneAt: at('2026-11-21T02:15:00.000Z'),
        shares: [],
      },
    ],
    readers: [
      { by: person(0), at: at('2026-11-20T07:55:00.000Z') },
      { by: person(1), at: at('2026-11-20T08:05:00.000Z') },
      { by: person(2), at: at('2026-11-20T08:40:00.000Z') },
    ],
  };
}

/** The rows of a list for chasing. */
export const chased = (rows: readonly IncomingRow[], attention: Attention): readonly IncomingRow[] =>
  rows.filter(({ state, urgency, isRead, dueOn, isSentBack, isFlagged }) => {
    const isOpen = state !== 'done' && state !== 'refused' && state !== 'recalled';
    switch (attention) {
      case 'urgent-unopened':
        return isOpen && urgency !== 'normal' && !isRead;
      case 'not-handed-on':
        return state === 'arrived';
      case 'overdue':
        return isOpen && dueOn !== undefined && dueOn < today;
      case 'due-soon':
        return isOpen && dueOn !== undefined && dueOn >= today && dueOn <= '2026-11-26';
      case 'sent-back':
        return isSentBack === true;
      case 'recorded':
        return false;
      default:
        return isFlagged === true;
    }
  });
