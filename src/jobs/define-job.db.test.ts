import Type from 'typebox';
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { clearJobs, jobRows } from '../../testing/jobs/index.ts';
import { createLogger } from '../process/index.ts';
import { defineJob } from './define-job.ts';
import { handleJob } from './handle-job.ts';
import { startWorker } from './start-worker.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => clearJobs(database.pool));

const buildJob = defineJob({
  name: 'build',
  payload: Type.Object({ shop: Type.Integer(), parts: Type.Array(Type.String()), note: Type.Optional(Type.String()) }),
  key: ({ shop, parts }) => `${shop}:${parts[0]}`,
  queue: ({ shop }) => `shop:${shop}`,
  priority: 3,
  attempts: 2,
});

test('key, queue, priority and attempts come from the definition', async () => {
  await buildJob.enqueue(database.pool, { shop: 1, parts: ['wheel'] });
  expect(await jobRows(database.pool)).toMatchObject([
    {
      ...{ name: 'build', payload: { shop: 1, parts: ['wheel'] }, key: '1:wheel', queue: 'shop:1' },
      ...{ priority: 3, max_attempts: 2, state: 'waiting', later: false },
    },
  ]);
});

test('a job without them counts every time, runs beside others, and is tried ten times', async () => {
  const plainJob = defineJob({ name: 'plain', payload: Type.Object({}) });
  await plainJob.enqueueMany(database.pool, [{}, {}]);
  const row = { key: null, queue: null, priority: 0, max_attempts: 10 };
  expect(await jobRows(database.pool)).toMatchObject([row, row]);
});

test('each of many may have a time before which it does not run', async () => {
  const payloads = [1, 2, 3].map((shop) => ({ shop, parts: ['x'] }));
  await buildJob.enqueueMany(database.pool, payloads, (index) => new Date(Date.UTC(2030 + index, 0)));
  const times = (await jobRows(database.pool)).map(({ run_at }) => new Date(run_at).getUTCFullYear());
  expect(times.sort()).toEqual([2030, 2031, 2032]);
});

test('what the payload does not name is not stored, so that a record may be handed in', async () => {
  const record = { shop: 1, parts: ['a'], password: 'secret', note: 'n' };
  await buildJob.enqueue(database.pool, record);
  expect(await jobRows(database.pool)).toMatchObject([{ payload: { shop: 1, parts: ['a'], note: 'n' } }]);
  const { rows } = await database.pool.query('SELECT payload::text FROM job');
  expect(rows[0].payload).not.toContain('secret');
});

test('a handler gets the payload with its type', () => {
  handleJob(buildJob, async (payload) => {
    expectTypeOf(payload).toEqualTypeOf<{ shop: number; parts: string[]; note?: string }>();
  });
  // @ts-expect-error a field is missing
  const queue = () => buildJob.enqueue(database.pool, { shop: 1 });
  expect(queue).toBeTypeOf('function');
});

test.each([
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"build"'],
  ['nothing', '{}'],
  ['a number for a list', '{"shop": 1, "parts": 2}'],
  ['a fraction', '{"shop": 1.5, "parts": []}'],
  ['one wrong part', '{"shop": 1, "parts": ["a", null]}'],
  ['a deep one', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ['a NUL where a number should be', '{"shop": "\\u0000", "parts": []}'],
  ['a large one', JSON.stringify({ shop: 'x'.repeat(10 * 1024 * 1024) })],
])('a payload that is %s ends the job for good, with the reason, and the worker goes on', async (_, payload) => {
  const seen: unknown[] = [];
  await database.pool.query(
    `INSERT INTO job (name, payload, priority, max_attempts) VALUES ('build', $1::json, 0, 10), ('build', '{"shop": 1, "parts": []}', 1, 10)`,
    [payload],
  );
  const jobs = [handleJob(buildJob, async (good) => void seen.push(good))];
  const logger = createLogger('silent');
  const worker = await startWorker({ pool: database.pool, logger, concurrency: 1, jobs });
  while ((await jobRows(database.pool)).some(({ state }) => state !== 'failed'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.stop();
  expect(seen).toEqual([{ shop: 1, parts: [] }]);
  const [failed] = await jobRows(database.pool);
  expect(failed?.last_error).toMatch(/^the payload of job build cannot be read: /);
  expect(failed?.last_error?.length).toBeLessThan(4_200);
});
