import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { runQueuedJobs } from '../../../testing/jobs/index.ts';
import { digestOf, insertImage, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import { defaultLimits } from '../../config/index.ts';
import { inTransaction } from '../../database/index.ts';
import { setScanStatus } from '../../inventory/index.ts';
import type { Tenant } from '../../model/index.ts';
import { createLogger, systemClock } from '../../process/index.ts';
import { createVault } from '../../secrets/index.ts';
import { createScanTask, listTasks, scanManifestJob } from '../../tasks/index.ts';
import { scanHandlers } from '../handlers.ts';
import type { AdvisoryDeps } from '../rejudge/refresh-advisories.ts';
import type { ScanDeps } from '../run/deps.ts';
import { scanManifest } from '../run/scan-manifest.ts';
import { openStages } from '../stages/index.ts';
import { stopScan } from './stop-scan.ts';

const DIGEST = digestOf('image');

let database: TestDatabase;
let tenant: Tenant;
let connections: number;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  connections = 0;
  tenant = await insertProject(database.pool);
  await insertRegistry(database.pool, tenant, 1);
});
afterAll(() => database.drop());

const scan = () =>
  scanManifest(
    {
      ...{ pool: database.pool, vault: createVault(Buffer.alloc(32)), limits: defaultLimits, clock: systemClock },
      ...{ logger: createLogger('silent'), layersInFlight: new Map() },
      openConnector: () => {
        connections += 1;
        throw new Error('this test reads no layer');
      },
    } as unknown as ScanDeps,
    { projectPk: tenant.projectPk, digest: DIGEST },
    { signal: AbortSignal.timeout(10_000), attemptsLeft: true, crashes: 0 },
  );

const order = (imageId: number) =>
  inTransaction(database.pool, async (tx) => {
    const images = [{ imageId, digest: DIGEST }];
    const task = { epsPk: 0, trigger: 'manual', taskName: 's', scanScope: 1, rateLimit: 0, isAll: false } as const;
    const taskId = await createScanTask(tx, tenant, { ...task, images });
    await setScanStatus(tx, tenant.projectPk, [DIGEST], 'queued');
    return taskId;
  });

const tasks = async () =>
  (await listTasks(database.pool, tenant, { enterprise: 'all', kind: 'scan' }, { offset: 0, limit: 10 })).rows;

test('a job whose order was stopped reads nothing and changes nothing', async () => {
  const { id } = await insertImage(database.pool, tenant, { registryPk: 1, digest: DIGEST });
  const taskId = await order(id);
  await stopScan(database.pool, tenant, taskId, 'all');
  await scan();
  const { rows } = await database.pool.query('SELECT scan_status FROM image WHERE id = $1', [id]);
  expect(rows[0].scan_status).toBe('unscanned');
  expect(connections).toBe(0);
  expect(await tasks()).toMatchObject([{ state: 'stopped', successNum: 0, failedNum: 0 }]);
});

test('a job whose image was deleted meanwhile ends the tasks that wait for it', async () => {
  await order(4711);
  await scan();
  expect(await tasks()).toMatchObject([
    { state: 'finished', failedNum: 1, failedImages: [{ failedCode: 'get_detail_info_not_found' }] },
  ]);
});

test('a job that fails for good before it can store anything ends the tasks and images that wait for it', async () => {
  const { id } = await insertImage(database.pool, tenant, { registryPk: 1, digest: DIGEST });
  await order(id);
  await database.pool.query('DELETE FROM job');
  await scanManifestJob.enqueue(database.pool, { projectPk: tenant.projectPk, digest: DIGEST });
  await database.pool.query(`UPDATE job SET payload = '{"digest": null}'`);
  const stages = await openStages();
  const logger = createLogger('silent');
  const deps = { pool: database.pool, stages, logger, clock: systemClock } as unknown as ScanDeps & AdvisoryDeps;
  await runQueuedJobs(database.pool, scanHandlers(deps));
  const { rows } = await database.pool.query('SELECT scan_status FROM image WHERE id = $1', [id]);
  expect(rows[0].scan_status).toBe('failed');
  expect(await tasks()).toMatchObject([
    { state: 'finished', failedNum: 1, failedImages: [{ failedCode: 'unknown_error' }] },
  ]);
});

test('an order that crossed the end of another scan is not left waiting', async () => {
  const { id } = await insertImage(database.pool, tenant, { registryPk: 1, digest: DIGEST });
  await order(id);
  await database.pool.query(`UPDATE manifest SET scan_status = 'succeeded' WHERE project_pk = $1`, [tenant.projectPk]);
  await expect(scan()).rejects.toThrow('this test reads no layer');
  expect(connections).toBe(1);
});
