import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { addJob, addJobs, clearJobs, jobRows, type TestJob, type TestJobKind } from '../../testing/jobs/index.ts';
import { scaled } from '../../testing/scale.ts';
import { inTransaction } from '../database/index.ts';
import { completeJob, failJob, repairQueues, returnJob } from './settle-job.ts';
import { type TakenJob, takeJob } from './take-job.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => clearJobs(database.pool));

const HOUR = 3_600_000;
const NAMES = ['step', 'other'];
const take = (names: readonly string[] = NAMES, running: number[] = []) => takeJob(database.pool, 'w', names, running);
const add = (n: number, options: TestJob & TestJobKind = {}, name = 'step') =>
  addJob(database.pool, { name, payload: { n }, ...options });
const complete = (job: TakenJob | null) => completeJob(database.pool, 'w', job as TakenJob);
const numberOf = (job: TakenJob | null) => (job?.payload as { n: number } | undefined)?.n ?? null;
const states = async () => (await jobRows(database.pool)).map(({ state }) => state);

/** Takes and completes until nothing is due. @returns the numbers in the order in which they were taken */
async function drain(): Promise<(number | null)[]> {
  const order = [];
  for (let job = await take(); job !== null; job = await take()) {
    order.push(numberOf(job));
    await complete(job);
  }
  return order;
}

test('nothing is taken from an empty queue, nor of another name, nor what is due later', async () => {
  expect(await take()).toBeNull();
  await add(1, {}, 'unknown');
  await add(2, { runAt: new Date(Date.now() + HOUR) });
  expect(await take()).toBeNull();
});

test('a taken job says everything about itself', async () => {
  await add(7, { key: 'k', queue: 'q', attempts: 3 });
  await database.pool.query('UPDATE job SET attempts = 1, crashes = 2');
  const told = { name: 'step', payload: { n: 7 }, key: 'k', queue: 'q', attempt: 2, maxAttempts: 3, crashes: 2 };
  expect(await take()).toMatchObject(told);
  expect(await jobRows(database.pool)).toMatchObject([{ state: 'running', worker_id: 'w', attempts: 1 }]);
});

test('a job that this worker still runs is left to others', async () => {
  await add(1);
  const job = await take();
  await returnJob(database.pool, 'w', job?.id as number);
  expect(await take(NAMES, [job?.id as number])).toBeNull();
  expect(numberOf(await take())).toBe(1);
});

test('jobs are taken by priority, then by time, over all names; those of one name and time by age', async () => {
  const job = fc.record({
    name: fc.constantFrom(...NAMES, 'unknown'),
    priority: fc.integer({ min: -2, max: 2 }),
    hoursAgo: fc.integer({ min: -2, max: 3 }).filter((hours) => hours !== 0),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(job, { maxLength: 15 }), async (jobs) => {
      await clearJobs(database.pool);
      const now = Date.now();
      for (const [n, { name, priority, hoursAgo }] of jobs.entries())
        await add(n, { priority, runAt: new Date(now - hoursAgo * HOUR) }, name);
      const due = jobs.filter(({ name, hoursAgo }) => name !== 'unknown' && hoursAgo > 0);
      const compare = (a: Placed, b: Placed) => a.priority - b.priority || b.hoursAgo - a.hoursAgo || a.n - b.n;
      const sorted = due.map((each, n) => ({ ...each, n })).toSorted(compare);
      const taken = (await drain()).map((n) => ({ ...(jobs[n as number] as (typeof jobs)[number]), n: n as number }));
      const place = ({ priority, hoursAgo }: Placed) => [priority, hoursAgo];
      const whole = ({ priority, hoursAgo, n }: Placed) => [priority, hoursAgo, n];
      expect(taken.map(place)).toEqual(sorted.map(place));
      const named = (wanted: string) => taken.filter(({ name }) => name === wanted);
      for (const group of NAMES.map(named)) expect(group.map(whole)).toEqual(group.toSorted(compare).map(whole));
    }),
    { numRuns: scaled(30) },
  );
});

interface Placed {
  readonly priority: number;
  readonly hoursAgo: number;
  readonly n: number;
}

test('two that take at once get different jobs, and both of them one', async () => {
  for (let n = 0; n < 40; n++) await add(n);
  const taken = await Promise.all(Array.from({ length: 40 }, () => take()));
  expect(new Set(taken.map((job) => job?.id)).size).toBe(40);
});

describe('queues', () => {
  test('of one queue one job runs, and the next is free when it has ended', async () => {
    for (let n = 1; n <= 3; n++) await add(n, { queue: 'q' });
    const first = await take();
    expect(numberOf(first)).toBe(1);
    expect(await take()).toBeNull();
    expect(await states()).toEqual(['running', 'blocked', 'blocked']);
    await complete(first);
    expect(await states()).toEqual(['waiting', 'blocked']);
    expect(await drain()).toEqual([2, 3]);
    expect((await database.pool.query('SELECT FROM job_queue')).rowCount).toBe(0);
  });

  test.each<[string, (job: TakenJob) => Promise<unknown>]>([
    ['is completed', (job) => completeJob(database.pool, 'w', job)],
    ['fails', (job) => failJob(database.pool, 'w', job.id, { reason: 'x', final: false })],
    ['fails for good', (job) => failJob(database.pool, 'w', job.id, { reason: 'x', final: true })],
    ['is given back', (job) => returnJob(database.pool, 'w', job.id)],
    ['was of a worker that died', (job) => returnJob(database.pool, 'w', job.id, true)],
  ])('a job that %s frees its queue', async (_, end) => {
    await add(1, { queue: 'q' });
    await add(2, { queue: 'q', runAt: new Date(Date.now() - 1000) });
    const first = await take();
    expect(await take()).toBeNull();
    await end(first as TakenJob);
    expect(await take()).not.toBeNull();
  });

  test('a blocked queue holds up no other job, however many of it wait', async () => {
    const blocked = Array.from({ length: 25_000 }, (_, n) => ({ payload: { n }, queue: 'q' }));
    await addJobs(database.pool, blocked);
    await add(-1, { priority: 5 }, 'other');
    expect(numberOf(await take())).toBe(0);
    expect(numberOf(await take())).toBe(-1);
  });

  test('the most urgent of a queue runs next, also when it came last', async () => {
    await add(1, { queue: 'q' });
    const first = await take();
    for (let n = 2; n <= 4; n++) await add(n, { queue: 'q', priority: -n });
    expect(await take()).toBeNull();
    await complete(first);
    expect(await drain()).toEqual([4, 3, 2]);
  });

  test('a failed job that waits for its next try does not hold up its queue', async () => {
    await add(1, { queue: 'q' });
    await add(2, { queue: 'q' });
    const first = await take();
    expect(await take()).toBeNull();
    await failJob(database.pool, 'w', first?.id as number, { reason: 'x', final: false });
    expect(await drain()).toEqual([2]);
  });

  test('a blocked job that is queued anew waits in its queue as before', async () => {
    await add(1, { queue: 'q' });
    await add(2, { queue: 'q', key: 'k' });
    const first = await take();
    expect(await take()).toBeNull();
    await add(3, { queue: 'q', key: 'k' });
    expect(await take()).toBeNull();
    expect(await states()).toEqual(['running', 'blocked']);
    await complete(first);
    expect(await drain()).toEqual([3]);
  });

  test('a worker that lost its job does not free the queue for others', async () => {
    await add(1, { queue: 'q' });
    await add(2, { queue: 'q' });
    const lost = (await take()) as TakenJob;
    expect(await returnJob(database.pool, 'w', lost.id, true)).toBe(true);
    const again = await takeJob(database.pool, 'other worker', NAMES, []);
    expect(again?.id).toBe(lost.id);
    await completeJob(database.pool, 'w', lost);
    await failJob(database.pool, 'w', lost.id, { reason: 'x', final: true });
    expect(await returnJob(database.pool, 'w', lost.id)).toBe(false);
    expect(await take()).toBeNull();
    expect(await states()).toEqual(['running', 'blocked']);
  });

  test('a job cannot end between the look at its queue and the mark on the one behind it', async () => {
    await add(1, { queue: 'q' });
    const first = await take();
    await add(2, { queue: 'q' });
    const order: string[] = [];
    let ended: Promise<unknown> = Promise.resolve();
    await inTransaction(database.pool, async (tx) => {
      await takeJob(tx, 'other worker', NAMES, []);
      ended = complete(first).then(() => order.push('completed'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push('blocked');
    });
    await ended;
    expect(order).toEqual(['blocked', 'completed']);
    expect(numberOf(await take())).toBe(2);
  });

  test('rows that an operator deleted do not block a queue for ever', async () => {
    for (let n = 1; n <= 3; n++) await add(n, { queue: 'q' });
    await take();
    expect(await take()).toBeNull();
    await database.pool.query(`DELETE FROM job WHERE state = 'running'`);
    await repairQueues(database.pool);
    expect(await drain()).toEqual([2, 3]);
  });

  test('many workers, queues, failures and replacements: never two of a queue at once, and all jobs end', async () => {
    const running = new Set<string>();
    const left = new Set<string>();
    for (let n = 0; n < 300; n++) {
      const queue = `q${n % 7}`;
      await add(n, { queue, ...(n % 3 === 0 && { key: `k${n}` }), priority: n % 2 });
      left.add(`${n}`);
    }
    const work = async (worker: string): Promise<void> => {
      while (left.size > 0) {
        const job = await takeJob(database.pool, worker, NAMES, []);
        if (job === null) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          continue;
        }
        expect(running.has(job.queue as string)).toBe(false);
        running.add(job.queue as string);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
        running.delete(job.queue as string);
        const luck = Math.random();
        if (luck < 0.2) await returnJob(database.pool, worker, job.id, luck < 0.1);
        else if (luck < 0.3 && job.key)
          await addJob(database.pool, { payload: job.payload as object, key: job.key, queue: job.queue as string });
        if (luck < 0.2) continue;
        if (luck >= 0.3 || !job.key) left.delete(`${numberOf(job)}`);
        await completeJob(database.pool, worker, job);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => work(`w${n}`)));
    expect(await jobRows(database.pool)).toEqual([]);
    expect((await database.pool.query('SELECT FROM job_queue')).rowCount).toBe(0);
  });
});

describe('a take reads few rows, whatever waits', () => {
  let single: TestDatabase;
  beforeEach(async () => {
    // One connection keeps its plans, and counts what it reads.
    single = await createTestDatabase({ max: 1 });
  });
  afterEach(() => single.drop());

  const takeOne = (names = NAMES) => takeJob(single.pool, 'w', names, []);
  const addMany = (options: (n: number) => TestJob) =>
    addJobs(
      single.pool,
      Array.from({ length: 20_000 }, (_, n) => ({ payload: { n }, ...options(n) })),
    );
  /** Rows and index entries of `job` that a take reads. */
  const readBy = async (names = NAMES): Promise<[number, number | null]> => {
    const before = await rowsRead();
    const job = await takeOne(names);
    return [(await rowsRead()) - before, numberOf(job)];
  };
  const rowsRead = async () => {
    await single.pool.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await single.pool.query<{ n: number }>(
      `SELECT (seq_tup_read + idx_tup_fetch + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname = 'job'))::int8 AS n
       FROM pg_stat_user_tables WHERE relname = 'job'`,
    );
    return rows[0]?.n ?? Number.NaN;
  };

  test('when the plan was made while the queue was known to be empty', async () => {
    await single.pool.query('ANALYZE job');
    for (let n = 0; n < 20; n++) await takeOne();
    await addMany(() => ({}));
    for (let n = 0; n < 5; n++) await takeOne();
    expect(await readBy()).toEqual([expect.toSatisfy((rows) => rows < 20), 5]);
  });

  test('of other names', async () => {
    await addMany(() => ({}));
    expect(await readBy(['other', 'third', 'fourth'])).toEqual([0, null]);
  });

  test('of the same name, due later and more urgent', async () => {
    await addMany((n) => ({ priority: -(n % 5), runAt: new Date(Date.now() + HOUR) }));
    await addJob(single.pool, { payload: { n: -1 }, priority: 9 });
    expect(await readBy()).toEqual([expect.toSatisfy((rows) => rows < 20), -1]);
  });

  test('of a queue of which one runs', async () => {
    await addMany(() => ({ queue: 'q' }));
    await addJob(single.pool, { payload: { n: -1 }, priority: 9 });
    expect(numberOf(await takeOne())).toBe(0);
    expect(numberOf(await takeOne())).toBe(-1);
    await single.pool.query('VACUUM job');
    expect(await readBy()).toEqual([0, null]);
  });
});
