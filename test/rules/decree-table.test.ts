import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clauses, judgeTable, type RunTest, readRows } from '../../scripts/decree-table.ts';

const TABLE = readFileSync(new URL('../../docs/nd30.md', import.meta.url), 'utf8');

/** The run in which every test that the table names is there and green. */
const greenRun: readonly RunTest[] = readRows(TABLE).rows.flatMap((row) =>
  'later' in row ? [] : [{ file: row.file, title: row.title.replace('…', ' anything'), passed: true }],
);

const problemsOf = (table: string, tests = greenRun) => judgeTable(table, tests).problems;

test('the table has one row for each clause and form, and each names its clause', () => {
  expect(problemsOf(TABLE)).toEqual([]);
  const named = readRows(TABLE).rows.map((row) => row.clause);
  expect([...named].sort()).toEqual([...clauses].sort());
});

test('a test that is missing, red or names another clause is told, and so is a clause without a row', () => {
  const row = TABLE.split('\n').find((line) => line.startsWith('| III.1.h |')) ?? '';
  const [meant] = greenRun.filter((one) => one.title.startsWith('III.1.h:'));
  const without = greenRun.filter((one) => one !== meant);
  expect(problemsOf(TABLE, without)).toEqual([expect.stringContaining('III.1.h: no such test')]);
  const red = [...without, { ...(meant as RunTest), passed: false }];
  expect(problemsOf(TABLE, red)).toEqual([expect.stringContaining('III.1.h: red')]);
  expect(problemsOf(TABLE.replace(row, ''))).toEqual(['III.1.h: no row']);
  expect(problemsOf(TABLE.replace('| II.6 |', '| III.1.z |'))).toEqual([
    'II.6: no row',
    'III.1.z: the decree has no such clause',
  ]);
  expect(problemsOf(TABLE.replace(row, row.replace('III.1.h:', 'III.1.o:')))[0]).toContain(
    'III.1.h: no such test',
  );
  expect(problemsOf(TABLE.replace(row, '| III.1.h | x | soon |'))).toContain(
    'III.1.h: the row names neither a test nor a reason',
  );
});

test('a test that stands for more than three clauses is told', () => {
  const title = 'I.1, I.2, I.3, I.4: everything';
  const rows = ['I.1', 'I.2', 'I.3', 'I.4'].map(
    (clause) => `| ${clause} | x | test/all.test.ts › ${title} |`,
  );
  const problems = problemsOf(rows.join('\n'), [{ file: 'test/all.test.ts', title, passed: true }]);
  expect(problems).toContainEqual(
    expect.stringContaining('I.1, I.2, I.3, I.4: one test stands for more than 3'),
  );
});
