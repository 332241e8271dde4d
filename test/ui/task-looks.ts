import { taskIdAt } from './fake-tasks.ts';
import type { Look } from './token-looks.ts';

const at = (n: number) => `/tasks?view=all&id="${taskIdAt(n)}"`;

/** Nhiệm vụ: empty, ordinary, given back, asked for more time, waiting, and the dialogs. */
export const taskLooks: readonly Look[] = [
  { name: 'tasks-empty', scene: 'empty', at: '/tasks' },
  { name: 'task', scene: 'specialist', at: at(0) },
  { name: 'task-1920', scene: 'specialist', at: at(0), width: 1920, height: 1080 },
  { name: 'task-800', scene: 'specialist', at: at(1), width: 800, height: 700 },
  { name: 'task-asked', scene: 'leader', at: at(1) },
  { name: 'task-waiting', scene: 'leader', at: at(2) },
  { name: 'task-done', scene: 'leader', at: at(3) },
  { name: 'task-statistics', scene: 'leader', at: '/tasks/statistics' },
  { name: 'task-statistics-1920', scene: 'leader', at: '/tasks/statistics', width: 1920, height: 1080 },
  { name: 'task-statistics-800', scene: 'leader', at: '/tasks/statistics', width: 800, height: 700 },
  { name: 'task-statistics-empty', scene: 'empty', at: '/tasks/statistics' },
  {
    name: 'task-within',
    scene: 'leader',
    at: '/tasks?view=all&within={"from":"2026-10-01","to":"2026-12-31","standing":"open-late"}',
  },
  {
    name: 'task-give',
    scene: 'leader',
    at: '/tasks',
    act: (page) => page.getByRole('button', { name: 'Giao nhiệm vụ' }).click(),
  },
  {
    name: 'task-note',
    scene: 'specialist',
    at: at(0),
    act: (page) => page.getByRole('button', { name: 'Cập nhật tiến độ' }).click(),
  },
];
