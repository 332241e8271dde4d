import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root, runStep } from './step.ts';

/**
 * `npm test`: what is checked without running, the window's build, then every test, and the server's once more on a PostgreSQL that it does not bring
 * (vitest.debian.config.ts); with words after `--`, only the tests whose path has them. The counts go to test-results/summary.txt for machines, both passes
 * added up; a failed step counts as one failure.
 */
const results = join(root, 'test-results');
const Report = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), success: z.boolean() });
const filters = process.argv.slice(2);

/** One pass over the tests. */
type Counts = { readonly passed: number; readonly failed: number };

function runTests(name: string, report: string, options: readonly string[]): Counts {
  const path = join(results, report);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const status = runStep(name, 'vitest/vitest.mjs', ['run', ...options, ...reporters, ...filters]);
  const { numPassedTests: passed, numFailedTests, success } = countTests(path);
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  const unseen = numFailedTests === 0 && (status !== 0 || !success) ? 1 : 0;
  return { passed, failed: numFailedTests + unseen };
}

function countTests(path: string): z.infer<typeof Report> {
  try {
    return Report.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    process.stderr.write(`no test report: ${String(cause)}\n`);
    return { numPassedTests: 0, numFailedTests: 1, success: false };
  }
}

/** The embedded PostgreSQL first, whatever the environment names; Debian's is for Linux, any other for whoever names it. */
function runPasses(): readonly Counts[] {
  const given = process.env['DATABASE_URL'];
  delete process.env['DATABASE_URL'];
  const passes = [runTests('tests', 'vitest.json', [])];
  if (given !== undefined) process.env['DATABASE_URL'] = given;
  if (given === undefined && process.platform !== 'linux') return passes;
  const config = '--config=vitest.debian.config.ts';
  return [...passes, runTests('tests of the server by DATABASE_URL', 'vitest-database-url.json', [config])];
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
const before = [
  ...(filters.length === 0
    ? [
        ['types', 'typescript/bin/tsc', ['-b']] as const,
        ['lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings']] as const,
      ]
    : []),
  ['window', 'vite/bin/vite.js', ['build', '--logLevel=warn']] as const,
];
const failedSteps = before.filter(([name, program, args]) => runStep(name, program, args) !== 0);
const passes = runPasses();
// docs/nd30.md against the first pass's report.
const decree =
  filters.length === 0
    ? spawnSync(process.execPath, [join(root, 'scripts', 'nd30.ts')], { stdio: 'inherit' })
    : undefined;
const passed = passes.reduce((sum, pass) => sum + pass.passed, 0);
const failed = passes.reduce(
  (sum, pass) => sum + pass.failed,
  failedSteps.length + (decree === undefined || decree.status === 0 ? 0 : 1),
);
writeFileSync(join(results, 'summary.txt'), `${String(passed)} passed, ${String(failed)} failed\n`);
process.stdout.write(`${String(passed)} passed, ${String(failed)} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
