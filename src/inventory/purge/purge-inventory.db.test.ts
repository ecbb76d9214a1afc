import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { aManifest, anImage, aScanResult, store } from '../../../testing/inventory/stored-images.ts';
import {
  digestOf,
  insertImage,
  insertPackage,
  insertProject,
  insertRegistry,
  installPackage,
} from '../../../testing/rows/index.ts';
import { inTransaction } from '../../database/index.ts';
import type { Tenant } from '../../model/index.ts';
import { deleteImages } from '../write/delete-images.ts';
import { savePackages } from '../write/save-packages.ts';
import { saveScanResult } from '../write/save-scan-result.ts';
import { setScanStatus } from '../write/set-scan-status.ts';
import { purgeInventory } from './purge-inventory.ts';

const HOUR = 3_600_000;
let database: TestDatabase;
let tenant: Tenant;

beforeEach(async () => {
  database = await createTestDatabase();
  tenant = await insertProject(database.pool);
  await insertRegistry(database.pool, tenant, 1);
});
afterEach(() => database.drop());

const purge = () => {
  const before = Date.now() - HOUR;
  return purgeInventory(database.pool, { orphansBefore: before, changesBefore: before });
};
const read = async (sql: string) => (await database.pool.query(sql)).rows;

test('layers that no manifest names go when they are old, others stay', async () => {
  const { digest } = await insertImage(database.pool, tenant, { registryPk: 1 });
  await database.pool.query(
    `INSERT INTO layer (project_pk, digest, diff_id, media_type, size, uncompressed_size, entries, read_at)
     SELECT $1, l, 'd', 't', 1, 1, 1, now() - age FROM (VALUES ('used', '2 h'::interval), ('old', '2 h'), ('young', '1 min')) AS v (l, age)`,
    [tenant.projectPk],
  );
  await database.pool.query(
    `INSERT INTO manifest_layer (project_pk, digest, ord, layer_digest, media_type, size) VALUES ($1, $2, 0, 'used', 't', 1)`,
    [tenant.projectPk, digest],
  );
  await purge();
  expect(await read('SELECT digest FROM layer ORDER BY 1')).toEqual([{ digest: 'used' }, { digest: 'young' }]);
});

test('a manifest whose image went while its scan waited goes when the scan has ended, its layers with it', async () => {
  const { pool } = database;
  const { projectPk } = tenant;
  const manifest = aManifest('short-lived');
  await store(pool, projectPk, [manifest, aManifest('kept')], [anImage('a', 'short-lived'), anImage('b', 'kept')]);
  await inTransaction(pool, (tx) => setScanStatus(tx, projectPk, [manifest.digest], 'queued'));
  const { rows } = await pool.query<{ id: number }>(`SELECT id FROM image WHERE image_version = 'a'`);
  await inTransaction(pool, (tx) =>
    deleteImages(
      tx,
      projectPk,
      rows.map((row) => row.id),
    ),
  );
  const digests = async () => (await read('SELECT digest FROM manifest ORDER BY 1')).map((row) => row.digest);
  await purge();
  expect(await digests()).toContain(manifest.digest);
  await inTransaction(pool, (tx) => saveScanResult(tx, projectPk, manifest.digest, aScanResult()));
  await purge();
  expect(await digests()).toEqual([digestOf('kept')]);
  expect(await read('SELECT DISTINCT digest FROM manifest_layer')).toEqual([{ digest: digestOf('kept') }]);
});

test('packages that no manifest holds go, others stay', async () => {
  const { digest } = await insertImage(database.pool, tenant, { registryPk: 1 });
  const held = await insertPackage(database.pool, tenant, { name: 'held' });
  await insertPackage(database.pool, tenant, { name: 'orphan' });
  await installPackage(database.pool, tenant, digest, held);
  await purge();
  expect(await read('SELECT name FROM package')).toEqual([{ name: 'held' }]);
});

test('while packages are looked for, and where none is to go, a scan of any project can store its own', async () => {
  const { digest } = await insertImage(database.pool, tenant, { registryPk: 1 });
  const held = await insertPackage(database.pool, tenant, { name: 'held' });
  await installPackage(database.pool, tenant, digest, held);
  await inTransaction(database.pool, async (tx) => {
    await tx.query(`INSERT INTO package (project_pk, ecosystem, name, version, source_name, source_version, purl)
      SELECT project_pk, 'npm', 'new', '1', 'new', '1', 'pkg:npm/new@1' FROM project`);
    await purge();
  });
  expect(await read('SELECT name FROM package ORDER BY 1')).toEqual([{ name: 'held' }, { name: 'new' }]);
});

test('a package that a running scan has just found is not taken from under it', async () => {
  const { digest } = await insertImage(database.pool, tenant, { registryPk: 1 });
  await insertPackage(database.pool, tenant, { name: 'curl' });
  const origin = {
    sourceName: 'curl',
    sourceVersion: '1.0-1',
    path: 'p',
    purl: 'pkg:deb/curl@1.0-1',
    layerDigest: 'l',
  };
  const curl = { type: 'deb', ecosystem: 'Debian:12', name: 'curl', version: '1.0-1', arch: '', ...origin };
  let purged: Promise<void> | undefined;
  await inTransaction(database.pool, async (tx) => {
    await savePackages(tx, tenant.projectPk, digest, [curl]);
    purged = purge();
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  await purged;
  expect(await read('SELECT name FROM package JOIN manifest_package USING (project_pk, package_pk)')).toEqual([
    { name: 'curl' },
  ]);
});

test('old changes go, and the floor tells followers from where on the log is whole', async () => {
  await database.pool.query(
    `INSERT INTO image_change (project_pk, version, at, ids, deleted, update_time, scan_time, sync_time, image_size, vul_num,
       unsafe_num, malicious_num, flags, scan_status, severity)
     SELECT $1, v, now() - age, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'
     FROM (VALUES (1, '3 h'::interval), (2, '2 h'), (3, '1 min')) AS c (v, age)`,
    [tenant.projectPk],
  );
  await database.pool.query('UPDATE inventory_state SET version = 3 WHERE project_pk = $1', [tenant.projectPk]);
  await purge();
  expect(await read('SELECT version FROM image_change')).toEqual([{ version: 3 }]);
  expect(await read('SELECT purge_floor FROM inventory_state')).toEqual([{ purge_floor: 2 }]);
});
