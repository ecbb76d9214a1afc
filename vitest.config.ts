import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', 'data/**'];

/**
 * unit: no server needed. database: a clone of a real PostgreSQL. system: real registries, images and processes.
 * alone: what measures time, or counts what PostgreSQL counts; other work on the machine or the server would spoil it.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'testing/{runner,licences}/**/*.test.ts'],
          exclude: [...exclude, '**/*.{db,alone}.test.ts'],
          // Files share their modules: loading them anew for each took twice as long as the tests.
          isolate: false,
          testTimeout: 30_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'database',
          include: ['src/**/*.db.test.ts', 'testing/**/*.db.test.ts', 'conformance/**/*.test.ts'],
          exclude,
          globalSetup: ['testing/database/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'system',
          include: ['testing/system/**/*.test.ts'],
          exclude,
          globalSetup: ['testing/database/global-setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'alone',
          include: ['{src,testing}/**/*.alone.test.ts'],
          exclude,
          globalSetup: ['testing/database/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
