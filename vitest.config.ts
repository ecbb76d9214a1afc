import { defineConfig } from 'vitest/config';
import { SCALE } from './testing/scale.ts';

/** A long run (testing/scale.ts) needs more time, and more random cases where a property names no number. */
const patience = Math.max(1, SCALE);
const setupFiles = SCALE === 1 ? [] : ['testing/property-runs.ts'];
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
          include: ['src/**/*.test.ts', 'testing/{runner,licences,long}/**/*.test.ts'],
          exclude: [...exclude, '**/*.{db,alone}.test.ts'],
          // Files share their modules: loading them anew for each took twice as long as the tests.
          isolate: false,
          setupFiles,
          testTimeout: 30_000 * patience,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'database',
          include: ['src/**/*.db.test.ts', 'testing/**/*.db.test.ts', 'conformance/**/*.test.ts'],
          exclude,
          globalSetup: ['testing/database/global-setup.ts'],
          setupFiles,
          testTimeout: 60_000 * patience,
          hookTimeout: 60_000 * patience,
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
          setupFiles,
          testTimeout: 600_000 * patience,
          hookTimeout: 600_000 * patience,
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
          setupFiles,
          testTimeout: 60_000 * patience,
          hookTimeout: 60_000 * patience,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
