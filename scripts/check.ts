import { runStep } from './step.ts';

/** `npm run check`: types, lint and format, architecture. Everything a reviewer should not have to say; below 30 s. */
const steps = [
  ['types', 'typescript/bin/tsc', ['-b']],
  ['lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings']],
  ['architecture', 'vitest/vitest.mjs', ['run', 'test/architecture.test.ts', '--reporter=dot']],
] as const;

const failed = steps.filter(([name, program, args]) => runStep(name, program, args) !== 0);
process.exitCode = failed.length === 0 ? 0 : 1;
