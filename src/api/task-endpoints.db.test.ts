import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Reply, send, startTestApi, type TestApi } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { digestOf, insertImage, insertRegistry } from '../../testing/rows/index.ts';
import { inTransaction, type Transaction } from '../database/index.ts';
import { setScanStatus } from '../inventory/index.ts';
import type { Role } from '../model/index.ts';
import type { ScanOrder } from '../scan/index.ts';
import type { SyncOrder } from '../sync/index.ts';
import {
  createScanTask,
  createSyncTask,
  finishTaskImages,
  finishTaskRegistry,
  progressTaskRegistry,
  startTaskImages,
  startTaskRegistry,
} from '../tasks/index.ts';

const [A, B] = [digestOf('a'), digestOf('b')];
const HEX = 'ab'.repeat(32);

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
let syncOrders: SyncOrder[] = [];
let scanOrders: ScanOrder[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({
    pool: database.pool,
    clock: { now: () => Date.now() },
    orderSync: async (_pool, _tenant, order) => `sync task ${syncOrders.push(order)}`,
    orderScan: async (_pool, _tenant, order) => `scan task ${scanOrders.push(order)}`,
  });
});
beforeEach(async () => {
  [syncOrders, scanOrders] = [[], []];
  await signIn('admin');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

async function signIn(role: Role): Promise<void> {
  user = await createTestUser(database.pool, api.deps.vault, { role });
}
function call(method: string, path: string, body?: object): Promise<Reply> {
  const target = `/v5/${user.tenant.projectId}/image${path}`;
  return send(api.address, { method, target, key: user.key, ...(body && { body: JSON.stringify(body) }) });
}
const within = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => inTransaction(database.pool, work);
const refusal = (errorCode: string, about: string, status = 400) => ({
  status,
  json: { error_code: errorCode, error_msg: expect.stringContaining(about) },
});
const projectPk = () => user.tenant.projectPk;

describe('CreateImageSynchronizeTask', () => {
  const sync = (body: object, query = '') => call('POST', `/image-sync/tasks${query}`, body);

  test('orders all registries, or those that are named, and answers the task id', async () => {
    expect((await sync({ sync_all_registries: true })).json).toEqual({ task_id: 'sync task 1' });
    const chosen = [{ registry_id: 'one', registry_type: 'Harbor' }, { registry_id: 'two' }, { registry_id: 'one' }];
    await sync({ sync_all_registries: false, registry_info: chosen }, '?enterprise_project_id=all_granted_eps');
    expect(syncOrders).toEqual([
      { registryIds: 'all', enterprise: [0], epsPk: 0, trigger: 'manual' },
      { registryIds: ['one', 'two'], enterprise: 'all', epsPk: 0, trigger: 'manual' },
    ]);
  });

  test.each([
    {},
    { registry_info: [] },
    { registry_info: [{ registry_type: 'Harbor' }] },
    { registry_info: [{ registry_id: 'one' }, { registry_type: 'Harbor' }] },
  ])('refuses an order that does not say which: %j', async (body) => {
    expect(await sync({ sync_all_registries: false, ...body })).toMatchObject(refusal('HSS.0001', 'registry_info'));
    expect(syncOrders).toEqual([]);
  });
});

describe('CreateManualImageScanTask', () => {
  const scan = (body?: object, query = '') => call('POST', `/image-scan/tasks${query}`, body);

  test('orders everything, as far as query_info does not narrow it', async () => {
    const all = { scan_scope: 0xf0000, rate_limit: 60, is_all: true };
    expect((await scan(all)).json).toEqual({ task_id: 'scan task 1' });
    await scan({ ...all, query_info: { image_type: 'other', namespace: 'team', image_name: '', has_vul: true } });
    const order = { enterprise: [0], epsPk: 0, scanScope: 0xf0000, rateLimit: 60, isAll: true, trigger: 'manual' };
    const filter = { enterprise: [0], registryType: 'oci', namespace: 'team', hasVul: true };
    expect(scanOrders).toEqual([
      { ...order, selection: { kind: 'all' } },
      { ...order, selection: { kind: 'filter', filter } },
    ]);
  });

  test('orders what a filter selects, with ranges as in the list', async () => {
    const times = { start_latest_update_time: 5, end_latest_update_time: 6, end_latest_scan_time: 7 };
    await scan({ query_info: { scan_status: 'failed', image_size: 12, image_version: 'v1', ...times } });
    expect(scanOrders[0]).toEqual({
      ...{ enterprise: [0], epsPk: 0, scanScope: 0x7fffffff, rateLimit: 0, isAll: false, trigger: 'manual' },
      selection: {
        kind: 'filter',
        filter: {
          ...{ enterprise: [0], scanStatus: 'failed', imageSize: 12n, imageVersion: 'v1' },
          ...{ updateTime: { from: 5n, to: 6n }, scanTime: { from: 0n, to: 7n } },
        },
      },
    });
  });

  test('orders listed images by id, digest or name', async () => {
    const named = { namespace: '', image_name: 'web', image_version: 'v1', registry_id: 'r' };
    await scan({ image_info: [{ id: 12, ...named }, { image_id: HEX }, { image_digest: `sha256:${HEX}` }, named] });
    const names = { namespace: '', imageName: 'web', imageVersion: 'v1', registryId: 'r' };
    const digest = `sha256:${HEX}`;
    expect(scanOrders[0]?.selection).toEqual({
      kind: 'images',
      images: [{ id: 12, ...names }, { digest }, { digest }, names],
    });
  });

  test.each<[string, object | undefined]>([
    ['image_info', undefined],
    ['image_info', {}],
    ['image_info', { is_all: false, image_info: [] }],
    ['image_info[1]', { image_info: [{ id: 1 }, { namespace: 'team' }] }],
    ['image_info[0]', { image_info: [{ image_id: 'not a digest' }] }],
    ['query_info.host_id', { query_info: { host_id: 'h' } }],
    ['query_info.app_name', { is_all: true, query_info: { app_name: 'nginx' } }],
    ['start_latest_scan_time', { query_info: { start_latest_scan_time: 2, end_latest_scan_time: 1 } }],
    ['rate_limit', { is_all: true, rate_limit: 1001 }],
  ])('refuses an incomplete or contradictory order, naming %s', async (parameter, body) => {
    expect(await scan(body)).toMatchObject(refusal('HSS.0001', parameter));
    expect(scanOrders).toEqual([]);
  });

  test('an id that was never given out is not found, and images on hosts are refused', async () => {
    const huge = `{"image_info":[{"id":9223372036854775807}]}`;
    const target = `/v5/${user.tenant.projectId}/image/image-scan/tasks`;
    expect(await send(api.address, { method: 'POST', target, key: user.key, body: huge })).toMatchObject(
      refusal('HSS.0011', 'image_info[0]'),
    );
    expect(await scan({ is_all: true }, '?global_image_type=local')).toMatchObject(
      refusal('HSS.0001', 'global_image_type'),
    );
  });
});

describe('ListImageScanTask', () => {
  const list = async (query: string) => (await call('GET', `/tasks?${query}`)).json;

  test('shows scan tasks with progress, counts and the images that failed', async () => {
    await insertRegistry(database.pool, user.tenant, 1, { registryType: 'harbor' });
    const good = await insertImage(database.pool, user.tenant, { registryPk: 1, digest: A, vulNum: 2 });
    const bad = await insertImage(database.pool, user.tenant, { registryPk: 1, digest: B, tag: 'v2' });
    const taskId = await within((tx) =>
      createScanTask(tx, user.tenant, {
        ...{ epsPk: 0, trigger: 'manual', taskName: 'scan 2 images', scanScope: 240, rateLimit: 5, isAll: true },
        images: [
          { imageId: good.id, digest: A },
          { imageId: bad.id, digest: B },
          { imageId: 5, digest: B },
        ],
      }),
    );
    const common = {
      ...{ task_id: taskId, task_name: 'scan 2 images', task_type: 'manual', image_type: 'registry' },
      ...{ begin_time: expect.any(Number), scan_scope: 240, rate_limit: 5, is_all: true, total_num: 3 },
    };
    expect(await list('type=image_scan')).toEqual({
      total_num: 1,
      data_list: [{ ...common, task_status: 0, success_num: 0, failed_num: 0, risky_num: 0, failed_images: [] }],
    });
    await within((tx) => finishTaskImages(tx, projectPk(), A, { ok: true, risky: true }));
    await within((tx) =>
      finishTaskImages(tx, projectPk(), B, { ok: false, code: 'download_failed', reason: 'cut off' }),
    );
    const failed = {
      ...{ id: bad.id, registry_id: expect.any(String), registry_name: 'registry-1', registry_type: 'Harbor' },
      ...{ namespace: 'library', image_name: 'app', image_version: 'v2', failed_reason: 'cut off' },
    };
    const gone = { id: 5, failed_reason: 'cut off' };
    expect(await list('type=image_scan&task_status=finished&task_type=manual&scan_scope=0xf0')).toEqual({
      total_num: 1,
      data_list: [
        {
          ...{ ...common, end_time: expect.any(Number), remain_min: 0, task_status: 100 },
          ...{ success_num: 1, failed_num: 2, risky_num: 1, failed_images: [gone, failed] },
        },
      ],
    });
    expect(await list('type=image_scan&task_status=scanning')).toEqual({ total_num: 0, data_list: [] });
  });

  test('shows sync tasks, and each registry of one', async () => {
    for (const registryPk of [1, 2]) await insertRegistry(database.pool, user.tenant, registryPk);
    const taskId = await within((tx) =>
      createSyncTask(tx, user.tenant, { epsPk: 0, trigger: 'schedule', taskName: 'sync', registryPks: [1, 2] }),
    );
    await startTaskRegistry(database.pool, projectPk(), taskId, 1);
    const half = { repositoriesTotal: 2, repositoriesDone: 1 };
    await progressTaskRegistry(database.pool, projectPk(), taskId, 1, half);
    expect(await list('type=image_sync&task_type=autoSync')).toMatchObject({ data_list: [{ task_status: 25 }] });
    await within((tx) => finishTaskRegistry(tx, projectPk(), taskId, 1, { ok: false, reason: 'connection refused' }));
    const registries = async (query = '') =>
      (await call('GET', `/image-sync/tasks/${taskId}/registries${query}`)).json as { data_list: object[] };
    expect(await registries()).toMatchObject({
      total_num: 2,
      data_list: [
        {
          registry_name: 'registry-1',
          registry_type: 'Other',
          sync_status: 'failed',
          failed_reason: 'connection refused',
        },
        { registry_name: 'registry-2', sync_status: 'running' },
      ],
    });
    expect(await registries('?sync_status=running')).toMatchObject({ total_num: 1 });
    expect(await registries('?registry_type=Harbor')).toMatchObject({ total_num: 0 });
    await within((tx) => finishTaskRegistry(tx, projectPk(), taskId, 2, { ok: false, reason: 'timeout' }));
    expect(await list('type=image_sync')).toMatchObject({
      data_list: [{ task_status: -3, task_type: 'autoSync', failed_num: 2, failed_reason: 'connection refused' }],
    });
    await database.pool.query('DELETE FROM registry WHERE project_pk = $1 AND registry_pk = 2', [projectPk()]);
    expect((await registries()).data_list[1]).toEqual({ sync_status: 'failed', failed_reason: 'timeout' });
  });

  test('the type is mandatory; a filter that nothing can match gives an empty page', async () => {
    expect(await call('GET', '/tasks')).toMatchObject(refusal('HSS.0001', 'type'));
    await within((tx) =>
      createSyncTask(tx, user.tenant, { epsPk: 0, trigger: 'manual', taskName: 'sync', registryPks: [] }),
    );
    expect(await list('type=image_sync&task_type=manualSync')).toMatchObject({ total_num: 1 });
    expect(await list('type=image_sync&task_type=manual')).toMatchObject({ total_num: 0 });
    expect(await list('type=image_sync&global_image_type=local')).toMatchObject({ total_num: 0 });
    expect(await call('GET', `/image-sync/tasks/${randomUUID()}/registries`)).toMatchObject(
      refusal('HSS.0011', 'task'),
    );
  });
});

describe('StopImageScanTask', () => {
  test('stops what waits, lets finish what runs, and gives the images back their last state', async () => {
    await insertRegistry(database.pool, user.tenant, 1);
    const running = await insertImage(database.pool, user.tenant, { registryPk: 1, digest: A });
    const waiting = await insertImage(database.pool, user.tenant, { registryPk: 1, digest: B });
    const images = [running, waiting].map(({ id, digest }) => ({ imageId: id, digest }));
    const order = { epsPk: 0, trigger: 'manual', taskName: 's', scanScope: 1, rateLimit: 0, isAll: false } as const;
    const taskId = await within((tx) => createScanTask(tx, user.tenant, { ...order, images }));
    await within((tx) => setScanStatus(tx, projectPk(), [A, B], 'queued'));
    await within((tx) => startTaskImages(tx, projectPk(), A));
    expect(await call('PUT', `/image-scan/tasks/${taskId}/stop`)).toMatchObject({ status: 200, text: '' });
    const { rows } = await database.pool.query('SELECT image_digest, scan_status FROM image WHERE project_pk = $1', [
      projectPk(),
    ]);
    expect(new Map(rows.map((row) => [row.image_digest, row.scan_status]))).toEqual(
      new Map([
        [A, 'queued'],
        [B, 'unscanned'],
      ]),
    );
    await within((tx) => finishTaskImages(tx, projectPk(), A, { ok: true, risky: false }));
    expect((await call('GET', '/tasks?type=image_scan')).json).toMatchObject({
      data_list: [{ task_status: -1, success_num: 1, total_num: 2, end_time: expect.any(Number) }],
    });
  });

  test('an unknown task is not found', async () => {
    expect(await call('PUT', `/image-scan/tasks/${randomUUID()}/stop`)).toMatchObject(refusal('HSS.0011', 'scan task'));
  });
});

test('an operator may order and stop, an auditor may only read', async () => {
  await signIn('operator');
  expect((await call('POST', '/image-sync/tasks', { sync_all_registries: true })).status).toBe(200);
  await signIn('auditor');
  const denied = refusal('HSS.0013', 'role', 403);
  expect(await call('POST', '/image-sync/tasks', { sync_all_registries: true })).toMatchObject(denied);
  expect(await call('POST', '/image-scan/tasks', { is_all: true })).toMatchObject(denied);
  expect(await call('PUT', `/image-scan/tasks/${randomUUID()}/stop`)).toMatchObject(denied);
  expect((await call('GET', '/tasks?type=image_scan')).status).toBe(200);
  expect([syncOrders.length, scanOrders.length]).toEqual([1, 0]);
});
