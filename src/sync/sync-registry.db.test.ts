import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { changeLog, replayLog, rowsAsLogged } from '../../testing/inventory/change-log.ts';
import { imageRows, NOW, versionOf } from '../../testing/inventory/stored-images.ts';
import { jobRows } from '../../testing/jobs/index.ts';
import { type MemoryRegistry, openMemoryRegistry } from '../../testing/registries/memory-connector.ts';
import { openSyncBench, type SyncBench } from '../../testing/sync/index.ts';
import { AppError } from '../model/index.ts';

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

const tagsOf = async () =>
  (await imageRows(database.pool, bench.tenant.projectPk)).map((row) =>
    [row.namespace, row.image_name, row.tag].join('/'),
  );

describe('a first sync', () => {
  test('stores every tag of every page with size, time and the layers of its manifest', async () => {
    for (let index = 0; index < 10; index++)
      registry.put('library/app', `v${index}`, { name: `app ${index}`, size: 100 + index });
    registry.put('tool', 'latest', {
      name: 'tool',
      created: '2026-01-02T03:04:05.678Z',
      history: [{ created_by: 'RUN x' }],
    });
    const task = await bench.sync();
    expect(task).toMatchObject({
      state: 'finished',
      repositoriesTotal: 2,
      repositoriesDone: 2,
      tagsSeen: 11,
      imagesChanged: 11,
    });
    const rows = await imageRows(database.pool, bench.tenant.projectPk);
    expect(rows).toHaveLength(11);
    expect(rows.find((row) => row.tag === 'v7')).toMatchObject({
      image_size: 107,
      update_source: 'first_seen',
      update_time: NOW,
    });
    expect(rows.find((row) => row.tag === 'latest')).toMatchObject({
      namespace: '',
      image_name: 'tool',
      update_time: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
      update_source: 'config',
      latest_version: true,
    });
    const layers = await database.pool.query(
      'SELECT created_by, diff_id IS NOT NULL AS identified FROM manifest_layer l JOIN image i ON i.image_digest = l.digest AND i.project_pk = l.project_pk WHERE i.project_pk = $1 AND i.image_version = $2',
      [bench.tenant.projectPk, 'latest'],
    );
    expect(layers.rows).toEqual([{ created_by: 'RUN x', identified: true }]);
    expect(await bench.registryRow()).toMatchObject({ status: 'success', syncedAt: NOW, imagesNum: 11 });
  });

  test('asks once for each tag and once for the config of each digest, eight at a time and never more', async () => {
    for (let index = 0; index < 60; index++)
      registry.put(`team/app-${index % 30}`, `v${index}`, { name: `app ${index % 5}` });
    // Answers that take a moment, as those of a registry do: instant ones never overlap eightfold.
    registry.before = () => new Promise((resolve) => setTimeout(resolve, 10));
    await bench.sync();
    expect(registry.log.filter((request) => request.kind === 'manifest')).toHaveLength(60);
    expect(registry.log.filter((request) => request.kind === 'config')).toHaveLength(5);
    expect(registry.busiest).toBe(8);
    expect(registry.open).toBe(0);
  });

  test('an index becomes one row with its platforms; a platform that was not mirrored is there and not scannable', async () => {
    const platform = (architecture: string, os = 'linux') => ({ os, architecture });
    registry.put('app', '1', {
      name: 'index',
      children: [
        { name: 'amd64', platform: platform('amd64'), size: 70, created: '2026-03-01T00:00:00Z' },
        { name: 'arm64', platform: platform('arm64'), size: 30, created: '2026-03-02T00:00:00Z' },
        { name: 'windows', platform: platform('amd64', 'windows'), size: 5 },
        { name: 'gone', platform: platform('s390x'), missing: true },
      ],
    });
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesFailed: 0 });
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toMatchObject([
      {
        is_multiarch: true,
        scannable: true,
        image_size: 105,
        update_time: Date.UTC(2026, 2, 2),
        update_source: 'config',
      },
    ]);
    const children = await database.pool.query(
      `SELECT platform ->> 'architecture' AS architecture, scannable, image_size FROM image_child WHERE project_pk = $1 ORDER BY ord`,
      [bench.tenant.projectPk],
    );
    expect(children.rows.map((row) => Object.values(row))).toEqual([
      ['amd64', true, 70],
      ['arm64', true, 30],
      ['amd64', false, 5],
      ['s390x', false, 0],
    ]);
  });

  test('platforms of an index inside an index are scan units of the outer one, as runtimes follow it', async () => {
    const amd64 = { os: 'linux', architecture: 'amd64' };
    const inner = { name: 'inner', platform: amd64, children: [{ name: 'hidden', size: 40 }] };
    const deep = { name: 'deep', children: [{ name: 'deeper', children: [{ name: 'deepest', size: 3 }] }] };
    registry.put('app', '0', inner);
    registry.put('app', '1', { name: 'outer', children: [{ name: 'plain', size: 20 }, inner, deep] });
    for (let round = 0; round < 2; round++) {
      expect(await bench.sync()).toMatchObject({ state: 'finished', imagesFailed: 0 });
      const { rows } = await database.pool.query(
        `SELECT c.platform ->> 'architecture' AS architecture, c.scannable, c.image_size FROM image_child c
         JOIN image i ON i.project_pk = c.project_pk AND i.id = c.parent_id
         WHERE c.project_pk = $1 AND i.image_version = '1' ORDER BY ord`,
        [bench.tenant.projectPk],
      );
      expect(rows.map((row) => Object.values(row))).toEqual([
        ['amd64', true, 20],
        ['amd64', true, 40],
        ['amd64', true, 3],
      ]);
    }
    expect((await imageRows(database.pool, bench.tenant.projectPk)).map((row) => row.image_size)).toEqual([40, 63]);
  });

  test('indexes inside indexes share one bound', async () => {
    const many = (name: string) => Array.from({ length: 100 }, (_, index) => ({ name: `${name} ${index}` }));
    registry.put('app', '1', {
      name: 'outer',
      children: ['a', 'b', 'c'].map((name) => ({ name, children: many(name) })),
    });
    expect(await bench.sync()).toMatchObject({
      imagesFailed: 1,
      failedReason: expect.stringMatching(/more than the limit of 256/),
    });
  });

  test('accessories and artifacts are kept and not listed', async () => {
    registry.put('app', '1', { name: 'app' });
    registry.put('app', 'sha256-1.sig', { name: 'signature', kind: 'accessory' });
    registry.put('app', 'chart', { name: 'chart', kind: 'artifact' });
    await bench.sync();
    const rows = await imageRows(database.pool, bench.tenant.projectPk);
    expect(rows.map((row) => [row.tag, row.listed]).sort()).toEqual([
      ['1', true],
      ['chart', false],
      ['sha256-1.sig', false],
    ]);
    expect((await bench.registryRow()).imagesNum).toBe(1);
  });

  test('a config that cannot be used costs only its words; texts that no database can hold are made harmless', async () => {
    registry.put('app', 'evil', { name: 'evil', history: [{ created_by: 'RUN \0 \ud800' }] });
    registry.put('app', 'lost', { name: 'lost' });
    registry.before = ({ kind, reference }) => {
      if (kind === 'config' && reference === lostConfig) throw new AppError('registry_not_found', 'no such blob');
    };
    const lostConfig = await configOf('lost');
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesFailed: 0, imagesChanged: 2 });
    const { rows } = await database.pool.query(
      'SELECT created_by FROM manifest_layer WHERE project_pk = $1 AND created_by IS NOT NULL',
      [bench.tenant.projectPk],
    );
    expect(rows).toEqual([{ created_by: 'RUN \uFFFD \uFFFD' }]);
  });

  async function configOf(name: string): Promise<string> {
    const found = await registry.connect().manifest('app', name);
    return found.status === 'found' ? (found.manifest.config?.digest ?? '') : '';
  }
});

describe('a repeated sync', () => {
  test('of an unchanged registry writes no image row, no version and no log row, only the time of the sync', async () => {
    registry.put('app', '1', { name: 'one' });
    registry.put('app', '2', { name: 'two', children: [{ name: 'amd64' }] });
    await bench.sync();
    const before = await imageRows(database.pool, bench.tenant.projectPk);
    const version = await versionOf(database.pool, bench.tenant.projectPk);
    bench.tick(60_000);
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesChanged: 0, imagesDeleted: 0, tagsSeen: 2 });
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toEqual(before);
    expect(await versionOf(database.pool, bench.tenant.projectPk)).toBe(version);
    expect((await bench.registryRow()).syncedAt).toBe(NOW + 60_000);
  });

  test('follows moved, new and removed tags, and leaves the log replayable', async () => {
    for (const tag of ['1', '2', '3', '4', '5']) registry.put('app', tag, { name: `app ${tag}` });
    await bench.sync();
    const moved = registry.put('app', '1', { name: 'app 1b' });
    registry.put('app', '6', { name: 'app 6' });
    registry.remove('app', '5');
    expect(await bench.sync()).toMatchObject({ imagesChanged: 2, imagesDeleted: 1 });
    const rows = await imageRows(database.pool, bench.tenant.projectPk);
    expect(rows.map((row) => row.tag).sort()).toEqual(['1', '2', '3', '4', '6']);
    expect(rows.find((row) => row.tag === '1')?.image_digest).toBe(moved);
    const log = await changeLog(database.pool, bench.tenant.projectPk);
    expect(replayLog(log)).toEqual(await rowsAsLogged(database.pool, bench.tenant.projectPk));
  });

  test('a tag put anew on its digest moves its time', async () => {
    registry.put('app', '1', { name: 'app' }, { updatedAt: NOW - 5_000 });
    await bench.sync();
    registry.put('app', '1', { name: 'app' }, { updatedAt: NOW - 1_000 });
    expect(await bench.sync()).toMatchObject({ imagesChanged: 1 });
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toMatchObject([
      { update_time: NOW - 1_000, update_source: 'registry' },
    ]);
  });
});

describe('what a registry lists of a tag beside its name', () => {
  const rows = () => imageRows(database.pool, bench.tenant.projectPk);
  const shared = { digest: '', owner: 'acct-a', sharedStatus: 'effective', scannable: true } as const;

  test('owner and share are stored, and a share that ends without a new push makes the image not scannable', async () => {
    const digest = registry.put('app', '1', { name: 'app' });
    registry.put('app', '1', { name: 'app' }, { ...shared, digest });
    await bench.sync();
    expect(await rows()).toMatchObject([{ domain_name: 'acct-a', shared_status: 'effective', scannable: true }]);
    const before = registry.log.length;
    expect(await bench.sync()).toMatchObject({ imagesChanged: 0 });
    expect(registry.log.slice(before).filter(({ kind }) => kind === 'manifest')).toEqual([]);
    registry.put('app', '1', { name: 'app' }, { ...shared, digest, sharedStatus: 'expired', scannable: false });
    expect(await bench.sync()).toMatchObject({ imagesChanged: 1 });
    expect(await rows()).toMatchObject([{ domain_name: 'acct-a', shared_status: 'expired', scannable: false }]);
  });

  test('the size of a schema 1 image comes from the list; of others, from the manifest', async () => {
    registry.put('app', 'old', { name: 'old', kind: 'schema1', size: 0 }, { size: 4_321 });
    registry.put('app', 'new', { name: 'new', size: 100 }, { size: 4_321 });
    await bench.sync();
    const sizes = (await rows()).map((row) => [row.tag, row.image_size]);
    expect(sizes.sort()).toEqual([
      ['new', 100],
      ['old', 4_321],
    ]);
  });

  test('the instance is written on the record of the registry; two instances are reported', async () => {
    const instanceOf = (id: string) => ({ instanceId: id, instanceName: `n-${id}`, instanceUrl: `${id}.example` });
    registry.put('app', '1', { name: 'app' }, { instance: instanceOf('i1') });
    await bench.sync();
    expect(await instances()).toEqual([{ instance_id: 'i1', instance_name: 'n-i1', instance_url: 'i1.example' }]);
    registry.put('app', '2', { name: 'app 2' }, { instance: instanceOf('i2') });
    expect(await bench.sync()).toMatchObject({
      state: 'finished',
      failedReason: expect.stringContaining('its images belong to 2 instances'),
    });
    expect(await instances()).toMatchObject([{ instance_id: 'i1' }]);
  });

  async function instances(): Promise<unknown[]> {
    const { projectPk } = bench.tenant;
    const text = 'SELECT instance_id, instance_name, instance_url FROM registry WHERE project_pk = $1';
    return (await database.pool.query(text, [projectPk])).rows;
  }
});

describe('deletions', () => {
  const fill = (count: number) => {
    for (let index = 0; index < count; index++)
      registry.put(`team/app-${index % 4}`, `v${index}`, { name: `app ${index}` });
  };

  test('a repository that is no longer listed loses its images, a null tag list is an answer', async () => {
    fill(8);
    await bench.sync();
    registry.removeRepository('team/app-0');
    for (const tag of ['v1', 'v5']) registry.remove('team/app-1', tag);
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesDeleted: 4 });
    expect((await tagsOf()).sort()).toEqual(['team/app-2/v2', 'team/app-2/v6', 'team/app-3/v3', 'team/app-3/v7']);
  });

  test.each([
    ['more than half are gone', ['team/app-0', 'team/app-1', 'team/app-2']],
    ['nothing is listed any more', ['team/app-0', 'team/app-1', 'team/app-2', 'team/app-3']],
  ])('when %s, all rows are kept and the registry says why', async (_name, lost) => {
    fill(8);
    await bench.sync();
    for (const name of lost) registry.removeRepository(name);
    for (let round = 0; round < 2; round++) {
      const task = await bench.sync();
      expect(task).toMatchObject({
        state: 'failed',
        imagesDeleted: 0,
        failedReason: expect.stringMatching(/of 8 images are no longer listed .* none was deleted/),
      });
      expect(await bench.registryRow()).toMatchObject({ status: 'fail', failReason: 'SERVER_ERROR' });
      expect(await tagsOf()).toHaveLength(8);
    }
  });

  test('of fewer than four images the last may go, as long as the repository is still listed', async () => {
    registry.put('app', '1', { name: 'app' });
    await bench.sync();
    registry.remove('app', '1');
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesDeleted: 1 });
    expect(await tagsOf()).toEqual([]);
  });

  test('after a page error nothing is deleted anywhere, what was read is written', async () => {
    fill(8);
    await bench.sync();
    registry.remove('team/app-0', 'v0');
    registry.put('team/app-3', 'new', { name: 'new' });
    registry.before = ({ kind, repository }) => {
      if (kind === 'tags' && repository === 'team/app-2') throw new AppError('registry_protocol', 'the list is HTML');
    };
    const task = await bench.sync();
    expect(task).toMatchObject({
      state: 'failed',
      imagesDeleted: 0,
      imagesChanged: 1,
      failedReason: expect.stringMatching(/1 of 4 .*team\/app-2 could not be listed: the list is HTML/),
    });
    expect(await tagsOf()).toHaveLength(9);
    registry.before = () => {};
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesDeleted: 1 });
    expect(await bench.registryRow()).toMatchObject({ status: 'success', failReason: null, failDetail: null });
  });

  test('a tag that cannot be read is counted and named, its row stays, and its repository loses nothing', async () => {
    fill(8);
    await bench.sync();
    registry.put('team/app-1', 'v1', { name: 'moved' });
    registry.remove('team/app-1', 'v5');
    registry.remove('team/app-2', 'v2');
    registry.before = ({ kind, reference }) => {
      if (kind === 'manifest' && reference === 'v1') throw new AppError('digest_mismatch', 'the bytes are others');
    };
    const task = await bench.sync();
    expect(task).toMatchObject({
      state: 'finished',
      imagesFailed: 1,
      imagesDeleted: 1,
      failedReason: expect.stringMatching(
        /1 of 6 tags could not be read .*team\/app-1:v1 could not be read: the bytes are others/,
      ),
    });
    expect((await tagsOf()).filter((tag) => /app-[12]/.test(tag)).sort()).toEqual([
      'team/app-1/v1',
      'team/app-1/v5',
      'team/app-2/v6',
    ]);
  });

  test('a listed tag whose manifest is gone is absent', async () => {
    fill(8);
    await bench.sync();
    registry.forget(registry.put('team/app-0', 'v0', { name: 'lost' }));
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesDeleted: 1, imagesFailed: 0 });
  });
});

describe('a registry that fails', () => {
  test.each([
    ['registry_unreachable', 'REQUEST_API_ERROR'],
    ['registry_authentication_failed', 'REQUEST_API_ERROR'],
    ['registry_catalog_unsupported', 'REQUEST_API_ERROR'],
    ['egress_denied', 'REQUEST_API_ERROR'],
    ['registry_unavailable', 'SERVER_ERROR'],
    ['registry_protocol', 'SERVER_ERROR'],
  ] as const)('%s of the catalog is reported as %s in words, without another try', async (code, failReason) => {
    registry.before = () => {
      throw new AppError(code, `the registry is not well: ${code}\n`);
    };
    expect(await bench.sync()).toMatchObject({ state: 'failed', failedReason: `the registry is not well: ${code} ` });
    expect(await bench.registryRow()).toMatchObject({
      status: 'fail',
      failReason,
      failDetail: `the registry is not well: ${code} `,
      syncedAt: null,
    });
    expect(registry.log).toHaveLength(1);
    expect(registry.open).toBe(0);
  });

  test('that goes down in the middle ends the run after a few requests and keeps what was written', async () => {
    for (let index = 0; index < 300; index++)
      registry.put(`team/app-${index % 10}`, `v${index}`, { name: `app ${index}` });
    let answered = 0;
    registry.before = () => {
      if (++answered > 100) throw new AppError('registry_unreachable', 'connection refused');
    };
    expect(await bench.sync()).toMatchObject({ state: 'failed', failedReason: 'connection refused', imagesDeleted: 0 });
    expect(registry.log.length).toBeLessThan(130);
    registry.before = () => {};
    expect(await bench.sync()).toMatchObject({ state: 'finished' });
    expect(await tagsOf()).toHaveLength(300);
  });

  test('an unexpected error is thrown for another try, and reported with the last one', async () => {
    registry.before = () => {
      throw new TypeError('a bug with a s3cret in it');
    };
    await expect(bench.sync()).rejects.toThrow(TypeError);
    expect(await bench.lastTask()).toMatchObject({ state: 'running' });
    await expect(bench.resume({ attemptsLeft: false })).rejects.toThrow(TypeError);
    expect(await bench.lastTask()).toMatchObject({
      state: 'failed',
      failedReason: 'an unexpected TypeError ended the work',
    });
    expect(await bench.registryRow()).toMatchObject({ status: 'fail', failReason: 'CREATE_JOB_FAILED' });
  });

  test('an index with more platforms than any real one is not followed', async () => {
    const children = Array.from({ length: 257 }, (_, index) => ({ name: `child ${index}` }));
    registry.put('app', '1', { name: 'bomb', children });
    expect(await bench.sync()).toMatchObject({
      imagesFailed: 1,
      failedReason: expect.stringMatching(/257 platforms, more than the limit of 256/),
    });
    expect(registry.log.filter((request) => request.kind === 'manifest')).toHaveLength(1);
  });
});

describe('an order', () => {
  test('to stop leaves the task running, and the next attempt goes on with the repositories that are not done', async () => {
    for (let index = 0; index < 120; index++) registry.put(`app-${index % 40}`, `v${index}`, { name: `app ${index}` });
    const stop = new AbortController();
    const ledger = 'SELECT repository FROM sync_repository WHERE project_pk = $1 AND done';
    const repositoriesDone = async () =>
      (await database.pool.query(ledger, [bench.tenant.projectPk])).rows.map((row) => row.repository);
    registry.before = async () => {
      // Eight requests are logged before the first of them is answered, so no length but the last is sure to be seen.
      if (registry.log.length < 200 || stop.signal.aborted) return;
      await vi.waitFor(async () => expect(await repositoriesDone()).not.toEqual([]), { timeout: 10_000 });
      stop.abort(new Error('the worker stops'));
    };
    await expect(bench.sync({ signal: stop.signal })).rejects.toThrow('the worker stops');
    expect(await bench.lastTask()).toMatchObject({ state: 'running' });
    const done = await repositoriesDone();
    expect(done.length).toBeGreaterThan(0);
    registry.log.length = 0;
    registry.before = () => {};
    expect(await bench.resume()).toMatchObject({
      state: 'finished',
      tagsSeen: 120,
      repositoriesDone: 40,
      imagesChanged: 120,
    });
    expect(registry.log.filter((request) => done.includes(request.repository))).toEqual([]);
  });

  test('shows its progress within a second or two, and a resumed run does not count that twice', async () => {
    for (let index = 0; index < 200; index++) registry.put('app', `v${index}`, { name: `app ${index}` });
    const stop = new AbortController();
    const manifests = () => registry.log.filter((request) => request.kind === 'manifest').length;
    let shown = 0;
    registry.before = async () => {
      if (manifests() <= 150) return;
      await vi.waitFor(async () => expect((await bench.lastTask()).tagsSeen).toBeGreaterThan(0), { timeout: 10_000 });
      shown = (await bench.lastTask()).tagsSeen;
      stop.abort(new Error('killed'));
    };
    await expect(bench.sync({ signal: stop.signal })).rejects.toThrow('killed');
    expect(shown).toBeGreaterThan(0);
    registry.before = () => {};
    expect(await bench.resume()).toMatchObject({ state: 'finished', tagsSeen: 200, imagesChanged: 200 });
  });

  test('for a registry that is being deleted ends at once', async () => {
    await expect(bench.sync({ signal: AbortSignal.abort(new Error('not now')) })).rejects.toThrow('not now');
    await database.pool.query('UPDATE registry SET deleting = true WHERE project_pk = $1', [bench.tenant.projectPk]);
    expect(await bench.resume()).toMatchObject({ state: 'failed', failedReason: 'the registry was disconnected' });
    expect(registry.log).toEqual([]);
  });

  test('that ended is not run again', async () => {
    registry.put('app', '1', { name: 'app' });
    await bench.sync();
    const requests = registry.log.length;
    await bench.resume();
    expect(registry.log).toHaveLength(requests);
  });

  test('leaves no ledger behind', async () => {
    registry.put('app', '1', { name: 'app' });
    await bench.sync();
    const { rows } = await database.pool.query('SELECT count(*) AS n FROM sync_repository WHERE project_pk = $1', [
      bench.tenant.projectPk,
    ]);
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('scan on sync', () => {
  const jobs = async () => {
    const payloads = (await jobRows(database.pool))
      .filter(({ name }) => name === 'scan-manifest')
      .map((row) => row.payload);
    const own = payloads.filter((payload) => (payload as { projectPk: number }).projectPk === bench.tenant.projectPk);
    return own.map((payload) => (payload as { digest: string }).digest).sort();
  };

  test('by default nothing is scanned', async () => {
    registry.put('app', '1', { name: 'app' });
    await bench.sync();
    expect(await jobs()).toEqual([]);
    expect(await imageRows(database.pool, bench.tenant.projectPk)).toMatchObject([{ scan_status: 'unscanned' }]);
  });

  test('switched on, each new digest gets one job with its rows, platforms instead of their index, accessories none', async () => {
    const digest = registry.put('app', '1', { name: 'app' });
    registry.put('app', '1-alias', { name: 'app' });
    registry.put('app', 'multi', {
      name: 'index',
      children: [{ name: 'amd64' }, { name: 'windows', platform: { os: 'windows', architecture: 'amd64' } }],
    });
    registry.put('app', 'sha256-1.sig', { name: 'signature', kind: 'accessory' });
    const child = registry.put('spare', 'x', { name: 'amd64' });
    registry.removeRepository('spare');
    await bench.sync({ scanOnSync: true });
    expect(await jobs()).toEqual([digest, child].sort());
    const rows = await imageRows(database.pool, bench.tenant.projectPk);
    expect(rows.map((row) => [row.tag, row.scan_status]).sort()).toEqual([
      ['1', 'queued'],
      ['1-alias', 'queued'],
      ['multi', 'queued'],
      ['sha256-1.sig', 'unscanned'],
    ]);
  });
});
