import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { insertImage, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import type { Tenant } from '../../model/index.ts';
import { nameImages } from './name-images.ts';

let database: TestDatabase;
let tenant: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await insertProject(database.pool);
});
afterAll(() => database.drop());

test('images and platforms are named by registry, repository and tag; those that are gone or of another project are not', async () => {
  const registry = await insertRegistry(database.pool, tenant, 1, { registryType: 'harbor' });
  const plain = await insertImage(database.pool, tenant, {
    registryPk: 1,
    namespace: '',
    imageName: 'web',
    tag: '1.0',
  });
  const multi = await insertImage(database.pool, tenant, { registryPk: 1, tag: 'multi', children: ['sha256:a'] });
  const other = await insertProject(database.pool);
  await insertRegistry(database.pool, other, 1);
  const foreign = await insertImage(database.pool, other, { registryPk: 1 });
  const [platform] = multi.children.map(({ id }) => id) as [number];
  const { registryId, registryName } = registry;
  const common = { registryId, registryName, registryType: 'harbor' };
  const names = await nameImages(database.pool, tenant, [plain.id, platform, platform, foreign.id, 5]);
  expect(Object.fromEntries(names)).toEqual({
    [plain.id]: { ...common, namespace: '', imageName: 'web', imageVersion: '1.0' },
    [platform]: { ...common, namespace: 'library', imageName: 'app', imageVersion: 'multi' },
  });
});
