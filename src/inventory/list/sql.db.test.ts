import { describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../testing/database/index.ts';
import { imageListSuite } from '../../../testing/inventory/image-list-suite.ts';
import { insertImages, randomImages } from '../../../testing/inventory/index.ts';
import { insertProject } from '../../../testing/rows/index.ts';
import { inTransaction, openPool } from '../../database/index.ts';
import { openSqlImageList } from './sql.ts';

const TENANT = { projectPk: 1, projectId: 'p' };

describe('the list by SQL', () => {
  imageListSuite(({ pool }) => openSqlImageList({ db: pool, render: (image) => image }));
});

test('a statement that takes too long is "overloaded", not an internal error', async () => {
  const database = await createTestDatabase();
  const { options } = database.pool as unknown as { options: object };
  const impatient = openPool({ ...options, max: 1, statement_timeout: 100 });
  await inTransaction(database.pool, async (tx) => {
    await tx.query('LOCK TABLE image IN ACCESS EXCLUSIVE MODE');
    const list = openSqlImageList({ db: impatient, render: (image) => image });
    const page = list.page(TENANT, { enterprise: 'all' }, { sort: null, offset: 0, limit: 1 });
    await expect(page).rejects.toMatchObject({ name: 'AppError', code: 'overloaded' });
    const facets = list.facets(TENANT, { enterprise: 'all' }, ['severity']);
    await expect(facets).rejects.toMatchObject({ name: 'AppError', code: 'overloaded' });
  });
  await impatient.end();
  await database.drop();
});

test('what is handed on of an image is up to whoever opens the list', async () => {
  const database = await createTestDatabase();
  const tenant = await insertProject(database.pool, 'p');
  await insertImages(
    database.pool,
    tenant.projectPk,
    randomImages({ count: 50, seed: 2, projectPk: tenant.projectPk }),
  );
  const rendered = openSqlImageList({ db: database.pool, render: ({ id }) => Buffer.from(`[${id}]`) });
  const plain = openSqlImageList({ db: database.pool, render: ({ id }) => id });
  const ask = [tenant, { enterprise: 'all' }, { sort: null, offset: 0, limit: 20 }] as const;
  const ids = await plain.page(...ask);
  expect(ids.rows).toHaveLength(20);
  expect(await rendered.page(...ask)).toEqual({ ...ids, rows: ids.rows.map((id) => Buffer.from(`[${id}]`)) });
  await database.drop();
});
