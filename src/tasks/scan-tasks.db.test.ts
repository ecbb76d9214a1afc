import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { digestOf, insertProject } from '../../testing/rows/index.ts';
import { scaled } from '../../testing/scale.ts';
import { inTransaction } from '../database/index.ts';
import type { EnterpriseScope, Tenant } from '../model/index.ts';
import { createScanTask } from './create-scan-task.ts';
import { finishTaskImages, type ScanOutcome } from './finish-task-images.ts';
import { listTasks, type TaskFilter } from './list-tasks.ts';
import { startTaskImages } from './start-task-images.ts';
import { stopTask, stopWaitingImages, unwantedDigests } from './stop-task.ts';
import type { Task } from './task.ts';
import { MAX_FAILED_IMAGES } from './task-facts.ts';

const [A, B, C] = [digestOf('a'), digestOf('b'), digestOf('c')];
const OK = { ok: true, risky: false } as const;
const FAILED = { ok: false, code: 'download_failed', reason: 'the registry hung up' } as const;

let database: TestDatabase;
let tenant: Tenant;
beforeAll(async () => {
  database = await createTestDatabase({ max: 12 });
});
beforeEach(async () => {
  tenant = await insertProject(database.pool);
});
afterAll(() => database.drop());

const order = (digests: readonly string[], task: Partial<Parameters<typeof createScanTask>[2]> = {}) =>
  inTransaction(database.pool, (tx) =>
    createScanTask(tx, tenant, {
      epsPk: 0,
      trigger: 'manual',
      taskName: 'scan',
      scanScope: 0x7fffffff,
      rateLimit: 0,
      isAll: false,
      images: digests.map((digest, n) => ({ imageId: n + 1, digest })),
      ...task,
    }),
  );
const start = (digest: string) => inTransaction(database.pool, (tx) => startTaskImages(tx, tenant.projectPk, digest));
const finish = (digest: string, outcome: ScanOutcome = OK) =>
  inTransaction(database.pool, (tx) => finishTaskImages(tx, tenant.projectPk, digest, outcome));
const stopWaiting = (taskId: string, most = 100) =>
  inTransaction(database.pool, async (tx) => {
    const stopped = await stopWaitingImages(tx, tenant.projectPk, taskId, most);
    return { stopped: stopped.length, unwanted: await unwantedDigests(tx, tenant.projectPk, stopped) };
  });
const stop = async (taskId: string, enterprise: EnterpriseScope = 'all') => {
  const ran = await inTransaction(database.pool, (tx) => stopTask(tx, tenant, taskId, enterprise));
  return ran ? stopWaiting(taskId) : null;
};
const list = (filter: Partial<TaskFilter> = {}, page = { offset: 0, limit: 200 }) =>
  listTasks(database.pool, tenant, { enterprise: 'all', kind: 'scan', ...filter }, page);
const read = async (taskId: string) => (await list({ taskId })).rows[0] as Task;

describe('a scan task', () => {
  test('runs from 0 to 100 per cent and ends with its last image', async () => {
    const taskId = await order([A, B, C]);
    expect(await read(taskId)).toMatchObject({
      state: 'running',
      progress: 0,
      totalNum: 3,
      endTime: null,
      remaining: null,
    });
    await start(A);
    await finish(A);
    expect(await read(taskId)).toMatchObject({ state: 'running', progress: 33, successNum: 1, failedNum: 0 });
    await finish(B, FAILED);
    const halfway = await read(taskId);
    expect(halfway).toMatchObject({ progress: 66, successNum: 1, failedNum: 1 });
    expect(halfway.remaining).toBeGreaterThanOrEqual(0);
    await finish(C);
    const ended = await read(taskId);
    expect(ended).toMatchObject({ state: 'finished', progress: 100, successNum: 2, failedNum: 1, remaining: 0 });
    expect(ended.endTime).toBeGreaterThanOrEqual(ended.beginTime);
  });

  test('over no image is finished at once', async () => {
    expect(await read(await order([]))).toMatchObject({ state: 'finished', progress: 100, totalNum: 0 });
  });

  test('counts an image that was ordered twice once, and images that share a digest each', async () => {
    const images = [1, 2, 2, 3].map((imageId) => ({ imageId, digest: imageId === 3 ? B : A }));
    const taskId = await order([], { images });
    expect(await start(A)).toBe(2);
    await finish(A);
    expect(await read(taskId)).toMatchObject({ totalNum: 3, successNum: 2, state: 'running' });
  });

  test('one outcome is booked to every task that waits for the digest, in its own project only', async () => {
    const [one, two] = [await order([A]), await order([A, B])];
    const own = tenant;
    tenant = await insertProject(database.pool);
    const foreign = await order([A]);
    expect(await read(foreign)).toMatchObject({ successNum: 0 });
    tenant = own;
    await finish(A);
    expect(await read(one)).toMatchObject({ state: 'finished', successNum: 1 });
    expect(await read(two)).toMatchObject({ state: 'running', successNum: 1 });
  });

  test('starting and finishing again, as after a kill, changes nothing', async () => {
    const taskId = await order([A, B]);
    for (let n = 0; n < 3; n++) expect(await start(A)).toBe(1);
    for (const outcome of [FAILED, OK, FAILED]) await finish(A, outcome);
    expect(await start(A)).toBe(0);
    expect(await read(taskId)).toMatchObject({ successNum: 0, failedNum: 1, state: 'running' });
  });

  test('a reason that repeats bytes of the image, NUL among them, is booked', async () => {
    const taskId = await order([A]);
    await finish(A, { ...FAILED, reason: 'cannot read \0' });
    expect(await read(taskId)).toMatchObject({ failedNum: 1, failedImages: [{ failedReason: 'cannot read \uFFFD' }] });
  });

  test('a finish that is rolled back counts nothing', async () => {
    const taskId = await order([A]);
    const broken = inTransaction(database.pool, async (tx) => {
      await finishTaskImages(tx, tenant.projectPk, A, OK);
      throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await read(taskId)).toMatchObject({ successNum: 0, state: 'running' });
  });
});

describe('stopping', () => {
  test('what waits is stopped, what runs finishes, the task ends with it', async () => {
    const taskId = await order([A, B, C]);
    await start(A);
    expect(await stop(taskId)).toEqual({ stopped: 2, unwanted: [B, C].sort() });
    expect(await read(taskId)).toMatchObject({ state: 'stopped', endTime: null });
    await finish(B);
    expect(await read(taskId)).toMatchObject({ successNum: 0, endTime: null });
    await finish(A);
    expect(await read(taskId)).toMatchObject({ state: 'stopped', successNum: 1, endTime: expect.any(Number) });
  });

  test('with nothing running ends at once; stopping again or too late changes nothing', async () => {
    const taskId = await order([A]);
    await stop(taskId);
    const stopped = await read(taskId);
    expect(stopped).toMatchObject({ state: 'stopped', endTime: expect.any(Number) });
    expect(await stop(taskId)).toBeNull();
    expect((await read(taskId)).endTime).toBe(stopped.endTime);
    const finished = await order([B]);
    await finish(B);
    expect(await stop(finished)).toBeNull();
    expect(await read(finished)).toMatchObject({ state: 'finished' });
  });

  test('a digest that another task waits for or is running stays wanted', async () => {
    const [one, two] = [await order([A, B, C]), await order([A])];
    await start(B);
    expect(await stop(one)).toEqual({ stopped: 2, unwanted: [C] });
    await finish(A);
    expect(await read(two)).toMatchObject({ state: 'finished', successNum: 1 });
  });

  test('what waits in a stopped task neither starts nor counts, however late it is marked', async () => {
    const [stopped, other] = [await order([A, B, C]), await order([A])];
    await inTransaction(database.pool, (tx) => stopTask(tx, tenant, stopped, 'all'));
    expect(await start(B)).toBe(0);
    expect(await start(A)).toBe(1);
    await finish(A);
    expect(await read(other)).toMatchObject({ state: 'finished', successNum: 1 });
    expect(await read(stopped)).toMatchObject({ state: 'stopped', successNum: 0, endTime: expect.any(Number) });
    expect(await stopWaiting(stopped, 2)).toEqual({ stopped: 2, unwanted: [A, B].sort() });
    expect(await stopWaiting(stopped, 2)).toEqual({ stopped: 1, unwanted: [C] });
    expect(await stopWaiting(stopped, 2)).toEqual({ stopped: 0, unwanted: [] });
  });

  test('marking the images of a stopped task leaves a task that runs alone', async () => {
    const taskId = await order([A]);
    expect(await stopWaiting(taskId)).toEqual({ stopped: 0, unwanted: [] });
    expect(await start(A)).toBe(1);
  });

  test('a task of another enterprise project, another kind or nobody is not found', async () => {
    const taskId = await order([A], { epsPk: 7 });
    await expect(stop(taskId, [0])).rejects.toMatchObject({ code: 'not_found', subject: 'task_id' });
    await expect(stop(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
    expect(await read(taskId)).toMatchObject({ state: 'running' });
  });
});

test('at any interleaving of workers and a stop, counters add up and every task ends', async () => {
  const digests = Array.from({ length: 6 }, (_, n) => digestOf(`d${n}`));
  const someDigests = fc.array(fc.constantFrom(...digests), { minLength: 1, maxLength: 8 });
  const plan = fc.record({
    tasks: fc.array(someDigests, { minLength: 2, maxLength: 4 }),
    failing: fc.subarray(digests),
    stopFirst: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ tasks, failing, stopFirst }) => {
      tenant = await insertProject(database.pool);
      const taskIds = await Promise.all(tasks.map((each) => order(each)));
      const scan = async (digest: string) => {
        await start(digest);
        await finish(digest, failing.includes(digest) ? FAILED : OK);
      };
      const stopping = stopFirst ? stop(taskIds[0] as string) : Promise.resolve();
      // Every digest is scanned by two workers at once, as after a lost heartbeat.
      await Promise.all([stopping, ...[...digests, ...digests].map(scan)]);
      for (const [n, taskId] of taskIds.entries()) await expectConsistent(taskId, tasks[n] as string[], failing);
    }),
    { numRuns: scaled(25) },
  );
});

async function expectConsistent(taskId: string, ordered: readonly string[], failing: readonly string[]): Promise<void> {
  const { rows } = await database.pool.query<{ state: string; digest: string }>(
    'SELECT state, digest FROM task_image WHERE project_pk = $1 AND task_id = $2',
    [tenant.projectPk, taskId],
  );
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const task = await read(taskId);
  expect(rows.map((row) => row.state)).not.toContain('queued');
  expect(count('running')).toBe(0);
  expect(task).toMatchObject({ totalNum: ordered.length, successNum: count('succeeded'), failedNum: count('failed') });
  expect(task.endTime).not.toBeNull();
  if (task.state === 'finished') expect(task.successNum + task.failedNum).toBe(task.totalNum);
  else expect(task.state).toBe('stopped');
  const booked = rows.filter((row) => row.state === 'succeeded' || row.state === 'failed');
  for (const row of booked) expect(row.state).toBe(failing.includes(row.digest) ? 'failed' : 'succeeded');
}

describe('the list', () => {
  test('newest first, each filter narrows, the total counts all pages', async () => {
    const old = await order([A], { taskName: 'nightly scan', trigger: 'schedule', scanScope: 240 });
    const recent = await order([A, B], { taskName: 'by hand', epsPk: 7 });
    await database.pool.query(
      `UPDATE task SET begin_time = to_timestamp(1000), end_time = to_timestamp(2000), state = 'finished' WHERE task_id = $1`,
      [old],
    );
    const ids = async (filter: Partial<TaskFilter>) => (await list(filter)).rows.map((task) => task.taskId);
    expect(await ids({})).toEqual([recent, old]);
    expect(await ids({ kind: 'sync' })).toEqual([]);
    expect(await ids({ trigger: 'schedule' })).toEqual([old]);
    expect(await ids({ taskName: 'scan' })).toEqual([old]);
    expect(await ids({ taskName: 'by%' })).toEqual([]);
    expect(await ids({ beginFrom: 1_000_001 })).toEqual([recent]);
    expect(await ids({ beginFrom: 1_000_000 })).toEqual([recent, old]);
    expect(await ids({ endTo: 2_000_000 })).toEqual([old]);
    expect(await ids({ endTo: 1_999_999 })).toEqual([]);
    expect(await ids({ running: true })).toEqual([recent]);
    expect(await ids({ running: false })).toEqual([old]);
    expect(await ids({ scanScope: 240 })).toEqual([old]);
    expect(await ids({ enterprise: [7] })).toEqual([recent]);
    expect(await ids({ taskId: old })).toEqual([old]);
    expect(await list({}, { offset: 1, limit: 1 })).toMatchObject({ total: 2, rows: [{ taskId: old }] });
  });

  test('has the images that failed by id, and counts those in which something was found', async () => {
    const images = [
      { imageId: 1, digest: A },
      { imageId: 2, digest: B },
      { imageId: 9, digest: C },
      { imageId: 5, digest: C },
    ];
    const taskId = await order([], { images });
    await finish(A, { ok: true, risky: true });
    await finish(B);
    await finish(C, FAILED);
    const task = await read(taskId);
    expect(task).toMatchObject({ riskyNum: 1, successNum: 2, failedNum: 2 });
    const reason = { failedCode: 'download_failed', failedReason: 'the registry hung up' };
    expect(task.failedImages).toEqual([
      { imageId: 5, ...reason },
      { imageId: 9, ...reason },
    ]);
    await finish(A, { ok: true, risky: true });
    expect((await read(taskId)).riskyNum).toBe(1);
  });

  test('names every failed image, and says so where one answer cannot hold them all', async () => {
    await order(Array(700).fill(A));
    await finish(A, FAILED);
    const [task] = (await list()).rows as [Task];
    expect(task).toMatchObject({ failedNum: 700, failedReason: null });
    expect(task.failedImages).toHaveLength(700);
    const large = await order(Array(MAX_FAILED_IMAGES).fill(B));
    await finish(B, FAILED);
    const [newest, older] = (await list()).rows as [Task, Task];
    expect(newest).toMatchObject({ taskId: large, failedReason: null });
    expect(newest.failedImages).toHaveLength(MAX_FAILED_IMAGES);
    expect(older.failedReason).toMatch(/^700 images failed, 0 of them are named/);
    expect(older.failedImages).toEqual([]);
  });
});
