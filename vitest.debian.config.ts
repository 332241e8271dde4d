import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/**
 * The server's tests once more, on a PostgreSQL that the server does not bring, reached through the product's own `DATABASE_URL`: Debian's, or any that is given
 * under that name. Left out are `process`, which is about the embedded PostgreSQL's own life, and what needs a window.
 */
export default defineConfig({
  test: {
    ...base.test,
    name: 'DATABASE_URL',
    include: ['test/server/**/*.test.ts', 'test/sync/{server-port,sign-in}.test.ts'],
    exclude: ['test/server/process.test.ts'],
    globalSetup: ['test/support/room.ts', 'test/support/debian-postgres.ts'],
    passWithNoTests: true,
  },
});
