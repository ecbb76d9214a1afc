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
