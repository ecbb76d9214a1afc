import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { openMemoryRegistry } from '../../testing/registries/memory-connector.ts';
import { openSyncBench } from '../../testing/sync/index.ts';
import type { SyncTarget } from './deps.ts';
import { addRepositories, countRepositories, endRepositories, summariseLedger } from './ledger.ts';

let database: TestDatabase;
let target: SyncTarget;
const names = Array.from({ length: 300 }, (_, index) => `team/app-${index}`);
beforeAll(async () => {
  database = await createTestDatabase();
  const bench = await openSyncBench(database.pool, openMemoryRegistry());
  target = { ...bench.target, taskId: randomUUID() };
  const keys = [target.projectPk, target.taskId];
  await database.pool.query(
    `INSERT INTO task (project_pk, task_id, kind, trigger, task_name) VALUES ($1, $2, 'sync', 'manual', 't')`,
    keys,
  );
  await database.pool.query('INSERT INTO task_registry (project_pk, task_id, registry_pk) VALUES ($1, $2, 1)', keys);
  const page = names.map((repository) => ({ repository, namespace: 'team', imageName: repository.slice(5) }));
  await addRepositories(database.pool, target, page);
});
afterAll(() => database.drop());

test('counting and ending the same repositories at once never deadlocks, and figures of ended ones are final', async () => {
  const shuffled = (seed: number) => [...names].sort((a, b) => hash(a, seed) - hash(b, seed));
  const count = async (seed: number) => {
    for (let round = 0; round < 10; round++) {
      const counts = shuffled(seed + round).map((repository) => ({ repository, tags: 1, failed: 0 }));
      await countRepositories(database.pool, target, counts);
    }
  };
  const end = async (seed: number) => {
    const ends = shuffled(seed).map((repository) => ({
      repository,
      tags: 7,
      failed: 1,
      complete: true,
      problem: null,
    }));
    for (let start = 0; start < ends.length; start += 60)
      await endRepositories(database.pool, target, ends.slice(start, start + 60));
  };
  await Promise.all([count(1), count(2), count(3), end(4), end(5)]);
  expect(await summariseLedger(database.pool, target)).toMatchObject({
    repositories: 300,
    incomplete: 0,
    failedTags: 300,
  });
  const { rows } = await database.pool.query('SELECT DISTINCT tags, done FROM sync_repository WHERE task_id = $1', [
    target.taskId,
  ]);
  expect(rows).toEqual([{ tags: 7, done: true }]);
});

function hash(text: string, seed: number): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) * seed) % 9973, seed);
}
