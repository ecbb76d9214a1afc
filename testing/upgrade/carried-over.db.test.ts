import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../src/database/index.ts';
import { loadRegistry } from '../../src/registries/index.ts';
import { createVault } from '../../src/secrets/index.ts';
import { comparable, readTables, type Tables } from './read-tables.ts';
import { type RestoredState, restoreState, storedPeople } from './stored-state.ts';

/** Columns that are in another table now, and what tells its rows apart. */
const MOVED: readonly { from: string; to: string; key: string; columns: readonly string[] }[] = [
  {
    from: 'public.project',
    to: 'public.inventory_state',
    key: 'project_pk',
    columns: ['version', 'purge_floor', 'next_id'],
  },
  { from: 'public.project', to: 'public.registry_sequence', key: 'project_pk', columns: ['next_registry_pk'] },
];
/** Tables and columns of the old release that are no longer where they were: moved, or with a test of their own beside this one. */
const ELSEWHERE: readonly string[] = [
  'public.stage_state',
  'public.manifest.analyzer_set',
  ...MOVED.flatMap(({ from, columns }) => columns.map((name) => `${from}.${name}`)),
  // The queue: queue.db.test.ts.
  'graphile_worker._private_jobs',
  'graphile_worker._private_job_queues',
  'graphile_worker._private_tasks',
  'graphile_worker._private_known_crontabs',
  'graphile_worker.migrations',
  'public.job_crash',
  'public.job_schedule.identifier',
];

const SECRETS: readonly [name: string, password: string | null][] = [
  ['annex', 'annex password'],
  ['down', 'nobody asks'],
  ['harbour', 'harbour password'],
  ['leaving', null],
  ['second', 'annex password'],
  ['untried', null],
];

let state: RestoredState;
let before: Tables;
let after: Tables;

beforeAll(async () => {
  state = await restoreState();
  before = await readTables(state.pool);
  await migrate(state.pool);
  after = await readTables(state.pool);
});
afterAll(() => state?.drop());

describe('a database of d5194fd after the migrations of this release', () => {
  test('still has every row with every value', () => {
    for (const [table, rows] of before) {
      if (ELSEWHERE.includes(table)) continue;
      const columns = Object.keys(rows[0] ?? {}).filter((column) => !ELSEWHERE.includes(`${table}.${column}`));
      expect([table, comparable(after.get(table), columns)]).toEqual([table, comparable(rows, columns)]);
    }
  });

  test.each(MOVED)('has the columns of $from that moved to $to', ({ from, to, key, columns }) => {
    expect(comparable(after.get(to), [key, ...columns])).toEqual(comparable(before.get(from), [key, ...columns]));
  });

  test('has nothing left to migrate', async () => {
    expect(await migrate(state.pool)).toEqual([]);
    expect(await readTables(state.pool)).toEqual(after);
  });

  test('has registries whose secrets open', async () => {
    const vault = createVault(Buffer.from(storedPeople.masterKey, 'hex'));
    const rows = before.get('public.registry') ?? [];
    const opened = await Promise.all(
      rows.map(async ({ project_pk, registry_pk }) => {
        const loaded = await loadRegistry(state.pool, Number(project_pk), Number(registry_pk), vault);
        return [loaded?.registry.registryName, loaded?.secret];
      }),
    );
    expect(opened.sort()).toEqual(SECRETS);
  });
});

/** What the state has to hold for these tests to say anything. */
describe('the stored state', () => {
  test('has jobs of every name that the old release queues', () => {
    const tasks = new Map(before.get('graphile_worker._private_tasks')?.map(({ id, identifier }) => [id, identifier]));
    const names = before.get('graphile_worker._private_jobs')?.map(({ task_id }) => tasks.get(task_id));
    expect([...new Set(names)].sort()).toEqual([
      'check-registry',
      'delete-registry',
      'fill-scan-task',
      'load-advisories',
      'purge',
      'queue-scans',
      'rejudge-ecosystems',
      'rematch-packages',
      'retire-advisories',
      'scan-manifest',
      'stop-scans',
      'sync-registry',
    ]);
  });

  test.each([
    ['public.task', 'state', ['abnormal', 'finished', 'running', 'stopped', 'timed_out']],
    ['public.task_registry', 'state', ['failed', 'finished', 'queued', 'running']],
    ['public.task_image', 'state', ['failed', 'queued', 'running', 'stopped', 'succeeded']],
    ['public.manifest', 'kind', ['artifact', 'image', 'index', 'schema1']],
    ['public.manifest', 'severity', [null, 'high', 'medium', 'none']],
    [
      'public.manifest',
      'scan_status',
      ['download_failed', 'failed', 'oversized', 'queued', 'scanning', 'succeeded', 'unscanned'],
    ],
    ['public.stage_state', 'status', ['failed', 'ok', 'partial']],
    ['public.registry', 'status', ['accessing', 'fail', 'success']],
    ['public.registry', 'deleting', [false, true]],
    ['public.access_key', 'active', [false, true]],
    ['public.sync_repository', 'done', [false, true]],
  ])('has in %s every %s: %j', (table, column, values) => {
    const found = new Set(before.get(table)?.map((row) => row[column]));
    expect([...found].sort()).toEqual([...values].sort());
  });
});
