import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TaskWithin } from '../../src/shared/contract/task.ts';
import { type LocalDate, TaskId, UnitId } from '../../src/shared/domain/core/values.ts';
import { countTasks, daysLate, type Standing, standings } from '../../src/shared/domain/task/standing.ts';
import { type Task, taskStates } from '../../src/shared/domain/task/task.ts';
import { addDays } from '../../src/shared/text/day.ts';
import { makeOffice, type Office } from '../support/office.ts';
import { type OfficeApp, openOfficeApp } from '../support/office-app.ts';
import { makeRandom } from '../support/random.ts';
import { uuid } from '../support/world.ts';

const today = '2026-11-20' as LocalDate;
const period = { from: '2026-09-01' as LocalDate, to: '2026-11-30' as LocalDate };
const unitId = UnitId.parse(uuid());
const tasks = new Map<string, Task>();
let office: Office;
let leader: OfficeApp;

beforeAll(async () => {
  office = makeOffice();
  const { agencyId, people } = office;
  const { id, ...official } = people.specialist;
  office.server.put('official', id, { ...official, unitId });
  office.server.put('unit', unitId, { v: 1, agencyId, name: 'Phòng Kinh tế', notation: 'KT' });
  const random = makeRandom(6);
  for (let n = 0; n < 300; n++) {
    const state = random.pick(taskStates);
    const isFinished = state === 'reported' || state === 'done';
    const task: Task = {
      ...{ v: 1, agencyId, state, content: `Việc ${n}`, percent: 0, supporterIds: [] },
      givenBy: people.leader.id,
      leadId: random.pick([people.specialist, people.clerk]).id,
      givenOn: addDays('2026-08-20' as LocalDate, random.below(92)),
      ...(random.chance(0.9) && { dueOn: addDays(today, random.below(40) - 30) }),
      ...(isFinished && { reportedOn: addDays(today, -random.below(30)) }),
      ...(state === 'done' && { doneOn: today }),
      ...(random.chance(0.6) && { field: random.pick(['Đất đai', 'Chuyển đổi số']) }),
    };
    const taskId = TaskId.parse(uuid());
    tasks.set(taskId, task);
    office.server.put('task', taskId, task);
  }
  leader = await openOfficeApp(office, 'leader');
  await leader.synchronise();
});
afterAll(async () => {
  await leader.close();
  office.close();
});

const inPeriod = (isOf: (task: Task) => boolean = () => true): readonly (readonly [string, Task])[] =>
  [...tasks].filter(([, task]) => task.givenOn >= period.from && task.givenOn <= period.to && isOf(task));
const recount = (isOf?: (task: Task) => boolean) =>
  countTasks(
    inPeriod(isOf).map(([, task]) => task),
    today,
  );

test('III.1.l: counted whole, by lead, unit, giver, field and month, as an independent count has it', async () => {
  const { specialist, clerk } = office.people;
  const groupsBy = async (by: NonNullable<TaskWithin['by']>) => {
    const { groups, counts } = await leader.ask('task.count', { ...period, by });
    expect(counts).toEqual(recount());
    return Object.fromEntries(groups.map(({ name, counts: each }) => [name, each]));
  };
  expect(await groupsBy('lead')).toEqual({
    'Người specialist': recount(({ leadId }) => leadId === specialist.id),
    'Người clerk': recount(({ leadId }) => leadId === clerk.id),
  });
  expect(await groupsBy('unit')).toEqual({
    'Phòng Kinh tế': recount(({ leadId }) => leadId === specialist.id),
    'Không thuộc đơn vị': recount(({ leadId }) => leadId === clerk.id),
  });
  expect(await groupsBy('giver')).toEqual({ 'Người leader': recount() });
  expect(await groupsBy('field')).toEqual({
    'Đất đai': recount(({ field }) => field === 'Đất đai'),
    'Chuyển đổi số': recount(({ field }) => field === 'Chuyển đổi số'),
    'Chưa ghi lĩnh vực': recount(({ field }) => field === undefined),
  });
  expect(await groupsBy('month')).toEqual(
    Object.fromEntries(
      ['09', '10', '11'].map((month) => [
        `Tháng ${month}/2026`,
        recount(({ givenOn }) => givenOn.slice(5, 7) === month),
      ]),
    ),
  );
});

/** The tasks behind a figure, page by page. */
async function behind(within: TaskWithin): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await leader.ask('task.list', {
      ...{ view: 'all', within, limit: 7 },
      ...(after && { after }),
    });
    found.push(...rows.map(({ taskId }) => taskId));
    after = next;
  } while (after);
  return found.sort();
}

test.each(standings)(
  'III.1.l: behind the figure of what is %s stand its very tasks',
  async (standing: Standing) => {
    const wanted = inPeriod().filter(([, task]) => countTasks([task], today)[standing] === 1);
    expect(await behind({ ...period, standing })).toEqual(wanted.map(([id]) => id).sort());
    const ofUnit = wanted.filter(([, { leadId }]) => leadId === office.people.specialist.id);
    expect(await behind({ ...period, by: 'unit', key: unitId, standing })).toEqual(
      ofUnit.map(([id]) => id).sort(),
    );
    const unnamed = wanted.filter(([, { field }]) => field === undefined);
    expect(await behind({ ...period, by: 'field', key: '', standing })).toEqual(
      unnamed.map(([id]) => id).sort(),
    );
  },
);

test('III.1.m: what is late now is told with its days, the longest first', async () => {
  const { rows } = await leader.ask('task.list', { view: 'late', limit: 200 });
  const wanted = [...tasks.values()].filter((task) => countTasks([task], today)['open-late'] === 1);
  expect(rows.map((row) => row.daysLate).sort((a, b) => b - a)).toEqual(
    wanted.map((task) => daysLate(task, today)).sort((a, b) => b - a),
  );
  expect(rows.map((row) => row.daysLate)).toEqual(rows.map((row) => row.daysLate).toSorted((a, b) => b - a));
});

test('III.1.l: the statistics leave as a workbook, a row a group and the whole below', async () => {
  const { name, content } = await leader.ask('task.exportCount', { ...period, by: 'unit', format: 'xlsx' });
  expect(name).toBe('nhiem-vu-2026-09-01-2026-11-30.xlsx');
  const { default: ExcelJs } = await import('exceljs');
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(Buffer.from(content, 'base64') as never);
  const cells: string[] = [];
  book.worksheets[0]?.eachRow((row) => cells.push((row.values as unknown[]).slice(1).join('|')));
  const whole = recount();
  const sum = standings.reduce((total, each) => total + whole[each], 0);
  const line = [sum, ...standings.map((each) => whole[each])].join('|');
  expect(cells.some((row) => row.startsWith(`Cộng|${line}`))).toBe(true);
  expect(cells.some((row) => row.startsWith('Phòng Kinh tế|'))).toBe(true);
});
