import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { judgeTable, type RunTest } from './decree-table.ts';
import { root } from './step.ts';

/**
 * `npm run nd30`: what docs/nd30.md promises, against the report of the last `npm test`. Prints each row whose test is missing, red or does not name its clause,
 * and exits with 1 then.
 */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
    }),
  ),
});

function readTests(path: string): readonly RunTest[] {
  const { testResults } = Report.parse(JSON.parse(readFileSync(path, 'utf8')));
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({
      file: relative(root, name).replaceAll('\\', '/'),
      title,
      passed: status === 'passed',
    })),
  );
}

const report = process.argv[2] ?? join(root, 'test-results', 'vitest.json');
const { problems, shown, later } = judgeTable(
  readFileSync(join(root, 'docs', 'nd30.md'), 'utf8'),
  readTests(report),
);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(
  `nd30: ${String(shown)} clauses and forms shown, ${String(later)} later, ${String(problems.length)} problems\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
