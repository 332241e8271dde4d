import type { Allowed } from '../../src/shared/contract/shapes.ts';
import { type TaskDetail, type TaskRow, type TaskView, taskViews } from '../../src/shared/contract/task.ts';
import { IncomingId, Instant, LocalDate, TaskId } from '../../src/shared/domain/core/values.ts';
import { daysLate, standingOf } from '../../src/shared/domain/task/standing.ts';
import type { Task } from '../../src/shared/domain/task/task.ts';
import { fold } from '../../src/shared/text/fold.ts';
import { type Office, type Operations, page, performed, Refused } from './fake-office.ts';
import { agencyId, person, profileOf, today, uuid } from './fake-people.ts';
import { countBy, noCount } from './fake-statistics.ts';

const day = (text: string) => LocalDate.parse(text);
export const taskIdAt = (n: number): TaskId => TaskId.parse(uuid(8000 + n));

const contents = [
  'Báo cáo tình hình thực hiện chuyển đổi số quý IV năm 2026 của xã',
  'Rà soát hồ sơ cấp lại giấy chứng nhận quyền sử dụng đất của Ễn Thị Bích Trâm Ỡm, thôn Ặt Thượng, đối chiếu bản đồ địa chính, lấy ý kiến các hộ liền kề và báo cáo Chủ tịch UBND xã trước khi trình Văn phòng đăng ký đất đai chi nhánh khu vực',
  'Lập danh sách hộ nghèo, cận nghèo',
  'Tổng hợp số liệu thu ngân sách tháng 11',
  'Chuẩn bị hội nghị tổng kết năm',
];
const task = (n: number, some: Partial<Task>): Task => ({
  ...{ v: 1, agencyId, state: 'given', content: contents[n] ?? '', percent: 0, supporterIds: [] },
  ...{ givenBy: person(1).officialId, givenOn: day('2026-11-10'), leadId: person(2).officialId },
  dueOn: day('2026-11-27'),
  ...some,
});
const tasksIn = ({ scene }: Office): readonly Task[] =>
  scene === 'empty'
    ? []
    : [
        task(0, {
          state: 'in-progress',
          percent: 60,
          recurrence: 'quarter',
          givenBackReason: 'Thiếu phụ lục số liệu các thôn',
        }),
        task(1, {
          dueOn: day('2026-11-18'),
          asked: { dueOn: day('2026-12-05'), reason: 'Chờ kết quả đo đạc lại' },
        }),
        task(2, { state: 'reported', percent: 100, reportedOn: day('2026-11-22') }),
        task(3, {
          state: 'done',
          percent: 100,
          reportedOn: day('2026-11-29'),
          doneOn: day('2026-11-30'),
          lateReason: 'Các thôn gửi chậm',
        }),
        task(4, { state: 'cancelled', cancelledReason: 'Hoãn hội nghị' }),
      ];

function rowOf({ scene }: Office, each: Task, index: number): TaskRow {
  const { state, content, givenOn, dueOn, percent, asked } = each;
  return {
    ...{
      taskId: taskIdAt(index),
      state,
      standing: standingOf(each, today),
      content,
      lead: person(2),
      giver: person(1),
    },
    ...{ givenOn, percent, isAsked: asked !== undefined, daysLate: daysLate(each, today) },
    sync: scene === 'offline' && index === 0 ? 'waiting' : 'synced',
    ...(dueOn && { dueOn }),
  };
}

const isIn = (view: TaskView, { state, isAsked, daysLate: late }: TaskRow): boolean => {
  const isOpen = state === 'given' || state === 'in-progress';
  const views: Record<TaskView, boolean> = {
    mine: isOpen,
    supporting: false,
    given: isOpen || state === 'reported',
    waiting: state === 'reported' || isAsked,
    late: isOpen && late > 0,
    done: state === 'done',
    all: true,
  };
  return views[view];
};

/** Tasks of every state: one given back, one late with more time asked, one that waits, one done late, one called back. */
export function taskOperations(office: Office): Operations {
  const tasks = tasksIn(office);
  const rows = tasks.map((each, index) => rowOf(office, each, index));
  const isLeader = profileOf(office.scene).official.roles[0] === 'leader';
  const rule = (name: string, isAllowed: boolean, reason: string): Allowed =>
    isAllowed ? { name, isAllowed } : { name, isAllowed, reason };
  const allowedOf = ({ state, isAsked }: TaskRow): Allowed[] => {
    const isOpen = state === 'given' || state === 'in-progress';
    return [
      rule('task.start', !isLeader && state === 'given', 'task.only-lead'),
      rule('task.note', isOpen, 'task.wrong-state'),
      rule('task.report', !isLeader && isOpen, 'task.only-lead'),
      rule('task.confirm', isLeader && state === 'reported', 'task.only-giver'),
      rule('task.giveBack', isLeader && state === 'reported', 'task.only-giver'),
      rule('task.askExtension', !isLeader && isOpen, 'task.only-lead'),
      rule('task.answerExtension', isLeader && isAsked, 'task.nothing-asked'),
      rule('task.chase', isLeader && isOpen, 'task.only-giver'),
      rule('task.cancel', isLeader && isOpen, 'task.only-giver'),
      rule('task.part', !isLeader && isOpen, 'task.only-leader-gives'),
    ];
  };
  return {
    'task.list': ({ view, text, within, ...rest }) =>
      page(
        rows.filter(
          (row) =>
            isIn(view, row) &&
            (!within?.standing || row.standing === within.standing) &&
            fold(row.content).includes(fold(text ?? '')),
        ),
        rest,
      ),
    'task.countViews': () =>
      Object.fromEntries(taskViews.map((view) => [view, rows.filter((row) => isIn(view, row)).length])),
    'task.get': ({ taskId }): TaskDetail => {
      const index = rows.findIndex((row) => row.taskId === taskId);
      const [row, body] = [rows[index], tasks[index]];
      if (!row || !body) throw new Refused('task.not-found');
      const at = (text: string) => Instant.parse(`2026-11-${text}:00.000Z`);
      return {
        ...{ row, task: body, allowed: allowedOf(row) },
        supporters: index === 0 ? [person(3).fullName, person(5).fullName] : [],
        of: { ref: { kind: 'incoming', id: IncomingId.parse(uuid(1006)) }, name: 'Công văn 141/TTLTS' },
        parts: index === 0 ? rows.slice(2, 3) : [],
        events:
          index === 0
            ? [
                {
                  what: 'give-back',
                  by: person(1),
                  doneAt: at('20T03:10'),
                  text: 'Thiếu phụ lục số liệu các thôn',
                },
                {
                  what: 'report',
                  by: person(2),
                  doneAt: at('19T08:30'),
                  text: 'Đã gửi báo cáo kèm biểu tổng hợp.',
                },
                {
                  what: 'note',
                  by: person(2),
                  doneAt: at('14T02:05'),
                  text: 'Đã nhận số liệu của 6/9 thôn.\nCòn thôn Ặt Thượng, Đồng Ễn, Phú Ỡ.',
                  percent: 40,
                },
              ]
            : [],
      };
    },
    // Directed ones have two.
    'task.ofDocument': ({ of }) => (of.id >= uuid(1008) && of.id < uuid(1012) ? rows.slice(0, 2) : []),
    'task.count': ({ by = 'lead' }) => (office.scene === 'empty' ? noCount : countBy(by)),
    'task.give': performed,
    'task.note': performed,
    'task.report': performed,
    'task.confirm': performed,
  };
}
