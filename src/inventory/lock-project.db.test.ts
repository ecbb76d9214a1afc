import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { insertProject } from '../../testing/rows/index.ts';
import { inTransaction } from '../database/index.ts';
import { IDS_PER_PROJECT, lockProject, takeImageIds } from './lock-project.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('writers that come first to a project at the same time take turns, and no image id is given out twice', async () => {
  const { projectPk } = await insertProject(database.pool, 'fresh');
  let holders = 0;
  const write = () =>
    inTransaction(database.pool, async (tx) => {
      await lockProject(tx, projectPk);
      holders += 1;
      expect(holders).toBe(1);
      const ids = await takeImageIds(tx, projectPk, 2);
      await tx.query('SELECT pg_sleep(0.02)');
      holders -= 1;
      return ids;
    });
  const ids = (await Promise.all([write(), write(), write()])).flat();
  const first = projectPk * IDS_PER_PROJECT + 1;
  expect(ids.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5].map((n) => first + n));
});

test('a first writer that is rolled back leaves the project as it was', async () => {
  const { projectPk } = await insertProject(database.pool, 'rolled-back');
  const broken = inTransaction(database.pool, async (tx) => {
    await lockProject(tx, projectPk);
    await takeImageIds(tx, projectPk, 5);
    throw new Error('killed');
  });
  await expect(broken).rejects.toThrow('killed');
  const state = await inTransaction(database.pool, (tx) => lockProject(tx, projectPk));
  expect(state).toEqual({ version: 0, nextId: projectPk * IDS_PER_PROJECT + 1 });
});

test('a project that does not exist cannot be locked', async () => {
  const missing = inTransaction(database.pool, (tx) => lockProject(tx, 4711));
  await expect(missing).rejects.toMatchObject({ name: 'AppError', code: 'not_found', subject: 'project_id' });
});
