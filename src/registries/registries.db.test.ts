import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { insertProject, insertRegistry } from '../../testing/rows/index.ts';
import { inTransaction } from '../database/index.ts';
import type { Tenant } from '../model/index.ts';
import { createVault } from '../secrets/index.ts';
import { addRegistry, type NewRegistry } from './records/add-registry.ts';
import { markRegistriesDeleting, removeRegistry } from './records/disconnect-registries.ts';
import { findRegistries, listRegistries, registryStatistics } from './records/list-registries.ts';
import { loadRegistry } from './records/load-registry.ts';
import { markRegistrySynced, setRegistryImages, setRegistryStatus } from './records/registry-state.ts';
import { type RegistryChange, updateRegistry } from './records/update-registry.ts';

const vault = createVault(randomBytes(32));
const everyPage = { offset: 0, limit: 200 };
const input: NewRegistry = {
  epsPk: 0,
  registryName: 'harbour',
  registryType: 'oci',
  apiVersion: 'V2',
  protocol: 'https',
  registryAddr: 'registry.example:5000',
  registryUsername: 'robot$scan',
  registryPassword: 'pässword 1',
  namespace: 'team',
  connectClusterId: 'any',
  getScanImageChannel: 'Other',
};

let database: TestDatabase;
let tenant: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenant = await insertProject(database.pool);
});
afterAll(() => database.drop());

const add = (changes: Partial<NewRegistry> = {}) =>
  inTransaction(database.pool, (tx) => addRegistry(tx, tenant, { ...input, ...changes }, vault));
const update = (registryId: string, change: RegistryChange, enterprise: 'all' | number[] = 'all') =>
  inTransaction(database.pool, (tx) => updateRegistry(tx, tenant, { registryId, enterprise }, change, vault));
const load = (registryPk: number) => loadRegistry(database.pool, tenant.projectPk, registryPk, vault);
const list = (filter = {}, page = everyPage) =>
  listRegistries(database.pool, tenant, { enterprise: 'all', ...filter }, page);

describe('adding', () => {
  test('what was added can be listed, and loaded with its password', async () => {
    const { registryPassword: _, repositories: __, ...said } = input;
    const added = await add();
    expect(added).toMatchObject({ ...said, status: 'accessing', imagesNum: 0, syncedAt: null, repositories: null });
    expect(await list()).toEqual({ total: 1, rows: [added] });
    expect(await load(added.registryPk)).toEqual({
      registry: added,
      secret: 'pässword 1',
      deleting: false,
      connection: expect.stringMatching(/^[a-f0-9]{32}$/),
    });
  });

  test('the password is nowhere in the row', async () => {
    await add();
    const { rows } = await database.pool.query(
      'SELECT r::text AS row, secret_sealed FROM registry r WHERE project_pk = $1',
      [tenant.projectPk],
    );
    expect(rows[0].row).not.toContain('pässword');
    expect(rows[0].secret_sealed.includes(Buffer.from('pässword'))).toBe(false);
  });

  test('a sealed password copied to another registry cannot be unsealed', async () => {
    const [one, two] = [await add(), await add({ registryName: 'other' })];
    await database.pool.query(
      `UPDATE registry SET secret_sealed = (SELECT secret_sealed FROM registry WHERE registry_id = $1) WHERE registry_id = $2`,
      [one.registryId, two.registryId],
    );
    await expect(load(two.registryPk)).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('an empty user name is anonymous: no password is kept', async () => {
    const added = await add({ registryUsername: '', registryPassword: 'ignored' });
    expect((await load(added.registryPk))?.secret).toBeNull();
  });

  test('a user name without a password is refused, naming registry_password', async () => {
    await expect(add({ registryPassword: null })).rejects.toMatchObject({
      code: 'invalid_parameter',
      subject: 'registry_password',
    });
  });

  test('a taken name is a conflict naming registry_name, also between two at the same time', async () => {
    const outcomes = await Promise.allSettled([add(), add(), add()]);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const refusals = outcomes.filter((each) => each.status === 'rejected').map((each) => each.reason);
    expect(refusals).toEqual([
      expect.objectContaining({ code: 'conflict', subject: 'registry_name' }),
      expect.objectContaining({ code: 'conflict', subject: 'registry_name' }),
    ]);
  });

  test('numbers of registries are unique under concurrency and never reused', async () => {
    const added = await Promise.all(Array.from({ length: 8 }, (_, n) => add({ registryName: `r${n}` })));
    const numbers = added.map((each) => each.registryPk);
    expect(new Set(numbers).size).toBe(8);
    await database.pool.query('DELETE FROM registry WHERE project_pk = $1', [tenant.projectPk]);
    expect((await add()).registryPk).toBe(Math.max(...numbers) + 1);
  });

  test.each(['swr-private', 'swr-shared', 'swr-enterprise'] as const)(
    '%s has no connector yet',
    async (registryType) => {
      await expect(add({ registryType })).rejects.toMatchObject({
        code: 'invalid_parameter',
        subject: 'registry_type',
        message: expect.stringContaining('harbor, jfrog, oci'),
      });
    },
  );

  test.each([
    ['registry_name', { registryName: ' ' }],
    ['registry_name', { registryName: 'a\u0000b' }],
    ['registry_name', { registryName: 'x'.repeat(129) }],
    ['registry_username', { registryUsername: 'a:b' }],
    ['registry_password', { registryPassword: 'a\nb' }],
    ['registry_addr', { registryAddr: 'https://registry.example' }],
    ['connect_cluster_id', { connectClusterId: 'x'.repeat(65) }],
  ])('%s that cannot be used is refused by name', async (subject, changes) => {
    await expect(add(changes)).rejects.toMatchObject({ code: 'invalid_parameter', subject });
  });
});

describe('changing', () => {
  test('only named fields change; the connection is to be tested again', async () => {
    const added = await add();
    await setRegistryStatus(database.pool, tenant.projectPk, added.registryPk, {
      status: 'fail',
      failReason: 'REQUEST_API_ERROR',
      failDetail: 'connection refused',
    });
    const changed = await update(added.registryId, { namespace: 'other' });
    expect(changed).toEqual({ ...added, namespace: 'other' });
    expect((await load(added.registryPk))?.secret).toBe('pässword 1');
  });

  test.each([
    ['address', { registryAddr: 'evil.example' }],
    ['port', { registryAddr: 'registry.example:5001' }],
    ['protocol', { protocol: 'http' as const }],
  ])('a new %s needs the password again', async (_, change) => {
    const added = await add();
    await expect(update(added.registryId, change)).rejects.toMatchObject({
      code: 'invalid_parameter',
      subject: 'registry_password',
    });
    expect((await load(added.registryPk))?.registry.registryAddr).toBe('registry.example:5000');
    const changed = await update(added.registryId, { ...change, registryPassword: 'new' });
    expect(changed).toMatchObject(change);
    expect((await load(added.registryPk))?.secret).toBe('new');
  });

  test('the same address again needs no password', async () => {
    const added = await add();
    await update(added.registryId, { registryAddr: added.registryAddr, protocol: added.protocol });
    expect((await load(added.registryPk))?.secret).toBe('pässword 1');
  });

  test('an anonymous registry may change its address, and becoming anonymous deletes the password', async () => {
    const added = await add();
    await update(added.registryId, { registryUsername: '' });
    expect((await load(added.registryPk))?.secret).toBeNull();
    expect(await update(added.registryId, { registryAddr: 'other.example' })).toMatchObject({ registryUsername: '' });
    await expect(update(added.registryId, { registryUsername: 'bob' })).rejects.toMatchObject({
      subject: 'registry_password',
    });
  });

  test('a registry of another enterprise project, another project or none is not found', async () => {
    const added = await add({ epsPk: 7 });
    await expect(update(added.registryId, {}, [0])).rejects.toMatchObject({ code: 'not_found' });
    await expect(update(randomUUID(), {})).rejects.toMatchObject({ code: 'not_found' });
    tenant = await insertProject(database.pool);
    await expect(update(added.registryId, {})).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('listing', () => {
  test('every filter narrows, and the total counts all pages', async () => {
    const one = await insertRegistry(database.pool, tenant, 1, { registryType: 'harbor', status: 'fail' });
    const two = await insertRegistry(database.pool, tenant, 2, { epsPk: 7 });
    const names = async (filter: object) => (await list(filter)).rows.map((row) => row.registryPk);
    expect(await names({})).toEqual([1, 2]);
    expect(await names({ registryName: one.registryName })).toEqual([1]);
    expect(await names({ registryName: 'registry' })).toEqual([]);
    expect(await names({ registryIds: [two.registryId] })).toEqual([2]);
    expect(await names({ registryTypes: ['harbor', 'jfrog'] })).toEqual([1]);
    expect(await names({ status: 'success' })).toEqual([2]);
    expect(await names({ registryAddr: 'registry.example' })).toEqual([1, 2]);
    expect(await names({ enterprise: [7] })).toEqual([2]);
    expect(await names({ enterprise: [] })).toEqual([]);
    expect(await list({}, { offset: 1, limit: 1 })).toMatchObject({ total: 2, rows: [{ registryPk: 2 }] });
    expect(await list({}, { offset: 5, limit: 1 })).toEqual({ total: 2, rows: [] });
  });

  test('finding by ids names the one that is missing', async () => {
    const one = await insertRegistry(database.pool, tenant, 1);
    const filter = { enterprise: 'all' as const, registryIds: [one.registryId, 'nobody'] };
    await expect(findRegistries(database.pool, tenant, filter)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('nobody'),
    });
  });

  test('statistics count those that answer and those that do not', async () => {
    await insertRegistry(database.pool, tenant, 1, { status: 'fail' });
    await insertRegistry(database.pool, tenant, 2, { status: 'success' });
    await insertRegistry(database.pool, tenant, 3, { status: 'success', registryType: 'harbor' });
    await insertRegistry(database.pool, tenant, 4, { status: 'accessing' });
    await insertRegistry(database.pool, tenant, 5, { status: 'fail', deleting: true });
    const count = (filter = {}) => registryStatistics(database.pool, tenant, { enterprise: 'all', ...filter });
    expect(await count()).toEqual({ successNum: 2, failNum: 1 });
    expect(await count({ registryTypes: ['harbor'] })).toEqual({ successNum: 1, failNum: 0 });
    expect(await count({ enterprise: [7] })).toEqual({ successNum: 0, failNum: 0 });
  });
});

describe('deleting', () => {
  const markDeleting = (ids: string[], enterprise: 'all' | number[] = 'all') =>
    inTransaction(database.pool, (tx) => markRegistriesDeleting(tx, tenant, ids, enterprise));

  test('a marked registry is hidden, its password deleted, its name free; then its row is deleted', async () => {
    const added = await add();
    expect(await markDeleting([added.registryId])).toEqual([added]);
    expect(await list()).toEqual({ total: 0, rows: [] });
    expect(await load(added.registryPk)).toMatchObject({ secret: null, deleting: true });
    await expect(update(added.registryId, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(markDeleting([added.registryId])).rejects.toMatchObject({ code: 'not_found' });
    expect((await add()).registryName).toBe(added.registryName);
    await inTransaction(database.pool, (tx) => removeRegistry(tx, tenant.projectPk, added.registryPk));
    expect(await load(added.registryPk)).toBeNull();
  });

  test('a row that is not marked is never removed', async () => {
    const added = await add();
    await inTransaction(database.pool, (tx) => removeRegistry(tx, tenant.projectPk, added.registryPk));
    expect(await load(added.registryPk)).not.toBeNull();
  });

  test('one unknown or foreign id leaves all others connected', async () => {
    const [mine, foreign] = [await add(), await add({ registryName: 'foreign', epsPk: 7 })];
    await expect(markDeleting([mine.registryId, foreign.registryId], [0])).rejects.toMatchObject({ code: 'not_found' });
    expect((await list()).total).toBe(2);
  });
});

test('times of syncs never move back, and the number of images is kept', async () => {
  const { registryPk } = await add();
  await markRegistrySynced(database.pool, tenant.projectPk, registryPk, 2000);
  await markRegistrySynced(database.pool, tenant.projectPk, registryPk, 1000);
  await setRegistryImages(database.pool, tenant.projectPk, registryPk, 12);
  expect((await load(registryPk))?.registry).toMatchObject({ syncedAt: 2000, imagesNum: 12 });
});
