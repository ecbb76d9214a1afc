import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction, migrate, pendingMigrations } from '../../src/database/index.ts';
import { takeJob } from '../../src/jobs/take-job.ts';
import { jobRows } from '../jobs/index.ts';
import { type RestoredState, restoreState } from './stored-state.ts';

/** A job as release 0.1.0 stored it. */
interface OldJob {
  readonly id: number;
  readonly name: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly queue: string | null;
  readonly priority: number;
  readonly run_at: number;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly last_error: string | null;
  readonly created_at: number;
  readonly locked_by: string | null;
  readonly locked_at: number | null;
  readonly crashes: number;
}

let state: RestoredState;
beforeEach(async () => {
  state = await restoreState();
});
afterEach(() => state.drop());

async function oldJobs(): Promise<OldJob[]> {
  const { rows } = await state.pool.query<OldJob>(
    `SELECT j.*, t.identifier AS name, q.queue_name AS queue, coalesce(c.crashes, 0) AS crashes
     FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
     LEFT JOIN job_crash c ON c.job_id = j.id ORDER BY j.id`,
  );
  return rows;
}

/** Queues as 0.1.0 did. */
const OLD_ENQUEUE = `
  WITH task AS (
    INSERT INTO graphile_worker._private_tasks (identifier) VALUES ($1)
    ON CONFLICT (identifier) DO UPDATE SET identifier = excluded.identifier RETURNING id)
  INSERT INTO graphile_worker._private_jobs (task_id, key, max_attempts) SELECT id, $2, 10 FROM task`;

const exists = async (name: string) => {
  const { rows } = await state.pool.query<{ found: string | null }>('SELECT to_regclass($1)::text AS found', [name]);
  return rows[0]?.found !== null;
};

/** Their payload named what had changed; that is in tables now, for one job (migrations/0019-judge-again.sql). */
const REPLACED = ['rematch-packages', 'rejudge-ecosystems'];

test('every job is carried over with all that is known about it', async () => {
  const before = (await oldJobs()).filter((old) => !(REPLACED.includes(old.name) && stateOf(old) === 'waiting'));
  expect(before.map(stateOf)).toEqual(expect.arrayContaining(['waiting', 'running', 'failed']));
  await migrate(state.pool);
  const after = (await jobRows(state.pool)).filter(({ name }) => name !== 'rejudge-images');
  expect(after).toMatchObject(
    before.map((old) => ({
      name: old.name === 'purge' ? 'purge-inventory' : old.name,
      payload: old.payload,
      queue: old.queue,
      priority: old.priority,
      run_at: old.run_at,
      state: stateOf(old),
      attempts: stateOf(old) === 'running' ? old.attempts - 1 : old.attempts,
      max_attempts: old.max_attempts,
      crashes: old.crashes,
      worker_id: old.locked_by,
      taken_at: old.locked_at,
      last_error: old.last_error,
      created_at: old.created_at,
    })),
  );
  expect(after.map(({ key }) => key !== null)).toEqual(before.map(({ key }) => key !== null));
  expect(await exists('graphile_worker._private_jobs')).toBe(false);
  expect(await exists('job_crash')).toBe(false);
});

test('the matching and judging that waited are one job and what it has to do', async () => {
  const { pool } = state;
  expect(
    (await oldJobs())
      .filter((old) => REPLACED.includes(old.name))
      .map(stateOf)
      .sort(),
  ).toEqual(['failed', 'waiting', 'waiting']);
  await migrate(pool);
  const { rows } = await pool.query(
    `SELECT DISTINCT name, ecosystem FROM package_to_match JOIN package USING (project_pk, package_pk) ORDER BY 1`,
  );
  expect(rows).toEqual([
    { name: 'base-files', ecosystem: 'Debian:12' },
    { name: 'bash', ecosystem: 'Ubuntu:22.04:LTS' },
  ]);
  const found = (await jobRows(pool)).filter(({ name }) => name === 'rejudge-images' || REPLACED.includes(name));
  expect(found.map(({ name, key, state: now }) => [name, key, now]).sort()).toEqual([
    ['rejudge-images', 'all', 'waiting'],
    ['rematch-packages', null, 'failed'],
  ]);
});

test('a queue of which one ran stays taken, and its other jobs wait', async () => {
  await migrate(state.pool);
  const { rows } = await state.pool.query(
    `SELECT queue, name, state FROM job_queue JOIN job USING (queue) WHERE job.id = job_id`,
  );
  expect(rows).toEqual([{ queue: expect.stringMatching(/^sync:/), name: 'sync-registry', state: 'running' }]);
  expect(await takeJob(state.pool, 'w', ['sync-registry'], [])).not.toMatchObject({ queue: rows[0].queue });
});

test('jobs that waited are found by the keys of this release', async () => {
  await migrate(state.pool);
  const keys = (await jobRows(state.pool)).flatMap(({ name, key, state: now }) =>
    now === 'waiting' ? [[name, key]] : [],
  );
  const patterns: Record<string, RegExp> = {
    'scan-manifest': /^1:sha256:[0-9a-f]{64}$/,
    'check-registry': /^1:\d+$/,
    'delete-registry': /^1:\d+$/,
    'sync-registry': /^1:\d+:[0-9a-f-]{36}$/,
    'fill-scan-task': /^[0-9a-f-]{36}$/,
    'queue-scans': /^[0-9a-f-]{36}$/,
    'stop-scans': /^[0-9a-f-]{36}$/,
    'load-advisories': /^testing\/upgrade\/advisories$/,
    'purge-inventory': /^all$/,
  };
  for (const [name, pattern] of Object.entries(patterns)) {
    const found = keys.filter(([each]) => each === name).map(([, key]) => key);
    expect([name, found.length > 0, found.every((key) => pattern.test(key as string))]).toEqual([name, true, true]);
  }
});

test('new jobs get ids above those that were carried over', async () => {
  const before = await oldJobs();
  await migrate(state.pool);
  const { rows } = await state.pool.query(
    `INSERT INTO job (name, payload, priority, max_attempts) VALUES ('step', '{}', 0, 1) RETURNING id`,
  );
  expect(rows[0].id).toBeGreaterThan(Math.max(...before.map(({ id }) => id)));
});

test('a job that a transaction of the old release is just queueing is carried over, too', async () => {
  let migrating: Promise<unknown> = Promise.resolve();
  await inTransaction(state.pool, async (tx) => {
    await tx.query(OLD_ENQUEUE, ['check-registry', 'check-registry:9:9']);
    migrating = migrate(state.pool);
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  await migrating;
  expect(await jobRows(state.pool)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'check-registry', key: '9:9', state: 'waiting' })]),
  );
});

test('a statement of the old release that takes its locks in another order breaks off at most itself', async () => {
  let migrating: Promise<unknown> = Promise.resolve();
  const old = inTransaction(state.pool, async (tx) => {
    await tx.query('LOCK TABLE job_crash IN ROW EXCLUSIVE MODE');
    migrating = migrate(state.pool);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await tx.query('DELETE FROM job_crash WHERE job_id NOT IN (SELECT id FROM graphile_worker._private_jobs)');
  });
  await old.catch((error: { code: string }) => expect(['40P01', '42P01']).toContain(error.code));
  await migrating;
  expect(await pendingMigrations(state.pool)).toEqual([]);
});

test('what processes of the old release queue after the migration fails with its transaction', async () => {
  await migrate(state.pool);
  const count = (await jobRows(state.pool)).length;
  await expect(state.pool.query(OLD_ENQUEUE, ['check-registry', 'k'])).rejects.toThrow('graphile_worker');
  expect(await jobRows(state.pool)).toHaveLength(count);
});

test('tables that another program uses, too, stay with its jobs', async () => {
  await state.pool.query(OLD_ENQUEUE, ['send-mail', 'mail:1']);
  await migrate(state.pool);
  expect((await jobRows(state.pool)).map(({ name }) => name)).not.toContain('send-mail');
  const { rows } = await state.pool.query('SELECT key FROM graphile_worker._private_jobs');
  expect(rows).toEqual([{ key: 'mail:1' }]);
});

test('a database whose old release had not made its queue yet gets one', async () => {
  await state.pool.query('DROP SCHEMA graphile_worker CASCADE');
  await migrate(state.pool);
  expect(await jobRows(state.pool)).toEqual([]);
  expect(await exists('job_queue')).toBe(true);
});

function stateOf({ locked_by, attempts, max_attempts }: OldJob): string {
  if (locked_by !== null) return 'running';
  return attempts >= max_attempts ? 'failed' : 'waiting';
}
