import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root, runStep } from './step.ts';

/**
 * `npm test`: what is checked without running, the window's build, then every test; with words after `--`, only the tests whose path has them.
 * The counts go to test-results/summary.txt for machines; a failed step counts as one failure.
 */
const results = join(root, 'test-results');
const Report = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), success: z.boolean() });
const filters = process.argv.slice(2);

function countTests(): z.infer<typeof Report> {
  try {
    return Report.parse(JSON.parse(readFileSync(join(results, 'vitest.json'), 'utf8')));
  } catch (cause) {
    process.stderr.write(`no test report: ${String(cause)}\n`);
    return { numPassedTests: 0, numFailedTests: 1, success: false };
  }
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
const status = runStep('tests', 'vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, 'vitest.json')}`,
  ...filters,
]);
const { numPassedTests, numFailedTests, success } = countTests();
// A file that does not load, or an error outside any test, fails the run without failing a test.
const unseen = numFailedTests === 0 && (status !== 0 || !success) ? 1 : 0;
const failed = failedSteps.length + numFailedTests + unseen;
writeFileSync(join(results, 'summary.txt'), `${numPassedTests} passed, ${failed} failed\n`);
process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
