import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { insertProject, insertRegistry } from '../../testing/rows/index.ts';
import { inTransaction } from '../database/index.ts';
import type { Tenant } from '../model/index.ts';
import { createSyncTask, type NewSyncTask } from './create-sync-task.ts';
import { listTaskRegistries, type TaskRegistryFilter } from './list-task-registries.ts';
import { listTasks } from './list-tasks.ts';
import { finishTaskRegistry, progressTaskRegistry, type SyncOutcome, startTaskRegistry } from './run-task-registry.ts';

const REFUSED = { ok: false, reason: 'connection refused' } as const;
const OK = { ok: true } as const;

let database: TestDatabase;
let tenant: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenant = await insertProject(database.pool);
  for (const registryPk of [1, 2, 3]) await insertRegistry(database.pool, tenant, registryPk);
});
afterAll(() => database.drop());

const order = (registryPks: number[], task: Partial<NewSyncTask> = {}) =>
  inTransaction(database.pool, (tx) =>
    createSyncTask(tx, tenant, { epsPk: 0, trigger: 'manual', taskName: 'sync', registryPks, ...task }),
  );
const start = (taskId: string, registryPk: number) =>
  startTaskRegistry(database.pool, tenant.projectPk, taskId, registryPk);
const finish = (taskId: string, registryPk: number, outcome: SyncOutcome = OK) =>
  inTransaction(database.pool, (tx) => finishTaskRegistry(tx, tenant.projectPk, taskId, registryPk, outcome));
const read = async (taskId: string) =>
  (await listTasks(database.pool, tenant, { enterprise: 'all', kind: 'sync', taskId }, { offset: 0, limit: 1 }))
    .rows[0];
const registries = (taskId: string, filter: Partial<TaskRegistryFilter> = {}, page = { offset: 0, limit: 10 }) =>
  listTaskRegistries(database.pool, tenant, taskId, { enterprise: 'all', ...filter }, page);

test('progress is the mean over the registries; the last one ends the task', async () => {
  const taskId = await order([1, 2]);
  expect(await read(taskId)).toMatchObject({ state: 'running', progress: 0, totalNum: 2 });
  expect(await start(taskId, 1)).toBe(true);
  await progressTaskRegistry(database.pool, tenant.projectPk, taskId, 1, { repositoriesTotal: 4, repositoriesDone: 1 });
  expect(await read(taskId)).toMatchObject({ progress: 12 });
  await finish(taskId, 1);
  expect(await read(taskId)).toMatchObject({ state: 'running', progress: 50, successNum: 1 });
  await finish(taskId, 2, REFUSED);
  expect(await read(taskId)).toMatchObject({
    ...{ state: 'finished', progress: 100, successNum: 1, failedNum: 1, failedReason: 'connection refused' },
    endTime: expect.any(Number),
  });
});

test('figures add up over steps and show per registry', async () => {
  const taskId = await order([2, 1]);
  await start(taskId, 2);
  const step = { repositoriesDone: 1, tagsSeen: 10, imagesChanged: 3, imagesDeleted: 2, imagesFailed: 1, requests: 12 };
  await progressTaskRegistry(database.pool, tenant.projectPk, taskId, 2, { repositoriesTotal: 2 });
  for (let n = 0; n < 2; n++) await progressTaskRegistry(database.pool, tenant.projectPk, taskId, 2, step);
  const { total, rows } = await registries(taskId);
  expect(total).toBe(2);
  expect(rows).toMatchObject([
    { registryPk: 1, registryName: 'registry-1', registryType: 'oci', state: 'queued', repositoriesTotal: null },
    {
      ...{ registryPk: 2, state: 'running', repositoriesTotal: 2, repositoriesDone: 2, tagsSeen: 20 },
      ...{ imagesChanged: 6, imagesDeleted: 4, imagesFailed: 2, requests: 24 },
    },
  ]);
});

test('a task whose every registry failed is abnormal', async () => {
  const taskId = await order([1, 2]);
  await finish(taskId, 1, REFUSED);
  await finish(taskId, 2, { ok: false, reason: 'timeout' });
  expect(await read(taskId)).toMatchObject({ state: 'abnormal', failedNum: 2, failedReason: 'connection refused' });
});

test('a registry that succeeded may say what could not be read', async () => {
  const taskId = await order([1]);
  await finish(taskId, 1, { ok: true, reason: '2 repositories are not complete' });
  const reason = { failedReason: '2 repositories are not complete' };
  expect(await read(taskId)).toMatchObject({ state: 'finished', successNum: 1, failedNum: 0, ...reason });
  expect((await registries(taskId)).rows).toMatchObject([{ state: 'finished', ...reason }]);
});

test('a task over no registry is finished at once, and a registry ordered twice counts once', async () => {
  expect(await read(await order([]))).toMatchObject({ state: 'finished', progress: 100 });
  expect(await read(await order([1, 1]))).toMatchObject({ totalNum: 1 });
});

test('finishing again, as after a kill, counts nothing twice and does not start again', async () => {
  const taskId = await order([1, 2]);
  await start(taskId, 1);
  expect(await start(taskId, 1)).toBe(true);
  await finish(taskId, 1);
  await finish(taskId, 1, REFUSED);
  expect(await start(taskId, 1)).toBe(false);
  expect(await read(taskId)).toMatchObject({ state: 'running', successNum: 1, failedNum: 0, failedReason: null });
});

test('registries that finish at the same moment end the task exactly once', async () => {
  for (let round = 0; round < 10; round++) {
    const taskId = await order([1, 2, 3]);
    await Promise.all([1, 2, 3, 1, 2, 3].map((registryPk) => finish(taskId, registryPk)));
    expect(await read(taskId)).toMatchObject({ state: 'finished', successNum: 3, failedNum: 0 });
  }
});

test('registries of a task can be filtered and paged; one that is gone keeps its line', async () => {
  const taskId = await order([1, 2, 3]);
  await finish(taskId, 1);
  await finish(taskId, 2, REFUSED);
  await database.pool.query(`UPDATE registry SET registry_type = 'harbor' WHERE project_pk = $1 AND registry_pk = 3`, [
    tenant.projectPk,
  ]);
  const pks = async (filter: Partial<TaskRegistryFilter>) =>
    (await registries(taskId, filter)).rows.map((row) => row.registryPk);
  expect(await pks({ states: ['queued', 'running'] })).toEqual([3]);
  expect(await pks({ states: ['failed'] })).toEqual([2]);
  expect(await pks({ registryName: 'registry-2' })).toEqual([2]);
  expect(await pks({ registryTypes: ['harbor'] })).toEqual([3]);
  expect(await registries(taskId, {}, { offset: 2, limit: 1 })).toMatchObject({ total: 3, rows: [{ registryPk: 3 }] });
  await database.pool.query('DELETE FROM registry WHERE project_pk = $1 AND registry_pk = 2', [tenant.projectPk]);
  expect((await registries(taskId, { states: ['failed'] })).rows).toMatchObject([
    { registryId: null, registryName: null, failedReason: 'connection refused' },
  ]);
});

test('the registries of a task of another enterprise project or of nobody are not found', async () => {
  const taskId = await order([1], { epsPk: 7 });
  await expect(registries(taskId, { enterprise: [0] })).rejects.toMatchObject({
    code: 'not_found',
    subject: 'task_id',
  });
  await expect(registries(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  expect((await registries(taskId, { enterprise: [7] })).total).toBe(1);
});
