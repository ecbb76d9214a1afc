import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { aManifest, anImage, anIndex, aScanResult, NOW, store } from '../../testing/inventory/stored-images.ts';
import { digestOf, insertProject, insertRegistry } from '../../testing/rows/index.ts';
import { inTransaction, type Transaction } from '../database/index.ts';
import {
  deleteImages,
  knownRepositories,
  type LatestHints,
  type NamedImage,
  type StoredManifest,
  saveManifests,
  savePackages,
  saveScanResult,
  selectScanUnits,
  selectsMoreThan,
  setScanStatus,
  someImageIds,
  unscannedUnits,
  writeImages,
} from '../inventory/index.ts';
import type { InstalledPackage, Tenant } from '../model/index.ts';
import { judgeVulnerabilities } from './judge-vulnerabilities.ts';

const IMAGES = 3_000;
const KNOWN_IMAGES = 200;
const TOUCHED = 20;
/** A statement that reads all rows of one table goes far beyond; one that reads all for each goes beyond any measure. */
const FEW = 100 * TOUCHED;

const TABLES = [
  ...['image', 'image_child', 'image_manifest', 'manifest', 'manifest_child', 'manifest_layer'],
  ...['package', 'manifest_package', 'package_advisory', 'stage_result'],
];

let database: TestDatabase;
let projectPk: number;
let tenant: Tenant;
let hints: LatestHints;

/** The fresh project; the statistics of the planner shall know nothing of it. */
async function openProject(knownProjects: number): Promise<void> {
  database = await createTestDatabase();
  const { pool } = database;
  for (const table of TABLES) await pool.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  for (let known = 0; known < knownProjects; known++) await openKnownProject(`known-${known}`);
  if (knownProjects > 0) await pool.query('ANALYZE');
  ({ projectPk } = await insertProject(pool, 'large-and-fresh'));
  tenant = { projectPk, projectId: 'large-and-fresh' };
  await insertRegistry(pool, { projectPk }, 1);
  hints = new Map();
  await store(pool, projectPk, ...tags(0, IMAGES, 'first'), { hints });
}

async function openKnownProject(name: string): Promise<void> {
  ({ projectPk } = await insertProject(database.pool, name));
  await store(database.pool, projectPk, ...tags(0, KNOWN_IMAGES, 'first'));
  await savePackagesOf(tags(0, 40, 'first')[0]);
}

/** A hundred packages for each manifest, none of them in two. */
async function savePackagesOf(manifests: readonly StoredManifest[]): Promise<void> {
  await inTransaction(database.pool, async (tx) => {
    for (const [n, { digest }] of manifests.entries())
      await savePackages(tx, projectPk, digest, packages(100 * n, 100));
  });
}

/** Different packages of one database. */
function packages(from: number, count: number): InstalledPackage[] {
  const whole = { type: 'deb', ecosystem: 'Debian:12', version: '1', arch: 'amd64', sourceVersion: '1' };
  const place = { path: 'var/lib/dpkg/status', layerDigest: digestOf('layer') };
  const named = (name: string) => ({ name, sourceName: name, purl: `pkg:deb/debian/${name}@1` });
  return Array.from({ length: count }, (_, n) => ({ ...whole, ...place, ...named(`package-${from + n}`) }));
}

/** Multi-arch images, each with two platforms of its own. */
function tags(from: number, count: number, generation: string) {
  const numbers = Array.from({ length: count }, (_, n) => from + n);
  const name = (n: number) => `${generation}-${n}`;
  const at = (n: number) => ({ updateTime: NOW - n, updateSource: 'registry' }) as const;
  const manifests = numbers.flatMap((n) =>
    anIndex(
      name(n),
      ['x', 'y'].map((part) => aManifest(name(n) + part)),
    ),
  );
  return [manifests, numbers.map((n) => anImage(`${n}`, name(n), at(n)))] as const;
}

async function write(tx: Transaction, [manifests, images]: ReturnType<typeof tags>): Promise<void> {
  await saveManifests(tx, projectPk, manifests);
  await writeImages(tx, { projectPk, registryPk: 1, epsPk: 0 }, images, NOW, { hints });
}

/** Rows that the work read, by index or not. Counted in one transaction, before the session tells the server. */
async function rowsReadBy(work: (tx: Transaction) => Promise<unknown>): Promise<number> {
  return inTransaction(database.pool, async (tx) => {
    const before = await rowsRead(tx);
    await work(tx);
    return (await rowsRead(tx)) - before;
  });
}

async function rowsRead(tx: Transaction): Promise<number> {
  const { rows } = await tx.query<{ read: number }>(
    `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read FROM pg_stat_xact_user_tables
     WHERE relname = ANY ($1)`,
    [TABLES],
  );
  return rows[0]?.read ?? Number.NaN;
}

describe.each([
  ['alone', 0],
  ['beside a project that the planner knows', 1],
  ['beside five of them', 5],
])('in a large and fresh project %s', (_, knownProjects) => {
  beforeAll(() => openProject(knownProjects));
  afterAll(() => database.drop());

  test('new images read no others', async () => {
    const read = await rowsReadBy((tx) => write(tx, tags(IMAGES, TOUCHED, 'first')));
    expect(read).toBeGreaterThan(TOUCHED);
    expect(read).toBeLessThan(FEW);
  });

  test('retagged images read the project once at most: on few pages the planner prefers that', async () => {
    const read = await rowsReadBy((tx) => write(tx, tags(1_000, TOUCHED, 'second')));
    expect(read).toBeGreaterThan(TOUCHED);
    expect(read).toBeLessThan(FEW + IMAGES + TOUCHED);
  });

  test('digests that wait for a scan, and their results, read the images that carry them', async () => {
    const digests = tags(2_000, TOUCHED, 'first')[0].map((manifest) => manifest.digest);
    const waiting = await rowsReadBy((tx) => setScanStatus(tx, projectPk, digests, 'queued'));
    const done = await rowsReadBy((tx) => saveScanResult(tx, projectPk, digestOf('first-2000x'), aScanResult()));
    expect(waiting).toBeGreaterThan(TOUCHED);
    expect(waiting).toBeLessThan(FEW);
    expect(done).toBeGreaterThan(1);
    expect(done).toBeLessThan(FEW);
  });

  test('what a sync orders to be scanned is found by its digests, what an order selects by reading the project once at most', async () => {
    const digests = tags(1_500, TOUCHED, 'first')[1].map((image) => image.digest);
    const read = await rowsReadBy(async (tx) => {
      expect(await unscannedUnits(tx, projectPk, digests)).toHaveLength(2 * TOUCHED);
    });
    expect(read).toBeLessThan(FEW);
    const first = await rowsReadBy(async (tx) => {
      expect(await selectsMoreThan(tx, tenant, 'all', { kind: 'all' }, TOUCHED)).toBe(true);
    });
    expect(first).toBeLessThan(FEW + IMAGES + TOUCHED);
  });

  test('images that an order names are found by index, whichever way they are named', async () => {
    const names = tags(500, TOUCHED, 'first')[1].map(({ namespace, imageName, tag, digest }) => ({
      byDigest: { digest, imageVersion: tag },
      byName: { namespace, imageName, imageVersion: tag },
    }));
    const { rows } = await database.pool.query<{ id: number }>(
      'SELECT id FROM image_child WHERE project_pk = $1 ORDER BY id LIMIT $2',
      [projectPk, TOUCHED],
    );
    const select = (images: readonly NamedImage[]) => (tx: Transaction) =>
      selectScanUnits(tx, tenant, 'all', { kind: 'images', images }).then(({ units, missing }) => {
        expect([missing, units.length]).toEqual([null, 2 * images.length]);
      });
    expect(await rowsReadBy(select(names.map((each) => each.byDigest)))).toBeLessThan(FEW);
    // All tags of the repository that is named are looked at, once for each name.
    expect(await rowsReadBy(select(names.slice(0, 1).map((each) => each.byName)))).toBeLessThan(FEW + IMAGES + TOUCHED);
    const platforms = rows.map(({ id }) => ({ id }));
    const read = await rowsReadBy(async (tx) => {
      const { units } = await selectScanUnits(tx, tenant, 'all', { kind: 'images', images: platforms });
      expect(units.map((unit) => unit.imageId)).toEqual(expect.arrayContaining(rows.map((row) => row.id)));
    });
    expect(read).toBeLessThan(FEW);
  });

  test('packages of a scan, and the verdict over them, read those that the image holds', async () => {
    await savePackagesOf(tags(0, 40, 'first')[0]);
    const digest = digestOf('first-50x');
    const saved = await rowsReadBy((tx) => savePackages(tx, projectPk, digest, packages(350, TOUCHED)));
    expect(saved).toBeGreaterThan(TOUCHED);
    expect(saved).toBeLessThan(FEW);
    const judged = await rowsReadBy(async (tx) => {
      expect(await judgeVulnerabilities(tx, projectPk, [digest], ['Debian:12'])).toMatchObject([{ packages: TOUCHED }]);
    });
    expect(judged).toBeLessThan(FEW);
  });

  test('deleted images read their own rows, and the tags of their repository once for the next latest one', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      'SELECT id FROM image WHERE project_pk = $1 AND NOT latest_version ORDER BY id DESC LIMIT $2',
      [projectPk, TOUCHED],
    );
    const read = await rowsReadBy((tx) =>
      deleteImages(
        tx,
        projectPk,
        rows.map((row) => row.id),
      ),
    );
    expect(read).toBeGreaterThan(TOUCHED);
    expect(read).toBeLessThan(FEW + IMAGES + TOUCHED);
  });

  test('the next repositories of a registry and the next images to delete read no others', async () => {
    const [manifests, images] = tags(IMAGES + TOUCHED, TOUCHED, 'first');
    const own = images.map((image, n) => ({ ...image, imageName: `other-${n}` }));
    await store(database.pool, projectPk, manifests, own);
    const last = { namespace: 'library', imageName: 'app' };
    const repositories = await rowsReadBy(async (tx) => {
      expect(await knownRepositories(tx, projectPk, 1, last, TOUCHED)).toHaveLength(TOUCHED);
    });
    expect(repositories).toBeLessThan(FEW);
    const ids = await rowsReadBy(async (tx) => {
      expect(await someImageIds(tx, projectPk, 1, TOUCHED)).toHaveLength(TOUCHED);
    });
    expect(ids).toBeLessThan(FEW);
  });
});
