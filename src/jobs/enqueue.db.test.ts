import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { addJob, addJobs, clearJobs, jobRows } from '../../testing/jobs/index.ts';
import { inTransaction, type Transaction } from '../database/index.ts';
import { takeJob } from './take-job.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => clearJobs(database.pool));

const queued = () => jobRows(database.pool);
const payloads = async () => (await queued()).map((job) => job.payload);

test('a job is queued with the commit and not after a rollback', async () => {
  await inTransaction(database.pool, (tx) => addJob(tx, { name: 'scan-manifest', payload: { digest: 'sha256:a' } }));
  const undone = inTransaction(database.pool, async (tx) => {
    await addJob(tx, { name: 'scan-manifest', payload: { digest: 'sha256:b' } });
    throw new Error('changed my mind');
  });
  await expect(undone).rejects.toThrow('changed my mind');
  expect(await queued()).toMatchObject([{ name: 'scan-manifest', payload: { digest: 'sha256:a' } }]);
});

test('options reach the queue', async () => {
  const runAt = new Date(Date.UTC(2030, 0, 1));
  await addJob(database.pool, { name: 'sync-registry', key: 'k', queue: 'q', priority: -3, attempts: 2, runAt });
  const row = { key: 'k', queue: 'q', priority: -3, max_attempts: 2, run_at: runAt.getTime() };
  expect(await queued()).toMatchObject([row]);
});

test('a waiting job of the same key is replaced, also within one call', async () => {
  await addJob(database.pool, { name: 'scan-manifest', payload: { n: 1 }, key: 'a' });
  await addJobs(
    database.pool,
    [{ payload: { n: 2 }, key: 'a' }, { payload: { n: 3 }, key: 'a' }, { payload: { n: 4 } }],
    { name: 'scan-manifest' },
  );
  expect((await payloads()).map((payload) => (payload as { n: number }).n).sort()).toEqual([3, 4]);
});

test('a job that replaces one starts its attempts anew and is due when it says', async () => {
  await addJob(database.pool, { name: 'scan-manifest', payload: { n: 1 }, key: 'a', priority: 1, attempts: 3 });
  await database.pool.query(
    `UPDATE job SET attempts = 2, last_error = 'x', crashes = 1, run_at = now() + interval '1 h'`,
  );
  await addJob(database.pool, { name: 'scan-manifest', payload: { n: 2 }, key: 'a' });
  expect(await queued()).toMatchObject([
    { payload: { n: 2 }, priority: 0, attempts: 0, max_attempts: 10, last_error: null, crashes: 1, later: false },
  ]);
});

test('the same key under another name is another job', async () => {
  await addJob(database.pool, { name: 'scan-manifest', key: 'a' });
  await addJob(database.pool, { name: 'sync-registry', key: 'a' });
  expect(await queued()).toHaveLength(2);
});

test.each([
  ['running', `state = 'running', worker_id = 'w', taken_at = now()`],
  ['failed', `state = 'failed', failed_at = now()`],
])('a %s job is not replaced: the later one waits beside it', async (state, change) => {
  await addJob(database.pool, { name: 'scan-manifest', payload: { n: 1 }, key: 'a' });
  await database.pool.query(`UPDATE job SET ${change}`);
  await addJob(database.pool, { name: 'scan-manifest', payload: { n: 2 }, key: 'a' });
  expect(await queued()).toMatchObject([
    { payload: { n: 1 }, state },
    { payload: { n: 2 }, state: 'waiting' },
  ]);
});

test('a job that a transaction replaces is not taken before its commit', async () => {
  await addJob(database.pool, { name: 'scan-manifest', payload: { n: 1 }, key: 'a' });
  await inTransaction(database.pool, async (tx) => {
    await addJob(tx, { name: 'scan-manifest', payload: { n: 2 }, key: 'a' });
    expect(await takeJob(database.pool, 'w', ['scan-manifest'], [])).toBeNull();
  });
  expect(await takeJob(database.pool, 'w', ['scan-manifest'], [])).toMatchObject({ payload: { n: 2 } });
});

test('keys and queues of any length are kept apart', async () => {
  const long = 'x'.repeat(100_000);
  for (const key of [`${long}1`, `${long}2`, `${long}2`])
    await addJob(database.pool, { name: 'load-advisories', key: key, queue: key });
  expect(await queued()).toHaveLength(2);
  expect(await takeJob(database.pool, 'w', ['load-advisories'], [])).not.toBeNull();
  expect(await takeJob(database.pool, 'w', ['load-advisories'], [])).not.toBeNull();
});

test('thousands of jobs take one statement for ten thousand of them', async () => {
  const jobs = Array.from({ length: 20_001 }, (_, n) => ({ payload: { n }, key: `scan:${n}` }));
  expect(await statementsFor((tx) => addJobs(tx, jobs, { name: 'scan-manifest' }))).toBe(3);
  expect(await queued()).toHaveLength(20_001);
});

test('large payloads are spread over statements of at most 16 Mi characters', async () => {
  const jobs = Array.from({ length: 7 }, (_, n) => ({ payload: { n, text: 'x'.repeat(7 * 1024 * 1024) } }));
  expect(await statementsFor((tx) => addJobs(tx, jobs, { name: 'scan-manifest' }))).toBe(4);
  const { rows } = await database.pool.query(`SELECT array_agg((payload->>'n')::int ORDER BY id) AS n FROM job`);
  expect(rows).toEqual([{ n: [0, 1, 2, 3, 4, 5, 6] }]);
});

test('a payload over 8 Mi characters is refused, and nothing of the call is queued', async () => {
  const jobs = [{ payload: { n: 1 } }, { payload: { text: 'x'.repeat(10 * 1024 * 1024) } }];
  await expect(addJobs(database.pool, jobs, { name: 'rematch-packages' })).rejects.toMatchObject({
    code: 'limit_exceeded',
    message: expect.stringContaining('rematch-packages'),
  });
  expect(await queued()).toEqual([]);
});

test.each([
  ['a NUL', { text: 'a\0b', '\0': 1 }],
  ['half a surrogate pair', { text: '\ud800', other: '\udc00' }],
  ['escapes that are text', { text: '\\u0000 \\ud800' }],
  ['a thousand levels', JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`)],
])('a payload with %s arrives as it was', async (_, payload) => {
  await addJob(database.pool, { name: 'scan-manifest', payload });
  expect((await takeJob(database.pool, 'w', ['scan-manifest'], []))?.payload).toEqual(payload);
});

test('a payload too deep for the database fails its transaction alone', async () => {
  let payload: object = {};
  for (let depth = 0; depth < 100_000; depth++) payload = { payload };
  await expect(addJob(database.pool, { name: 'scan-manifest', payload })).rejects.toThrow();
  await addJob(database.pool, { name: 'scan-manifest' });
  expect(await queued()).toHaveLength(1);
});

test('two transactions that queue the same keys in opposite order both succeed', async () => {
  const keys = Array.from({ length: 200 }, (_, n) => ({ payload: { n }, key: `key:${n}` }));
  const add = (jobs: typeof keys) => inTransaction(database.pool, (tx) => addJobs(tx, jobs, { name: 'scan-manifest' }));
  for (let round = 0; round < 5; round++) await Promise.all([add(keys), add([...keys].reverse())]);
  expect(await queued()).toHaveLength(200);
});

test('no jobs, no statement', async () => {
  expect(await statementsFor((tx) => addJobs(tx, [], { name: 'scan-manifest' }))).toBe(0);
  expect(await queued()).toEqual([]);
});

async function statementsFor(work: (tx: Transaction) => Promise<void>): Promise<number> {
  let statements = 0;
  await inTransaction(database.pool, async (tx) => {
    const query = (...args: [never]) => {
      statements++;
      return tx.query(...args);
    };
    await work({ query } as unknown as Transaction);
  });
  return statements;
}
