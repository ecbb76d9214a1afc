import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { inTransaction } from '../database/index.ts';
import { enqueue, enqueueMany } from './enqueue.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query('DELETE FROM graphile_worker._private_jobs'));

async function queued() {
  const { rows } = await database.pool.query(
    `SELECT identifier, payload, key, priority, max_attempts, run_at FROM graphile_worker._private_jobs job
     JOIN graphile_worker._private_tasks task ON task.id = task_id ORDER BY job.id`,
  );
  return rows;
}

test('a job is queued with the commit and not after a rollback', async () => {
  await inTransaction(database.pool, (tx) => enqueue(tx, 'scan-manifest', { digest: 'sha256:a' }));
  const undone = inTransaction(database.pool, async (tx) => {
    await enqueue(tx, 'scan-manifest', { digest: 'sha256:b' });
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await queued()).toMatchObject([{ identifier: 'scan-manifest', payload: { digest: 'sha256:a' } }]);
});

test('options reach the queue', async () => {
  const runAt = new Date(Date.UTC(2030, 0, 1));
  await enqueue(database.pool, 'sync-registry', {}, { jobKey: 'k', priority: -3, maxAttempts: 2, runAt });
  expect(await queued()).toMatchObject([{ key: 'k', priority: -3, max_attempts: 2, run_at: runAt.getTime() }]);
});

test('a waiting job of the same key is replaced, also within one call', async () => {
  await enqueue(database.pool, 'scan-manifest', { n: 1 }, { jobKey: 'a' });
  await enqueueMany(database.pool, 'scan-manifest', [
    { payload: { n: 2 }, jobKey: 'a' },
    { payload: { n: 3 }, jobKey: 'a' },
    { payload: { n: 4 } },
  ]);
  expect((await queued()).map((job) => job.payload.n).sort()).toEqual([3, 4]);
});

test('thousands of jobs take one statement for ten thousand of them', async () => {
  const jobs = Array.from({ length: 20_001 }, (_, n) => ({ payload: { n }, jobKey: `scan:${n}` }));
  let statements = 0;
  await inTransaction(database.pool, async (tx) => {
    const query = (...args: [never]) => {
      statements++;
      return tx.query(...args);
    };
    await enqueueMany({ query } as unknown as typeof tx, 'scan-manifest', jobs);
  });
  expect(statements).toBe(3);
  expect(await queued()).toHaveLength(20_001);
});

test('two transactions that queue the same keys in opposite order both succeed', async () => {
  const keys = Array.from({ length: 200 }, (_, n) => ({ payload: { n }, jobKey: `key:${n}` }));
  const add = (jobs: typeof keys) => inTransaction(database.pool, (tx) => enqueueMany(tx, 'scan-manifest', jobs));
  for (let round = 0; round < 5; round++) await Promise.all([add(keys), add([...keys].reverse())]);
  expect(await queued()).toHaveLength(200);
});

test('no jobs, no statement', async () => {
  await enqueueMany(database.pool, 'scan-manifest', []);
  expect(await queued()).toEqual([]);
});
