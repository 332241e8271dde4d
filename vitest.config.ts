import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Begun first, in this order: minutes each in a few lines of text. Without times of an earlier run vitest goes by the files' sizes and would come to these
 * last, one worker alone with each.
 */
const LONGEST = [
  'test/ui/screens',
  'test/sim/',
  'test/story/kills',
  'test/story/',
  'test/year/',
  'test/jobs/',
  'test/server/kill',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((each) => moduleId.includes(each));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

// Tests start hundreds of processes and threads of the program; Node keeps what it compiled under a hash of the source, which halves each start.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'test-results/compiled');

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // The machines that run this have two cores, and many tests start a server or a browser of their own.
    maxWorkers: 2,
    globalSetup: ['test/support/room.ts', 'test/jobs/report.ts'],
    sequence: { sequencer: LongestFirst },
    // Generous, because a shared machine may stand still for seconds; what may hang has a budget of its own in the code.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
  },
});
