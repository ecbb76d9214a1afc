import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { changeLog, replayLog, rowsAsLogged } from '../../testing/inventory/change-log.ts';
import { versionOf } from '../../testing/inventory/stored-images.ts';
import { type MemoryRegistry, openMemoryRegistry } from '../../testing/registries/memory-connector.ts';
import { scaled } from '../../testing/scale.ts';
import { openSyncBench, type SyncBench } from '../../testing/sync/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** One tag of a registry: few names, so that digests are shared, tags move and repositories come and go. */
const tag = fc.record({
  repository: fc.constantFrom('app', 'team/app', 'team/tool', 'deep/er/path'),
  tag: fc.constantFrom('1.0', '1.1', '2.0', 'latest', 'sha256-0.sig'),
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  shape: fc.constantFrom('image', 'index', 'accessory', 'schema1'),
  created: fc.constantFrom(undefined, '0001-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2999-01-01T00:00:00Z'),
});
type Tag = typeof tag extends fc.Arbitrary<infer T> ? T : never;
const content = fc.array(tag, { maxLength: 14 });

function fill(registry: MemoryRegistry, tags: readonly Tag[]): void {
  for (const name of ['app', 'team/app', 'team/tool', 'deep/er/path']) registry.removeRepository(name);
  // The repositories stay listed, so that the guard against lost permissions is not what is tested here.
  registry.addRepository('app');
  for (const each of tags) {
    const name = `${each.shape} ${each.name} ${each.created}`;
    const image = { name, ...(each.created === undefined ? {} : { created: each.created }) };
    const children = ['amd64', 'arm64'].map((architecture) => ({
      name: `${name} ${architecture}`,
      platform: { os: 'linux', architecture },
    }));
    if (each.shape === 'index') registry.put(each.repository, each.tag, { ...image, children });
    else registry.put(each.repository, each.tag, { ...image, kind: each.shape as 'image' });
  }
}

/** Everything a sync leaves behind but ids and versions, which depend on the order of writing. */
async function stateOf(bench: SyncBench) {
  const { pool } = bench.deps;
  const ask = async (sql: string) => (await pool.query(sql, [bench.tenant.projectPk])).rows;
  return {
    images:
      await ask(`SELECT namespace, image_name, image_version, image_digest, update_time, update_source, sync_time, image_size,
      latest_version, is_multiarch, scannable, listed, scan_status FROM image WHERE project_pk = $1 ORDER BY 1, 2, 3`),
    children:
      await ask(`SELECT i.namespace, i.image_name, i.image_version, k.ord, k.image_digest, k.scannable, k.image_size
      FROM image_child k JOIN image i ON i.id = k.parent_id AND i.project_pk = k.project_pk WHERE k.project_pk = $1 ORDER BY 1, 2, 3, 4`),
    links: await ask(`SELECT r.digest, i.namespace, i.image_name, i.image_version FROM image_manifest r
      JOIN image i ON i.id = r.image_id AND i.project_pk = r.project_pk WHERE r.project_pk = $1 ORDER BY 1, 2, 3, 4`),
    manifests: await ask(`SELECT digest, kind, size, created_at FROM manifest WHERE project_pk = $1 ORDER BY 1`),
    layers: await ask(
      `SELECT digest, ord, layer_digest, diff_id FROM manifest_layer WHERE project_pk = $1 ORDER BY 1, 2`,
    ),
    absent: await ask(`SELECT image_id FROM sync_absent WHERE project_pk = $1`),
  };
}

test('a run that is interrupted at random points and resumed ends with the rows and figures of an uninterrupted one', async () => {
  const interruptions = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(content, content, interruptions, async (first, second, points) => {
      const registry = openMemoryRegistry();
      const calm = await openSyncBench(database.pool, registry);
      const shaken = await openSyncBench(database.pool, registry);
      for (const tags of [first, second]) {
        fill(registry, tags);
        registry.before = () => {};
        const expected = await calm.sync();
        const figures = await syncShaken(shaken, registry, points);
        expect(figures).toEqual(expected);
        expect(await stateOf(shaken)).toEqual(await stateOf(calm));
      }
      const log = await changeLog(database.pool, shaken.tenant.projectPk);
      expect(replayLog(log)).toEqual(await rowsAsLogged(database.pool, shaken.tenant.projectPk));
    }),
    { numRuns: scaled(12) },
  );
}, 240_000);

async function syncShaken(bench: SyncBench, registry: MemoryRegistry, points: readonly number[]) {
  let attempt = 0;
  for (;;) {
    const stop = new AbortController();
    const point = points[attempt] ?? Number.POSITIVE_INFINITY;
    let requests = 0;
    registry.before = () => {
      if (++requests === point) stop.abort(new Error('killed'));
    };
    const again = attempt++ > 0;
    try {
      return await (again ? bench.resume({ signal: stop.signal }) : bench.sync({ signal: stop.signal }));
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  }
}

test('a second sync of the same content writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(content, content, async (before, tags) => {
      const registry = openMemoryRegistry();
      const bench = await openSyncBench(database.pool, registry);
      fill(registry, before);
      await bench.sync();
      fill(registry, tags);
      await bench.sync();
      const state = await stateOf(bench);
      const version = await versionOf(database.pool, bench.tenant.projectPk);
      bench.tick(1_000);
      expect(await bench.sync()).toMatchObject({ imagesChanged: 0, imagesDeleted: 0 });
      expect(await stateOf(bench)).toEqual(state);
      expect(await versionOf(database.pool, bench.tenant.projectPk)).toBe(version);
    }),
    { numRuns: scaled(10) },
  );
}, 240_000);

test('a platform that one repository drops while another relies on it is read again', async () => {
  const old = [{ repository: 'app', tag: '1.0', name: 'd', shape: 'index', created: undefined }] as const;
  const moved = [
    { repository: 'app', tag: '1.0', name: 'a', shape: 'image', created: undefined },
    { repository: 'team/app', tag: '1.0', name: 'd', shape: 'index', created: undefined },
  ] as const;
  for (let turn = 0; turn < 20; turn++) {
    const registry = openMemoryRegistry();
    const bench = await openSyncBench(database.pool, registry);
    fill(registry, old);
    await bench.sync();
    fill(registry, moved);
    expect(await bench.sync()).toMatchObject({ state: 'finished', imagesChanged: 2 });
    expect((await stateOf(bench)).children).toHaveLength(2);
  }
});

test('after a first sync the rows equal the content of the registry, with one latest version per listed repository', async () => {
  await fc.assert(
    fc.asyncProperty(content, async (tags) => {
      const registry = openMemoryRegistry();
      const bench = await openSyncBench(database.pool, registry);
      fill(registry, tags);
      await bench.sync();
      const wanted = new Set(tags.map((each) => `${each.repository}:${each.tag}`));
      const { images } = await stateOf(bench);
      const stored = images.map(
        (row) => `${[row.namespace, row.image_name].filter(Boolean).join('/')}:${row.image_version}`,
      );
      expect(stored.sort()).toEqual([...wanted].sort());
      const latest = images.filter((row) => row.latest_version).map((row) => `${row.namespace}/${row.image_name}`);
      const listed = new Set(images.filter((row) => row.listed).map((row) => `${row.namespace}/${row.image_name}`));
      expect(latest.sort()).toEqual([...listed].sort());
    }),
    { numRuns: scaled(10) },
  );
}, 240_000);
