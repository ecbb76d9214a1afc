import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { insertProject } from '../../testing/rows/index.ts';
import { purgeTasks } from './purge-tasks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('tasks that ended long ago go with their items; running ones stay however old', async () => {
  const { projectPk } = await insertProject(database.pool);
  await database.pool.query(
    `INSERT INTO task (project_pk, task_id, kind, trigger, task_name, state, begin_time, end_time)
     VALUES ($1, 'old', 'scan', 'manual', 'n', 'finished', now() - interval '9 d', now() - interval '8 d'),
       ($1, 'new', 'scan', 'manual', 'n', 'finished', now() - interval '9 d', now()),
       ($1, 'running', 'scan', 'manual', 'n', 'running', now() - interval '9 d', NULL)`,
    [projectPk],
  );
  await database.pool.query(
    `INSERT INTO task_image (project_pk, task_id, image_id, digest) VALUES ($1, 'old', 1, 'd'), ($1, 'running', 1, 'd')`,
    [projectPk],
  );
  await purgeTasks(database.pool, Date.now() - 7 * 24 * 3_600_000);
  expect((await database.pool.query('SELECT task_id FROM task ORDER BY 1')).rows).toEqual([
    { task_id: 'new' },
    { task_id: 'running' },
  ]);
  expect((await database.pool.query('SELECT task_id FROM task_image')).rows).toEqual([{ task_id: 'running' }]);
});
