import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { openMemoryRegistry } from '../../testing/registries/memory-connector.ts';
import { openSyncBench } from '../../testing/sync/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a manifest that one tag leaves and another takes in the same sync keeps what is known of it', async () => {
  const registry = openMemoryRegistry();
  const bench = await openSyncBench(database.pool, registry);
  registry.put('team/tool', 'latest', { name: 'old' });
  await bench.sync();
  registry.put('team/tool', 'latest', { name: 'next' });
  registry.put('app', '1.0', { name: 'old' });
  registry.put('app', 'slow', { name: 'other' });
  // The old digest is found stored for app:1.0, then latest leaves it, then app is written.
  registry.before = async ({ kind, repository, reference }) => {
    if (kind === 'manifest' && repository === 'team/tool') await sleep(150);
    if (kind === 'manifest' && reference === 'slow') await sleep(600);
  };
  await bench.sync();
  const { rows } = await database.pool.query(
    'SELECT count(*) FILTER (WHERE diff_id IS NULL) AS lost, count(*) AS all FROM manifest_layer',
  );
  expect(rows).toEqual([{ lost: 0, all: expect.any(Number) }]);
});

test('a stored manifest that another run drops before it is written is read again by the same job', async () => {
  const registry = openMemoryRegistry();
  const bench = await openSyncBench(database.pool, registry);
  const { projectPk } = bench.tenant;
  registry.put('team/tool', 'latest', { name: 'old' });
  await bench.sync();
  registry.put('app', '1.0', { name: 'old' });
  registry.put('app', 'slow', { name: 'other' });
  registry.before = async ({ kind, reference }) => {
    if (kind !== 'manifest' || reference !== 'slow') return;
    await sleep(300);
    await database.pool.query('DELETE FROM manifest_layer WHERE project_pk = $1', [projectPk]);
    await database.pool.query('DELETE FROM manifest WHERE project_pk = $1', [projectPk]);
  };
  expect(await bench.sync()).toMatchObject({ state: 'finished', imagesFailed: 0 });
  const { rows } = await database.pool.query(
    'SELECT count(*) FILTER (WHERE diff_id IS NULL) AS lost FROM manifest_layer WHERE project_pk = $1',
    [projectPk],
  );
  expect(rows).toEqual([{ lost: 0 }]);
});
