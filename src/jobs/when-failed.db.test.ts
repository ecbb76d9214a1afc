import Type from 'typebox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { clearJobs, jobRows, runQueuedJobs } from '../../testing/jobs/index.ts';
import { AppError } from '../model/index.ts';
import { defineJob } from './define-job.ts';
import { type FailedJob, handleJob, type WhenFailed } from './handle-job.ts';

const washJob = defineJob({
  name: 'wash',
  payload: Type.Object({ car: Type.Integer() }),
  key: ({ car }) => `car:${car}`,
  attempts: 3,
});

let database: TestDatabase;
let told: FailedJob[];
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query('CREATE TABLE dirty (car text PRIMARY KEY)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  told = [];
  await clearJobs(database.pool);
  await database.pool.query('TRUNCATE dirty');
});

const noteIt: WhenFailed = async (tx, failed) => {
  told.push(failed);
  await tx.query('INSERT INTO dirty VALUES ($1)', [failed.key]);
};
const run = (fail: () => Promise<void>, whenFailed: WhenFailed = noteIt) =>
  runQueuedJobs(database.pool, [handleJob(washJob, fail, whenFailed)]);
const breaks = async (): Promise<void> => {
  throw new RangeError('the brush broke');
};
const refuses = async (): Promise<void> => {
  throw new AppError('not_found', 'there is no such car');
};
const states = async () => (await jobRows(database.pool)).map(({ state }) => state);
const dirty = async () => (await database.pool.query('SELECT car FROM dirty')).rows;

test('a failure that trying again cannot help is told at once, with key, payload and error', async () => {
  await washJob.enqueue(database.pool, { car: 7 });
  await run(refuses);
  expect(told).toEqual([{ key: 'car:7', payload: { car: 7 }, error: expect.any(AppError) }]);
  expect([await states(), await dirty()]).toEqual([['failed'], [{ car: 'car:7' }]]);
});

test('a payload that cannot be read is told, too', async () => {
  await washJob.enqueue(database.pool, { car: 7 });
  await database.pool.query(`UPDATE job SET payload = '["x"]'`);
  await run(breaks);
  expect(told).toEqual([
    { key: 'car:7', payload: ['x'], error: expect.objectContaining({ code: 'invalid_parameter' }) },
  ]);
});

test('a job that will be tried again is not told of before its last attempt', async () => {
  await washJob.enqueue(database.pool, { car: 7 });
  for (const expected of [0, 0, 1]) {
    await database.pool.query('UPDATE job SET run_at = now()');
    await run(breaks);
    expect(told).toHaveLength(expected);
  }
  expect(await states()).toEqual(['failed']);
});

test('a job whose key was queued anew is not told of: the later one may succeed', async () => {
  await washJob.enqueue(database.pool, { car: 7 });
  await run(async () => {
    // Due later, so that no other slot takes and ends it before this one has failed.
    await washJob.enqueueMany(database.pool, [{ car: 7 }], () => new Date(Date.now() + 3_600_000));
    await refuses();
  });
  expect([told, (await states()).sort()]).toEqual([[], ['failed', 'waiting']]);
});

test('what is told is undone when the end of the job cannot be written', async () => {
  await washJob.enqueue(database.pool, { car: 7 });
  let tries = 0;
  await run(refuses, async (tx, failed) => {
    await noteIt(tx, failed);
    tries += 1;
    if (tries === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
  });
  expect([tries, await states(), await dirty()]).toEqual([2, ['failed'], [{ car: 'car:7' }]]);
});

test.each([
  ['throws', () => Promise.reject(new TypeError('a bug'))],
  ['breaks a constraint', noteIt],
])('a job ends also when telling of it %s', async (_, whenFailed) => {
  await database.pool.query(`INSERT INTO dirty VALUES ('car:7')`);
  await washJob.enqueue(database.pool, { car: 7 });
  await run(refuses, whenFailed);
  expect(await jobRows(database.pool)).toMatchObject([{ state: 'failed', last_error: 'there is no such car' }]);
});
