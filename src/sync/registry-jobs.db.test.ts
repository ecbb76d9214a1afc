import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { changeLog } from '../../testing/inventory/change-log.ts';
import { imageRows } from '../../testing/inventory/stored-images.ts';
import { clearJobs, jobRows, runHandler, runQueuedJobs } from '../../testing/jobs/index.ts';
import { type MemoryRegistry, openMemoryRegistry } from '../../testing/registries/memory-connector.ts';
import { insertRegistry } from '../../testing/rows/index.ts';
import { openSyncBench, type SyncBench } from '../../testing/sync/index.ts';
import { AppError } from '../model/index.ts';
import { checkRegistry } from './check-registry.ts';
import { deleteRegistry } from './delete-registry.ts';
import { syncHandlers } from './handlers.ts';
import { checkRegistryJob, deleteRegistryJob, syncRegistryJob } from './jobs.ts';
import { orderSync } from './order-sync.ts';

let database: TestDatabase;
let bench: SyncBench;
let registry: MemoryRegistry;
const { signal } = new AbortController();
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  registry = openMemoryRegistry();
  bench = await openSyncBench(database.pool, registry);
});

const jobs = async () => {
  const rows = (await jobRows(database.pool)).map(({ name, queue, key, payload }) => ({ name, queue, key, payload }));
  return rows.filter(({ payload }) => (payload as { projectPk: number }).projectPk === bench.tenant.projectPk);
};

describe('connection test', () => {
  test('a registry that answers is connected', async () => {
    await checkRegistry(bench.deps, bench.target, signal);
    expect(await bench.registryRow()).toMatchObject({ status: 'success', failReason: null, failDetail: null });
    expect(registry.log).toEqual([{ kind: 'test', repository: '', reference: '' }]);
    expect(registry.open).toBe(0);
  });

  test('a registry that refuses the credentials has the status fail with the reason in words, and the job succeeds', async () => {
    registry.before = () => {
      throw new AppError('registry_authentication_failed', 'the user name or password is wrong');
    };
    await checkRegistry(bench.deps, bench.target, signal);
    expect(await bench.registryRow()).toMatchObject({
      status: 'fail',
      failReason: 'REQUEST_API_ERROR',
      failDetail: 'the user name or password is wrong',
    });
  });

  test('an error of the program is thrown and the record stays', async () => {
    const before = await bench.registryRow();
    registry.before = () => {
      throw new RangeError('a bug');
    };
    await expect(checkRegistry(bench.deps, bench.target, signal)).rejects.toThrow('a bug');
    expect(await bench.registryRow()).toEqual(before);
    expect(registry.open).toBe(0);
  });
});

describe('delete', () => {
  const mark = () =>
    database.pool.query('UPDATE registry SET deleting = true WHERE project_pk = $1', [bench.tenant.projectPk]);

  test('images go by the write protocol, then the registry; another registry keeps its own', async () => {
    for (let index = 0; index < 12; index++) registry.put('app', `v${index}`, { name: `app ${index}` });
    await bench.sync();
    const other = await insertRegistry(database.pool, bench.tenant, 2);
    await mark();
    await deleteRegistry(bench.deps, bench.target, signal);
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toEqual([]);
    expect((await changeLog(database.pool, bench.tenant.projectPk)).at(-1)?.rows.every((row) => row.deleted)).toBe(
      true,
    );
    const { rows } = await database.pool.query('SELECT registry_pk, deleting FROM registry WHERE project_pk = $1', [
      bench.tenant.projectPk,
    ]);
    expect(rows.map((row) => row.registry_pk)).not.toContain(bench.target.registryPk);
    expect(rows.map((row) => row.registry_pk)).toContain(other.registryPk);
    const manifests = await database.pool.query('SELECT FROM manifest WHERE project_pk = $1', [bench.tenant.projectPk]);
    expect(manifests.rowCount).toBe(0);
  });

  test('during a sync, nothing is left and the sync ends as disconnected', async () => {
    for (let index = 0; index < 60; index++) registry.put(`app-${index % 20}`, `v${index}`, { name: `app ${index}` });
    let marked = false;
    registry.before = async () => {
      if (registry.log.length < 100 || marked) return;
      marked = true;
      await mark();
      await deleteRegistry(bench.deps, bench.target, signal);
    };
    await expect(bench.sync()).rejects.toThrow('the registry was disconnected');
    expect(await bench.resume()).toMatchObject({ state: 'failed', failedReason: 'the registry was disconnected' });
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toEqual([]);
  });

  test('interrupted, it resumes; a registry that is not marked is not deleted', async () => {
    registry.put('app', '1', { name: 'app' });
    await bench.sync();
    await deleteRegistry(bench.deps, bench.target, signal);
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toHaveLength(1);
    await mark();
    await expect(deleteRegistry(bench.deps, bench.target, AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
    await deleteRegistry(bench.deps, bench.target, signal);
    await deleteRegistry(bench.deps, bench.target, signal);
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toEqual([]);
  });
});

describe('a job that fails for good before it begins', () => {
  beforeEach(() => clearJobs(database.pool));
  const failOnly = async (name: string) => {
    await database.pool.query(`UPDATE job SET payload = '{}'`);
    await runQueuedJobs(database.pool, syncHandlers(bench.deps));
    expect(await jobRows(database.pool)).toMatchObject([{ name, state: 'failed' }]);
  };

  test('ends its registry and its task, which say why', async () => {
    const order = { registryIds: 'all', enterprise: 'all', epsPk: 0, trigger: 'manual' } as const;
    await orderSync(database.pool, bench.tenant, order);
    await failOnly(syncRegistryJob.name);
    const { rows } = await database.pool.query(
      `SELECT t.state, r.state AS registry, r.failed_reason AS reason FROM task t JOIN task_registry r USING (project_pk, task_id)
       WHERE project_pk = $1`,
      [bench.tenant.projectPk],
    );
    const reason = expect.stringMatching(/^the payload of job sync-registry cannot be read/);
    expect(rows).toEqual([{ state: 'abnormal', registry: 'failed', reason }]);
    expect(await bench.registryRow()).toMatchObject({ status: 'fail', failDetail: reason });
  });

  test('leaves no registry whose connection seems to be tested for ever', async () => {
    await database.pool.query(`UPDATE registry SET status = 'accessing'`);
    await checkRegistryJob.enqueue(database.pool, bench.target);
    await failOnly(checkRegistryJob.name);
    expect(await bench.registryRow()).toMatchObject({ status: 'fail', failReason: 'CREATE_JOB_FAILED' });
  });
});

describe('orders', () => {
  test('a sync of all registries is one task and one job each, and one queue a registry', async () => {
    await insertRegistry(database.pool, bench.tenant, 2, { epsPk: 7 });
    const order = { registryIds: 'all', epsPk: 0, trigger: 'manual' } as const;
    const taskId = await orderSync(database.pool, bench.tenant, { ...order, enterprise: 'all' });
    await orderSync(database.pool, bench.tenant, { ...order, enterprise: [7] });
    const { projectPk } = bench.tenant;
    const queue = (registryPk: number) => `sync:${projectPk}:${registryPk}`;
    expect((await jobs()).map((job) => [job.name, job.queue])).toEqual([
      ['sync-registry', queue(1)],
      ['sync-registry', queue(2)],
      ['sync-registry', queue(2)],
    ]);
    expect((await jobs())[0]?.payload).toEqual({ projectPk, taskId, registryPk: 1 });
  });

  test('an unknown registry is refused by name, and nothing is queued', async () => {
    const order = { registryIds: ['nowhere'], enterprise: 'all', epsPk: 0, trigger: 'manual' } as const;
    await expect(orderSync(database.pool, bench.tenant, order)).rejects.toThrow(/nowhere does not exist/);
    expect(await jobs()).toEqual([]);
  });

  test.each([checkRegistryJob, syncRegistryJob, deleteRegistryJob])(
    'a $name job without a registry is refused',
    async (job) => {
      const running = runHandler(syncHandlers(bench.deps), job, { projectPk: 'x' });
      await expect(running).rejects.toMatchObject({
        code: 'invalid_parameter',
        message: expect.stringContaining(job.name),
      });
    },
  );
});
