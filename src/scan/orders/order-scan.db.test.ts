import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { addJob, runHandler, runQueuedJobs, takeQueued } from '../../../testing/jobs/index.ts';
import { insertImage, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import { scaled } from '../../../testing/scale.ts';
import type { Tenant } from '../../model/index.ts';
import { systemClock } from '../../process/index.ts';
import { scanManifestJob } from '../../tasks/index.ts';
import { scanHandlers } from '../handlers.ts';
import type { AdvisoryDeps } from '../rejudge/refresh-advisories.ts';
import type { ScanDeps } from '../run/deps.ts';
import { fillScanTaskJob, queueScansJob, stopScansJob } from './jobs.ts';
import { orderScan, type ScanOrder } from './order-scan.ts';
import { stopScan } from './stop-scan.ts';

const ABORTED = [{ state: 'abnormal', failed_reason: expect.stringContaining('could not be queued'), open: false }];

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
  const sql = `SELECT extract(epoch FROM run_at - min(run_at) OVER ())::float8 AS s FROM job ORDER BY run_at`;
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

test('everything else that is ordered later runs before the scans that wait', async () => {
  await insertImage(database.pool, tenant, { registryPk: 1 });
  await order();
  await addJob(database.pool, { name: 'sync-registry' });
  expect(await read('SELECT name FROM job ORDER BY priority, run_at')).toEqual([
    { name: 'sync-registry' },
    { name: 'scan-manifest' },
  ]);
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

describe('an order over more than 2,000 images', () => {
  const IMAGES = scaled(2_500);
  beforeEach(async () => {
    await database.pool.query(
      `WITH m AS (INSERT INTO manifest (project_pk, digest, kind, media_type, size, registry_pk, repository)
         SELECT $1::int, 'sha256:' || encode(sha256(n::text::bytea), 'hex'), 'image', 'x', 1, 1, 'app' FROM generate_series(1, $2::int) n
         RETURNING digest),
       i AS (INSERT INTO image (project_pk, id, registry_pk, update_time, sync_time, image_size, namespace, image_name, image_version,
           image_digest, natural_key)
         SELECT $1, row_number() OVER (), 1, now(), now(), 1, '', 'app', digest, digest, md5(digest)::uuid FROM m RETURNING id, image_digest)
       INSERT INTO image_manifest SELECT $1, image_digest, id FROM i`,
      [tenant.projectPk, IMAGES],
    );
  });

  const jobs = () => scanHandlers({ pool: database.pool, clock: systemClock } as unknown as ScanDeps & AdvisoryDeps);
  const runNext = async (job: { readonly name: string }) => runHandler(jobs(), job, await payloadOf(job.name));
  /** Does the jobs of the order, not the scans, until none is left. */
  const carryOut = async () => {
    for (;;) {
      const names = [fillScanTaskJob, queueScansJob, stopScansJob].map(({ name }) => name);
      const waiting = await takeQueued(database.pool, names);
      if (waiting.length === 0) return;
      // A worker that dies between the commit and the end of the job does it again.
      for (const job of waiting.flatMap((each) => [each, each])) await runHandler(jobs(), job, job.payload);
    }
  };
  const runOrderJobs = () =>
    runQueuedJobs(
      database.pool,
      jobs().filter(({ name }) => name !== scanManifestJob.name),
    );
  const endOfTask = () => read('SELECT state, failed_reason, end_time IS NULL AS open FROM task');
  const states = () => read(`SELECT scan_status, count(*) AS n FROM image GROUP BY 1 ORDER BY 1`);

  test('is one row and one job at first, and everything in the end', async () => {
    await order();
    expect(await read('SELECT total_num, state, task_name FROM task')).toEqual([
      { total_num: 0, state: 'running', task_name: 'scan all images' },
    ]);
    expect(await pace()).toHaveLength(1);
    expect(await states()).toEqual([{ scan_status: 'unscanned', n: IMAGES }]);
    await carryOut();
    expect(await read('SELECT total_num, state FROM task')).toEqual([{ total_num: IMAGES, state: 'running' }]);
    expect(await states()).toEqual([{ scan_status: 'queued', n: IMAGES }]);
    expect(await pace()).toHaveLength(IMAGES);
  });

  test('keeps its pace from page to page', async () => {
    await order({ rateLimit: 3600 });
    await carryOut();
    expect(await pace()).toEqual(Array.from({ length: IMAGES }, (_, second) => second));
  });

  test('takes its filter along, large numbers and times too', async () => {
    const filter = { enterprise: 'all', imageSize: 1n, updateTime: { from: 0n } } as const;
    await order({ selection: { kind: 'filter', filter }, isAll: false });
    await database.pool.query('UPDATE image SET image_size = 2 WHERE id <= 100');
    await carryOut();
    expect(await read('SELECT total_num, task_name FROM task')).toEqual([
      { total_num: IMAGES - 100, task_name: 'scan selected images' },
    ]);
  });

  test('over images that are all gone by then is finished', async () => {
    await order();
    await database.pool.query('DELETE FROM image');
    await carryOut();
    expect(await read('SELECT total_num, state, end_time IS NULL AS open FROM task')).toEqual([
      { total_num: 0, state: 'finished', open: false },
    ]);
  });

  test('whose jobs fail for good ends abnormal and says so, and what was queued by then goes on', async () => {
    await order();
    await runNext(fillScanTaskJob);
    await runNext(queueScansJob);
    await database.pool.query('ALTER TABLE inventory_state RENAME TO elsewhere');
    for (const attempts of [8, 9]) {
      expect(await read('SELECT state FROM task')).toEqual([{ state: 'running' }]);
      await database.pool.query(`UPDATE job SET attempts = $1, run_at = now() WHERE name = 'queue-scans'`, [attempts]);
      await runOrderJobs();
    }
    await database.pool.query('ALTER TABLE elsewhere RENAME TO inventory_state');
    expect(await endOfTask()).toEqual(ABORTED);
    expect(await read('SELECT state, count(*) AS n FROM task_image GROUP BY 1 ORDER BY 1')).toEqual([
      { state: 'queued', n: 1_000 },
      { state: 'stopped', n: IMAGES - 1_000 },
    ]);
  });

  test.each([
    ['whose order cannot be read', `{"taskId": "x", "order": "{]"}`],
    ['whose order is of another shape', `{"order": "{}"}`],
    ['whose payload cannot be read', `{"order": 1}`],
  ])('%s ends abnormal at once', async (_, payload) => {
    await order();
    await database.pool.query('UPDATE job SET payload = $1', [payload]);
    await runOrderJobs();
    expect(await endOfTask()).toEqual(ABORTED);
    expect(await read('SELECT name, state FROM job')).toEqual([{ name: 'fill-scan-task', state: 'failed' }]);
  });

  test('whose next page cannot be read ends abnormal at once', async () => {
    await order();
    await runNext(fillScanTaskJob);
    await database.pool.query(`UPDATE job SET payload = '{}'`);
    await runOrderJobs();
    expect(await endOfTask()).toEqual(ABORTED);
    expect(await read('SELECT state, count(*) AS n FROM task_image GROUP BY 1')).toEqual([
      { state: 'stopped', n: IMAGES },
    ]);
  });

  test('that is stopped before its images are found, or while they are queued, queues no more', async () => {
    const early = await order();
    await stop(early);
    await carryOut();
    expect(await read('SELECT count(*) AS n FROM task_image')).toEqual([{ n: 0 }]);
    expect(await states()).toEqual([{ scan_status: 'unscanned', n: IMAGES }]);
    const late = await order();
    await runNext(fillScanTaskJob);
    await runNext(queueScansJob);
    await stop(late);
    await carryOut();
    expect(await read(`SELECT state, count(*) AS n FROM task_image GROUP BY 1`)).toEqual([
      { state: 'stopped', n: IMAGES },
    ]);
    expect(await states()).toEqual([{ scan_status: 'unscanned', n: IMAGES }]);
  });

  test('that is stopped when all wait is stopped at once, and its images are given back by jobs', async () => {
    const taskId = await order();
    await carryOut();
    await stop(taskId);
    expect(await read('SELECT state, end_time IS NULL AS open FROM task')).toEqual([{ state: 'stopped', open: false }]);
    expect(await states()).toEqual([
      { scan_status: 'queued', n: IMAGES - 1_000 },
      { scan_status: 'unscanned', n: 1_000 },
    ]);
    await carryOut();
    expect(await states()).toEqual([{ scan_status: 'unscanned', n: IMAGES }]);
  });
});

const stop = (taskId: string) => stopScan(database.pool, tenant, taskId, 'all');

async function payloadOf(name: string): Promise<unknown> {
  const [job] = await takeQueued(database.pool, [name]);
  return job?.payload;
}
