import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { insertImage, insertProject, insertRegistry } from '../../testing/rows/index.ts';
import type { Tenant } from '../model/index.ts';
import { orderScan, type ScanOrder } from './order-scan.ts';

let database: TestDatabase;
let tenant: Tenant;

beforeEach(async () => {
  database = await createTestDatabase();
  tenant = await insertProject(database.pool);
  await insertRegistry(database.pool, tenant, 1);
});
afterEach(() => database.drop());

const ORDER = {
  selection: { kind: 'all' },
  enterprise: 'all',
  epsPk: 0,
  scanScope: 15,
  rateLimit: 0,
  isAll: true,
  trigger: 'manual',
} as const;
const order = (change: Partial<ScanOrder> = {}) => orderScan(database.pool, tenant, { ...ORDER, ...change });
const read = async (sql: string) => (await database.pool.query(sql)).rows;
/** Seconds after the first job that each may run, the earliest first. */
const pace = async () => {
  const sql = `SELECT extract(epoch FROM run_at - min(run_at) OVER ())::float8 AS s FROM graphile_worker.jobs ORDER BY run_at`;
  return (await read(sql)).map(({ s }) => Math.round(s));
};

test('tags of one digest are items of the task, but one job', async () => {
  const { digest } = await insertImage(database.pool, tenant, { registryPk: 1 });
  await insertImage(database.pool, tenant, { registryPk: 1, digest });
  await order();
  expect(await read('SELECT total_num, state FROM task')).toEqual([{ total_num: 2, state: 'running' }]);
  expect(await read('SELECT scan_status FROM image')).toEqual([{ scan_status: 'queued' }, { scan_status: 'queued' }]);
  expect(await pace()).toHaveLength(1);
});

test('a digest that waits already is not queued twice', async () => {
  await insertImage(database.pool, tenant, { registryPk: 1 });
  await order();
  await order();
  expect(await pace()).toHaveLength(1);
  expect(await read(`SELECT count(*) AS n FROM task_image WHERE state = 'queued'`)).toEqual([{ n: 2 }]);
});

test('a limit of images an hour spreads the jobs evenly', async () => {
  for (let image = 0; image < 4; image++) await insertImage(database.pool, tenant, { registryPk: 1 });
  await order({ rateLimit: 60 });
  expect(await pace()).toEqual([0, 60, 120, 180]);
});

test('an order that names a missing image leaves nothing behind', async () => {
  const { id } = await insertImage(database.pool, tenant, { registryPk: 1 });
  const selection = { kind: 'images', images: [{ id }, { id: 1 }] } as const;
  await expect(order({ selection })).rejects.toMatchObject({ code: 'not_found', subject: '1' });
  expect(await read('SELECT FROM task')).toEqual([]);
  expect(await read('SELECT scan_status FROM image')).toEqual([{ scan_status: 'unscanned' }]);
  expect(await pace()).toEqual([]);
});
