import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { addJob, addJobs, clearJobs, jobRows } from '../../testing/jobs/index.ts';
import { inTransaction } from '../database/index.ts';
import { completeJob, failJob, returnJob } from './settle-job.ts';
import { type TakenJob, takeJob } from './take-job.ts';
import { forgetFailed, releaseDeadWorkers, renewLease, returnForgotten } from './worker-lease.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await clearJobs(database.pool);
  await database.pool.query('DELETE FROM worker');
});

const rows = () => jobRows(database.pool);
const add = (n: number, key?: string) =>
  addJob(database.pool, { payload: { n }, ...(key === undefined ? {} : { key }) });
const take = async (worker = 'w') => (await takeJob(database.pool, worker, ['step'], [])) as TakenJob;

test('a failed job waits for e, e², e³ seconds and so on, until its attempts are used up', async () => {
  await addJob(database.pool, { attempts: 4 });
  for (let failure = 1; failure <= 3; failure++) {
    const { id, attempt } = await take();
    expect(attempt).toBe(failure);
    await failJob(database.pool, 'w', id, { reason: `failure ${failure}`, final: false });
    const { rows: found } = await database.pool.query(
      `SELECT attempts, last_error, state, extract(epoch FROM run_at - now())::float8 AS wait FROM job`,
    );
    const { wait, ...row } = found[0];
    expect(row).toEqual({ attempts: failure, last_error: `failure ${failure}`, state: 'waiting' });
    expect(wait / Math.E ** failure).toBeCloseTo(1, 1);
    await database.pool.query('UPDATE job SET run_at = now()');
  }
  await failJob(database.pool, 'w', (await take()).id, { reason: 'the last', final: false });
  expect(await rows()).toMatchObject([{ attempts: 4, state: 'failed', last_error: 'the last', worker_id: null }]);
});

test('crashes and stops are no attempts', async () => {
  await addJob(database.pool, { attempts: 1 });
  for (let round = 0; round < 5; round++) await returnJob(database.pool, 'w', (await take()).id, true);
  for (let round = 0; round < 5; round++) await returnJob(database.pool, 'w', (await take()).id);
  expect(await rows()).toMatchObject([{ attempts: 0, crashes: 5, state: 'waiting' }]);
});

describe('a running job whose key was queued anew', () => {
  let old: TakenJob;
  beforeEach(async () => {
    await add(1, 'k');
    old = await take();
    await add(2, 'k');
  });

  test('is completed beside the later one', async () => {
    await completeJob(database.pool, 'w', old);
    expect(await rows()).toMatchObject([{ payload: { n: 2 }, state: 'waiting' }]);
  });

  test('does not run again after a failure: the later one does, with all its attempts', async () => {
    await failJob(database.pool, 'w', old.id, { reason: 'x', final: false });
    expect(await rows()).toMatchObject([{ payload: { n: 2 }, state: 'waiting', attempts: 0 }]);
  });

  test('is kept for operators when it failed for good', async () => {
    await failJob(database.pool, 'w', old.id, { reason: 'x', final: true });
    expect(await rows()).toMatchObject([
      { payload: { n: 1 }, state: 'failed', last_error: 'x' },
      { payload: { n: 2 }, state: 'waiting' },
    ]);
  });

  test('does not run again after a stop', async () => {
    expect(await returnJob(database.pool, 'w', old.id)).toBe(true);
    expect(await rows()).toMatchObject([{ payload: { n: 2 }, state: 'waiting', crashes: 0 }]);
  });

  test('hands its crashes on, so that queueing it anew does not hide what kills workers', async () => {
    await database.pool.query('UPDATE job SET crashes = 3 WHERE id = $1', [old.id]);
    await returnJob(database.pool, 'w', old.id, true);
    expect(await rows()).toMatchObject([{ payload: { n: 2 }, crashes: 4 }]);
  });

  test('may run beside it, and whichever comes back first waits', async () => {
    const later = await take('other worker');
    expect(later.payload).toEqual({ n: 2 });
    await returnJob(database.pool, 'w', old.id);
    await returnJob(database.pool, 'other worker', later.id);
    expect(await rows()).toHaveLength(1);
  });

  test('comes back after a transaction that was queueing it, not beside it', async () => {
    await database.pool.query(`DELETE FROM job WHERE state = 'waiting'`);
    const returned = inTransaction(database.pool, async (tx) => {
      await addJob(tx, { payload: { n: 3 }, key: 'k' });
      const returning = returnJob(database.pool, 'w', old.id);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { returning };
    });
    expect(await (await returned).returning).toBe(true);
    expect(await rows()).toMatchObject([{ payload: { n: 3 }, state: 'waiting' }]);
  });
});

describe('leases', () => {
  const expire = (worker: string) =>
    database.pool.query(`UPDATE worker SET beat_at = now() - interval '1 minute' WHERE worker_id = $1`, [worker]);
  const age = () =>
    database.pool.query(`UPDATE job SET taken_at = now() - interval '1 minute' WHERE state = 'running'`);

  test('the jobs of a worker whose lease has expired are released, those of others are not', async () => {
    for (const [n, worker] of ['alive', 'dead', 'unknown'].entries()) {
      await renewLease(database.pool, worker);
      await add(n);
      await take(worker);
    }
    await database.pool.query(`DELETE FROM worker WHERE worker_id = 'unknown'`);
    await expire('dead');
    await age();
    expect(await releaseDeadWorkers(database.pool, 30_000)).toBe(2);
    expect(await rows()).toMatchObject([
      { worker_id: 'alive', state: 'running', crashes: 0 },
      { worker_id: null, state: 'waiting', crashes: 1 },
      { worker_id: null, state: 'waiting', crashes: 1 },
    ]);
    expect(await renewLease(database.pool, 'alive')).toBe(true);
    expect(await renewLease(database.pool, 'dead')).toBe(false);
  });

  test('a job that was just taken is left to its worker, which may have its lease anew in a moment', async () => {
    await add(1);
    await take('without lease');
    expect(await releaseDeadWorkers(database.pool, 30_000)).toBe(0);
  });

  test('two sweeps at once count one crash', async () => {
    for (let n = 0; n < 20; n++) {
      await add(n);
      await take('dead');
    }
    await age();
    const released = await Promise.all([1, 2, 3].map(() => releaseDeadWorkers(database.pool, 30_000)));
    expect(released.reduce((sum, each) => sum + each)).toBe(20);
    expect((await rows()).map(({ crashes }) => crashes)).toEqual(Array(20).fill(1));
  });

  test('dead workers with many keys and somebody who queues the same keys do not deadlock', async () => {
    const jobs = Array.from({ length: 50 }, (_, n) => ({ payload: { n }, key: `k${n}` }));
    for (let round = 0; round < 5; round++) {
      await addJobs(database.pool, jobs);
      for (let n = 0; n < 50; n++) await take('dead');
      await age();
      const queueing = inTransaction(database.pool, (tx) => addJobs(tx, jobs));
      const [released] = await Promise.all([releaseDeadWorkers(database.pool, 30_000), queueing]);
      expect(released).toBe(50);
      expect(await rows()).toHaveLength(50);
      await clearJobs(database.pool);
    }
  });

  test('a job that a worker took without learning of it is given back', async () => {
    await add(1);
    await add(2);
    const known = await take();
    await take();
    await age();
    await returnForgotten(database.pool, 'w', new Set([known.id]), 30_000);
    expect((await rows()).map(({ state }) => state)).toEqual(['running', 'waiting']);
  });
});

test('failed jobs are kept for a week', async () => {
  for (const days of [6, 8]) {
    await add(days);
    await failJob(database.pool, 'w', (await take()).id, { reason: 'x', final: true });
    await database.pool.query(
      `UPDATE job SET failed_at = now() - $1 * interval '1 day' WHERE failed_at > now() - interval '1 h'`,
      [days],
    );
  }
  await forgetFailed(database.pool);
  expect(await rows()).toMatchObject([{ payload: { n: 6 } }]);
});
