import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { imageRows } from '../../testing/inventory/stored-images.ts';
import { type MemoryRegistry, openMemoryRegistry } from '../../testing/registries/memory-connector.ts';
import { openSyncBench, type SyncBench } from '../../testing/sync/index.ts';
import { AppError } from '../model/index.ts';
import { checkRegistry } from './check-registry.ts';

let database: TestDatabase;
let bench: SyncBench;
let registry: MemoryRegistry;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  registry = openMemoryRegistry();
  bench = await openSyncBench(database.pool, registry);
});

const change = (set: string) =>
  database.pool.query(`UPDATE registry SET ${set} WHERE project_pk = $1`, [bench.tenant.projectPk]);
const repositoriesOf = async () =>
  (await imageRows(database.pool, bench.tenant.projectPk)).map((row) => String(row.image_name)).sort();
/** The port lists what the record names; the registry in memory lists what it has, so both are put in step. */
const name = async (...names: string[]) => {
  for (const each of await repositoriesOf()) if (!names.includes(each)) registry.removeRepository(each);
  for (const each of names) registry.addRepository(each);
  await change(`repositories = ARRAY['${names.join("','")}']`);
};

describe('a sync that must not count as a success', () => {
  test('a registry of which no tag can be read has failed, and its sync time stays', async () => {
    for (const tag of ['1', '2']) registry.put('app', tag, { name: `app ${tag}` });
    registry.before = ({ kind }) => {
      if (kind === 'manifest') throw new AppError('digest_mismatch', 'the bytes are others');
    };
    expect(await bench.sync()).toMatchObject({
      state: 'failed',
      imagesFailed: 2,
      failedReason: expect.stringMatching(
        /2 of 2 tags could not be read .*app:1 could not be read: the bytes are others/,
      ),
    });
    expect(await bench.registryRow()).toMatchObject({ status: 'fail', failReason: 'SERVER_ERROR', syncedAt: null });
  });

  test('a registry that lists nothing is reported with what to do', async () => {
    expect(await bench.sync()).toMatchObject({
      state: 'finished',
      failedReason: expect.stringMatching(/lists no repository.*name them in its "repositories"/),
    });
  });

  test('a named repository without tags may be misspelt; one of the catalog is just empty', async () => {
    registry.put('app', '1', { name: 'app' });
    registry.addRepository('ap');
    expect(await bench.sync()).toMatchObject({ state: 'finished', failedReason: null });
    await name('app', 'ap');
    expect(await bench.sync()).toMatchObject({
      state: 'finished',
      failedReason: '1 of the 2 repositories named on the record hold no tag: ap',
    });
  });
});

describe('the record changes', () => {
  test('repositories taken off the list lose their images, however many they are', async () => {
    for (let index = 0; index < 10; index++) registry.put(`app-${index}`, '1', { name: `app ${index}` });
    await bench.sync();
    await name('app-3');
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesDeleted: 9 });
    expect(await repositoriesOf()).toEqual(['app-3']);
  });

  test('repositories that stay on the list are still guarded against mass deletion', async () => {
    for (let index = 0; index < 10; index++) registry.put('app', `v${index}`, { name: `app ${index}` });
    registry.put('other', '1', { name: 'other' });
    await bench.sync();
    await name('app');
    for (let index = 0; index < 8; index++) registry.remove('app', `v${index}`);
    expect(await bench.sync()).toMatchObject({
      state: 'failed',
      failedReason: expect.stringMatching(/none was deleted/),
    });
  });

  test('a run over an address that was changed meanwhile ends, and writes nothing about the new one', async () => {
    for (let index = 0; index < 400; index++) registry.put(`app-${index % 40}`, `v${index}`, { name: `app ${index}` });
    let moved = false;
    registry.before = async () => {
      if (registry.log.length < 100 || moved) return;
      moved = true;
      await change(`registry_addr = 'elsewhere.example', status = 'accessing', fail_reason = NULL, fail_detail = NULL`);
    };
    expect(await bench.sync()).toMatchObject({
      state: 'failed',
      failedReason: expect.stringMatching(/address of the registry was changed meanwhile; synchronise it again/),
    });
    expect(await bench.registryRow()).toMatchObject({ status: 'accessing', failReason: null, syncedAt: null });
    expect(registry.log.length).toBeLessThan(800);
    expect(await bench.sync()).toMatchObject({ state: 'finished', tagsSeen: 400 });
    expect(await bench.registryRow()).toMatchObject({ status: 'success' });
  });

  test('a failure with the old password does not overwrite the state of the new one', async () => {
    registry.put('app', '1', { name: 'app' });
    registry.before = async () => {
      await change(`secret_sealed = '\\x01', registry_username = 'ann', status = 'success'`);
      throw new AppError('registry_authentication_failed', 'the user name or password is wrong');
    };
    expect(await bench.sync()).toMatchObject({ state: 'failed' });
    expect(await bench.registryRow()).toMatchObject({ status: 'success', failReason: null });
    await change(`secret_sealed = NULL, registry_username = ''`);
    await checkRegistry(bench.deps, bench.target, new AbortController().signal);
    expect(await bench.registryRow()).toMatchObject({ status: 'success', failReason: null });
  });
});
