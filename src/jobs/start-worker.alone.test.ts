import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Type from 'typebox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { addJob, handledJobs, jobRows, type TestHandlers } from '../../testing/jobs/index.ts';
import { AppError } from '../model/index.ts';
import { createLogger } from '../process/index.ts';
import { defineJob } from './define-job.ts';
import { every } from './schedule.ts';
import { startWorker, type Worker, type WorkerOptions } from './start-worker.ts';

const CHILD = fileURLToPath(new URL('../../testing/jobs/worker-process.ts', import.meta.url));
const started: Worker[] = [];
const children: ChildProcess[] = [];
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
  await database.drop();
});

async function work(
  handlers: TestHandlers,
  { urgent = [], ...options }: Partial<WorkerOptions> & { readonly urgent?: readonly string[] } = {},
): Promise<Worker> {
  const logger = createLogger('silent');
  const worker = await startWorker({
    pool: database.pool,
    logger,
    concurrency: 2,
    jobs: handledJobs(handlers, urgent),
    ...options,
  });
  started.push(worker);
  return worker;
}

const jobs = () => jobRows(database.pool);

async function until<T>(read: () => Promise<T> | T, holds: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const value = await read();
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`still ${JSON.stringify(await read())} after 15 s`);
}

test('the commit of a job wakes a worker that does not poll, and the job is gone when done', async () => {
  const seen: unknown[] = [];
  const handlers: TestHandlers = {
    'scan-manifest': async (payload, { attempt, maxAttempts, crashes }) =>
      void seen.push(payload, attempt, maxAttempts, crashes),
  };
  await work(handlers, { pollMs: 3_600_000 });
  await addJob(database.pool, { name: 'scan-manifest', payload: { digest: 'sha256:a' } });
  await until(
    () => seen,
    (values) => values.length > 0,
  );
  expect(seen).toEqual([{ digest: 'sha256:a' }, 1, 10, 0]);
  await until(jobs, (rows) => rows.length === 0);
});

test('a failed job backs off and keeps its reason', async () => {
  await work({ flaky: async () => Promise.reject(new AppError('registry_unreachable', 'no route')) });
  await addJob(database.pool, { name: 'flaky' });
  const rows = await until(jobs, (all) => all[0]?.last_error !== null && all[0]?.state === 'waiting');
  expect(rows).toMatchObject([{ attempts: 1, last_error: 'no route', state: 'waiting', worker_id: null, later: true }]);
});

test.each(['invalid_parameter', 'not_found', 'forbidden', 'egress_denied'] as const)(
  'an error that trying again cannot help ends the job for good: %s',
  async (code) => {
    await work({ hopeless: async () => Promise.reject(new AppError(code, 'never')) });
    await addJob(database.pool, { name: 'hopeless' });
    const rows = await until(jobs, (all) => all[0]?.last_error === 'never');
    expect(rows).toMatchObject([{ attempts: 1, max_attempts: 10, state: 'failed', worker_id: null }]);
  },
);

test('an error whose message no database can hold fails its job like any other, and the worker goes on', async () => {
  const bad = async () => Promise.reject(new Error(`read \0${'x'.repeat(100_000)}`));
  await work({ bad }, { concurrency: 1 });
  await addJob(database.pool, { name: 'bad' });
  const [job] = await until(jobs, ([row]) => row?.last_error != null);
  expect(job).toMatchObject({ attempts: 1, state: 'waiting', worker_id: null });
  expect(job?.last_error?.length).toBeLessThan(5_000);
});

test('a stop aborts the running job and gives it back without counting an attempt', async () => {
  let running = false;
  const worker = await work({
    slow: (_payload, { signal }) => {
      running = true;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  await addJob(database.pool, { name: 'slow', queue: 'one' });
  await until(() => running, Boolean);
  await worker.stop();
  expect(await jobs()).toMatchObject([
    { attempts: 0, state: 'waiting', worker_id: null, later: false, last_error: null },
  ]);
  const { rows } = await database.pool.query(
    'SELECT (SELECT count(*) FROM worker) AS workers, (SELECT count(*) FROM job_queue) AS queues',
  );
  expect(rows).toEqual([{ workers: 0, queues: 0 }]);
});

test('a job whose handler ignores the stop is given back after the drain time', async () => {
  let running = false;
  const endless = () => {
    running = true;
    return new Promise<void>(() => {});
  };
  const worker = await work({ endless }, { drainMs: 200 });
  await addJob(database.pool, { name: 'endless' });
  await until(() => running, Boolean);
  await worker.stop();
  expect(await jobs()).toMatchObject([{ attempts: 0, state: 'waiting', worker_id: null }]);
});

async function startChild(staleMs: number): Promise<{ child: ChildProcess; line: Promise<string> }> {
  const args = ['--import', 'tsx', CHILD, database.url, String(staleMs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text));
  return { child, line };
}

test('after kill -9 of a worker its job runs elsewhere, with the crash counted and no attempt', async () => {
  await addJob(database.pool, { name: 'endless', payload: { n: 1 }, queue: 'one', attempts: 1 });
  const { child, line } = await startChild(3000);
  expect(await line).toBe('started {"n":1}');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const runs: unknown[] = [];
  await work(
    { endless: async (payload, { attempt, crashes }) => void runs.push({ payload, attempt, crashes }) },
    { staleMs: 3000 },
  );
  await until(
    () => runs,
    (all) => all.length > 0,
  );
  expect(runs).toEqual([{ payload: { n: 1 }, attempt: 1, crashes: 1 }]);
});

test('an exclusive worker takes the job of a killed one at once', async () => {
  await addJob(database.pool, { name: 'endless' });
  const { child, line } = await startChild(30_000);
  await line;
  child.kill('SIGKILL');
  await once(child, 'exit');
  let runs = 0;
  await work({ endless: async () => void runs++ }, { exclusive: true });
  await until(
    () => runs,
    (count) => count === 1,
  );
});

test('a living worker keeps its job however long it runs', async () => {
  await addJob(database.pool, { name: 'endless' });
  const { line } = await startChild(2000);
  await line;
  let taken = 0;
  await work({ endless: async () => void taken++ }, { staleMs: 2000 });
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect(taken).toBe(0);
});

test('a worker whose lease another has removed aborts what it runs and goes on', async () => {
  const runs: AbortSignal[] = [];
  const endless: TestHandlers[string] = (_payload, { signal }) => {
    runs.push(signal);
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  await work({ endless }, { staleMs: 900 });
  await addJob(database.pool, { name: 'endless' });
  await until(
    () => runs.length,
    (count) => count === 1,
  );
  await database.pool.query('DELETE FROM worker');
  await until(
    () => runs.length,
    (count) => count === 2,
  );
  expect(runs[0]?.aborted).toBe(true);
});

test('a job that others took from a living worker is not run by it twice at once', async () => {
  let now = 0;
  let most = 0;
  let runs = 0;
  const slow = async () => {
    runs++;
    now++;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    now--;
  };
  await work({ slow });
  await addJob(database.pool, { name: 'slow' });
  await until(
    () => runs,
    (count) => count === 1,
  );
  await database.pool.query(`UPDATE job SET state = 'waiting', worker_id = NULL, taken_at = NULL`);
  await addJob(database.pool, { name: 'slow', runAt: new Date(Date.now() + 3_600_000) });
  await until(
    () => runs,
    (count) => count === 2,
  );
  expect(most).toBe(1);
});

test('every connection may break while jobs run, and all jobs are still done', async () => {
  const done = new Set<number>();
  await work({
    step: async (payload) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.add((payload as { n: number }).n);
    },
  });
  for (let n = 0; n < 60; n++) await addJob(database.pool, { payload: { n } });
  for (let round = 0; round < 4; round++) {
    await database.pool
      .query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
      .catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await until(
    () => done.size,
    (count) => count === 60,
  );
  await until(
    () => jobs().catch(() => [{}]),
    (rows) => rows.length === 0,
  );
});

test('a scheduled job is queued once for all workers, and again when its time has come', async () => {
  let runs = 0;
  const refreshJob = defineJob({ name: 'refresh', payload: Type.Object({ source: Type.String() }) });
  const schedule = [every(5, refreshJob, { source: 'a' })];
  const refresh = async (payload: unknown): Promise<void> => {
    expect(payload).toEqual({ source: 'a' });
    runs++;
  };
  await Promise.all([work({ refresh }, { schedule, staleMs: 600 }), work({ refresh }, { schedule, staleMs: 600 })]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(runs).toBe(1);
  await until(
    () => runs,
    (count) => count === 2,
  );
});

test('a job that was taken but whose answer got lost runs again', async () => {
  const runs: number[] = [];
  await work({ step: async (_payload, { attempt }) => void runs.push(attempt) }, { staleMs: 900 });
  await addJob(database.pool, { runAt: new Date(Date.now() + 3_600_000) });
  await database.pool.query(
    `UPDATE job SET state = 'running', worker_id = (SELECT worker_id FROM worker), taken_at = now(), run_at = now()`,
  );
  await until(
    () => runs,
    (all) => all.length > 0,
  );
  expect(runs).toEqual([1]);
});

test('jobs of one queue run one after the other, others beside them', async () => {
  let active = 0;
  let most = 0;
  const step = async (): Promise<void> => {
    active++;
    most = Math.max(most, active);
    await new Promise((resolve) => setTimeout(resolve, 50));
    active--;
  };
  for (let n = 0; n < 5; n++) await addJob(database.pool, { payload: { n }, queue: 'registry:1' });
  await work({ step }, { concurrency: 3 });
  await until(jobs, (rows) => rows.length === 0);
  expect(most).toBe(1);
});

test('the most urgent job runs first', async () => {
  const order: unknown[] = [];
  for (const priority of [5, -5, 0]) await addJob(database.pool, { payload: { priority }, priority });
  await work(
    { step: async (payload) => void order.push((payload as { priority: number }).priority) },
    { concurrency: 1 },
  );
  await until(jobs, (rows) => rows.length === 0);
  expect(order).toEqual([-5, 0, 5]);
});

test('a job that people wait for runs although long ones fill every place', async () => {
  let endLong = () => {};
  const long = new Promise<void>((resolve) => {
    endLong = resolve;
  });
  for (let n = 0; n < 3; n++) await addJob(database.pool, { name: 'long', payload: { n } });
  const done: string[] = [];
  const handlers = { long: () => long, short: async () => void done.push('short') };
  await work(handlers, { concurrency: 2, urgent: ['short'] });
  await until(jobs, (rows) => rows.filter((row) => row.state === 'running').length === 2);
  await addJob(database.pool, { name: 'short' });
  await until(jobs, (rows) => rows.length === 3);
  expect(done).toEqual(['short']);
  endLong();
  await until(jobs, (rows) => rows.length === 0);
});

test('each run is observed with its outcome', async () => {
  const observed: string[] = [];
  let endlessRuns = false;
  const handlers = {
    good: async () => {},
    bad: async () => Promise.reject(new Error('later')),
    hopeless: async () => Promise.reject(new AppError('not_found', 'never')),
    endless: (_payload: unknown, { signal }: { signal: AbortSignal }) => {
      endlessRuns = true;
      return new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  };
  const observe = (name: string, outcome: string, seconds: number) => {
    expect(seconds).toBeGreaterThanOrEqual(0);
    observed.push(`${name} ${outcome}`);
  };
  const worker = await work(handlers, { observe, concurrency: 4 });
  for (const name of Object.keys(handlers)) await addJob(database.pool, { name });
  await until(
    () => endlessRuns && observed.length,
    (count) => count === 3,
  );
  await worker.stop();
  // A slot that was just asking for a job may get the one that another gave back, and gives it back too.
  expect([...new Set(observed)].sort()).toEqual(['bad retried', 'endless returned', 'good done', 'hopeless failed']);
});
