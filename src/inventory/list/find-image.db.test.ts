import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { digestOf, insertImage, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import type { Tenant } from '../../model/index.ts';
import { findImage, type ImageKey, readImageId } from './find-image.ts';

const [ONE, INDEX, AMD, ARM] = ['one', 'index', 'amd', 'arm'].map(digestOf) as [string, string, string, string];
const hex = (digest: string) => digest.slice('sha256:'.length);

let database: TestDatabase;
let tenant: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenant = await insertProject(database.pool);
  await insertRegistry(database.pool, tenant, 1);
});
afterAll(() => database.drop());

const find = (imageId: string, key: Partial<ImageKey> = {}) =>
  findImage(database.pool, tenant, { enterprise: 'all', registryType: 'oci', imageId, ...key });
const notFound = expect.objectContaining({ code: 'not_found', subject: 'image_id' });

test('an image answers to its digest with and without prefix and to its id', async () => {
  const { id } = await insertImage(database.pool, tenant, { registryPk: 1, digest: ONE });
  for (const name of [ONE, hex(ONE), String(id)]) expect(await find(name)).toEqual({ imageId: id, digests: [ONE] });
});

test('a multi-arch image stands for its platforms, a platform for itself', async () => {
  const image = await insertImage(database.pool, tenant, { registryPk: 1, digest: INDEX, children: [AMD, ARM] });
  const whole = { imageId: image.id, digests: [AMD, ARM] };
  for (const name of [INDEX, hex(INDEX), String(image.id)]) expect(await find(name)).toEqual(whole);
  const arm = { imageId: image.id, digests: [ARM] };
  for (const name of [ARM, hex(ARM), String(image.children[1]?.id)]) expect(await find(name)).toEqual(arm);
});

test('every part of the key has to fit exactly', async () => {
  const names = { namespace: '', imageName: 'web', tag: 'v1' };
  await insertImage(database.pool, tenant, { registryPk: 1, digest: ONE, epsPk: 7, ...names });
  const key = { namespace: '', imageName: 'web', imageVersion: 'v1', enterprise: [7], instanceId: '' };
  expect(await find(ONE, key)).toMatchObject({ digests: [ONE] });
  const wrong = [
    { namespace: 'x' },
    { imageName: 'we' },
    { imageVersion: 'V1' },
    { instanceId: 'i' },
    { registryType: 'harbor' as const },
    { enterprise: [0] },
  ];
  for (const change of wrong) await expect(find(ONE, { ...key, ...change })).rejects.toEqual(notFound);
});

test('of tags that share a digest the named one is found', async () => {
  await insertImage(database.pool, tenant, { registryPk: 1, digest: ONE, tag: 'v1' });
  const second = await insertImage(database.pool, tenant, { registryPk: 1, digest: ONE, tag: 'v2' });
  expect(await find(hex(ONE), { imageVersion: 'v2' })).toEqual({ imageId: second.id, digests: [ONE] });
});

test('an image of another project or of a registry on its way out is not found', async () => {
  const gone = await insertRegistry(database.pool, tenant, 2, { deleting: true });
  await insertImage(database.pool, tenant, { registryPk: gone.registryPk, digest: AMD });
  await expect(find(AMD)).rejects.toEqual(notFound);
  await insertImage(database.pool, tenant, { registryPk: 1, digest: ONE });
  tenant = await insertProject(database.pool);
  await expect(find(ONE)).rejects.toEqual(notFound);
});

test.each(['', 'x', '-1', '1e3', 'md5:abc', `sha512:${'a'.repeat(64)}`, 'A'.repeat(64), '9'.repeat(16), "' OR 1=1 --"])(
  'image_id %j names nothing',
  async (name) => {
    expect(readImageId(name)).toEqual({ digest: null, id: null });
    await expect(find(name)).rejects.toEqual(notFound);
  },
);

test('64 digits are a digest, not an id; 128 hex characters are SHA-512', () => {
  expect(readImageId('1'.repeat(64))).toEqual({ digest: `sha256:${'1'.repeat(64)}`, id: null });
  expect(readImageId('ab'.repeat(64))).toEqual({ digest: `sha512:${'ab'.repeat(64)}`, id: null });
});
