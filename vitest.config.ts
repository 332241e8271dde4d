import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // The machines that run this have two cores, and many tests start a server or a browser of their own.
    maxWorkers: 2,
    // Generous, because a shared machine may stand still for seconds; what may hang has a budget of its own in the code.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
  },
});
