import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { addJobs } from '../../testing/jobs/index.ts';
import { scaled } from '../../testing/scale.ts';
import { inTransaction, type Transaction } from '../database/index.ts';
import { completeJob } from './settle-job.ts';
import { type TakenJob, takeJob } from './take-job.ts';

/** Of each kind; 1,000,000 at the scale of a long run. */
const OTHERS = scaled(10_000);
const STEP = 50_000;
const READY = 100;
const PRIORITIES = [-5, 0, 5];
const DAY = 24 * 3_600_000;
/** A take that walked over the others would read thousands. */
const FEW_ROWS = 50;
const WORKER = 'w';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test(`among ${OTHERS} jobs of each other kind, a job is taken in its turn by reading a few rows`, async () => {
  const busy = await fillWithOthers();
  for (const priority of PRIORITIES.toReversed())
    await addJobs(database.pool, payloads(0, READY, priority), { priority });
  const taken = await drain();
  const turns = PRIORITIES.flatMap((priority) => Array.from({ length: READY }, (_, n) => ({ priority, n })));
  expect(taken.map(({ job }) => job.payload)).toEqual(turns);
  expect(taken.filter(({ rowsRead }) => rowsRead >= FEW_ROWS)).toEqual([]);
  // The next of the queue is there at once, whatever waits behind it.
  await completeJob(database.pool, WORKER, busy);
  expect(await take()).toMatchObject({ job: { queue: 'busy', payload: { n: 1 } } });
});

/** Jobs of another name, of a later day, and of a queue of which one runs. @returns the one that runs */
async function fillWithOthers(): Promise<TakenJob> {
  for (let from = 0; from < OTHERS; from += STEP) {
    const jobs = payloads(from, Math.min(STEP, OTHERS - from));
    const later = new Date(Date.now() + DAY);
    await addJobs(database.pool, jobs, { name: 'elsewhere' });
    await addJobs(
      database.pool,
      jobs.map((job) => ({ ...job, runAt: later })),
    );
    await addJobs(
      database.pool,
      jobs.map((job) => ({ ...job, queue: 'busy' })),
      { priority: -9 },
    );
  }
  const { rows } = await database.pool.query('SELECT count(*)::int AS n FROM job');
  expect(rows).toEqual([{ n: 3 * OTHERS }]);
  const first = await take();
  // A take that meets a job of a busy queue moves its jobs out of the way, in steps.
  expect(await take()).toMatchObject({ job: null });
  return first.job as TakenJob;
}

function payloads(from: number, count: number, priority = 0): { payload: object }[] {
  return Array.from({ length: count }, (_, n) => ({ payload: { priority, n: from + n } }));
}

async function drain(): Promise<{ job: TakenJob; rowsRead: number }[]> {
  const taken: { job: TakenJob; rowsRead: number }[] = [];
  for (let { job, rowsRead } = await take(); job !== null; { job, rowsRead } = await take()) {
    taken.push({ job, rowsRead });
    await completeJob(database.pool, WORKER, job);
  }
  return taken;
}

/** Rows read, by index or not, as the session counts them before it tells the server. */
async function take(): Promise<{ job: TakenJob | null; rowsRead: number }> {
  return inTransaction(database.pool, async (tx) => {
    const before = await rowsRead(tx);
    const job = await takeJob(tx, WORKER, ['step'], []);
    return { job, rowsRead: (await rowsRead(tx)) - before };
  });
}

async function rowsRead(tx: Transaction): Promise<number> {
  const { rows } = await tx.query<{ read: number }>(
    `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables
     WHERE relname IN ('job', 'job_queue')`,
  );
  return rows[0]?.read ?? Number.NaN;
}
