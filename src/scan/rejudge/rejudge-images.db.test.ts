import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { aManifest, anImage, aScanResult, aStageResult, store } from '../../../testing/inventory/stored-images.ts';
import { digestOf, insertAdvisory, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import { inTransaction } from '../../database/index.ts';
import { listStageResults, saveScanResult, saveStageResults, setScanStatus } from '../../inventory/index.ts';
import type { Tenant } from '../../model/index.ts';
import { systemClock } from '../../process/index.ts';
import { arrangeStages, openStages, type Stages } from '../stages/index.ts';
import type { StoredStage } from '../stages/port/stage.ts';
import { orderRejudge } from './order-rejudge.ts';
import { rejudgeImages } from './rejudge-images.ts';

const NAMES = 20_000;
const IMAGES = ['a', 'b', 'c'];

let database: TestDatabase;
let tenant: Tenant;
let opened: Stages;
/** Digests in the order in which they were judged. */
let judged: string[];
beforeAll(async () => {
  opened = await openStages();
});
beforeEach(async () => {
  database = await createTestDatabase();
  tenant = await insertProject(database.pool);
  judged = [];
  await insertRegistry(database.pool, tenant, 1);
  const images = IMAGES.map((name) => anImage(name, name));
  await store(
    database.pool,
    tenant.projectPk,
    IMAGES.map((name) => aManifest(name)),
    images,
  );
  for (const name of IMAGES) await scanned(name);
  await installPackages();
  return () => database.drop();
});

/** As a scan leaves it that found nothing. */
async function scanned(name: string): Promise<void> {
  const results = (['layers', 'packages', 'vulnerabilities'] as const).map((stage) => aStageResult({ stage }));
  await inTransaction(database.pool, async (tx) => {
    await saveScanResult(tx, tenant.projectPk, digestOf(name), aScanResult());
    await saveStageResults(tx, tenant.projectPk, new Map([[digestOf(name), results]]));
  });
}

/** Every image holds the packages `p1` to `p20000`, in version 1. */
async function installPackages(): Promise<void> {
  const { projectPk } = tenant;
  await database.pool.query(
    `INSERT INTO package (project_pk, ecosystem, name, version, source_name, source_version, purl)
     SELECT $1, 'Debian:12', 'p' || n, '1', 'p' || n, '1', 'pkg:deb/p' || n FROM generate_series(1, $2) AS n`,
    [projectPk, NAMES],
  );
  await database.pool.query(
    `INSERT INTO manifest_package (project_pk, digest, package_pk, path, layer_digest)
     SELECT project_pk, d, package_pk, 'status', 'layer' FROM package CROSS JOIN unnest($2::text[]) AS d WHERE project_pk = $1`,
    [projectPk, IMAGES.map(digestOf)],
  );
  await database.pool.query('ANALYZE package, manifest_package');
}

const KEYS = Array.from({ length: NAMES }, (_, n) => ({ ecosystem: 'Debian:12', name: `p${n + 1}` }));
const order = (changes = { keys: KEYS, ecosystems: [] as string[] }) =>
  inTransaction(database.pool, (tx) => orderRejudge(tx, changes));

/** An advisory that says: fixed in version 2. */
async function addAdvisory(advisoryId: string, name: string): Promise<void> {
  const { pool } = database;
  const advisoryPk = await insertAdvisory(pool, { advisoryId, severity: 'high' });
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] }];
  await pool.query(
    `INSERT INTO advisory_affected (advisory_pk, ord, ecosystem, name, ranges) VALUES ($1, 0, 'Debian:12', $2, $3)`,
    [advisoryPk, name, JSON.stringify(ranges)],
  );
  await pool.query(`INSERT INTO advisory_ecosystem VALUES ('test', 'Debian:12') ON CONFLICT DO NOTHING`);
}

/** The stages of the product, of which the one that judges vulnerabilities says whom it judges. */
function watched(): Stages {
  const stages = opened.inOrder.map((stage) => (stage.judges === 'stored' ? watch(stage) : stage));
  return arrangeStages(stages);
}

function watch(stage: StoredStage): StoredStage {
  return {
    ...stage,
    evaluate: (tx, projectPk, digests) => {
      judged.push(...digests);
      return stage.evaluate(tx, projectPk, digests);
    },
  };
}

const rejudge = (signal = new AbortController().signal) =>
  rejudgeImages({ pool: database.pool, stages: watched(), clock: systemClock }, signal);
const rowsOf = async (sql: string) => (await database.pool.query(sql)).rows;
const waiting = () =>
  rowsOf(
    'SELECT (SELECT count(*) FROM package_to_match) AS packages, (SELECT count(*) FROM manifest_to_judge) AS images',
  );
const vulnerabilitiesOf = async (name: string) => {
  const results = await listStageResults(database.pool, tenant.projectPk, [digestOf(name)]);
  return results.get(digestOf(name))?.find(({ stage }) => stage === 'vulnerabilities');
};
const images = () => rowsOf('SELECT image_version, scan_status, severity, vul_num FROM image ORDER BY image_version');

test('20,000 changed names judge each image once, and all of them are matched before', async () => {
  await addAdvisory('CVE-2026-0001', 'p7');
  await addAdvisory('CVE-2026-0002', `p${NAMES}`);
  await order();
  expect(await waiting()).toEqual([{ packages: NAMES, images: 0 }]);
  await rejudge();
  expect(judged.sort()).toEqual(IMAGES.map(digestOf).sort());
  expect(await images()).toEqual(
    IMAGES.map((name) => ({ image_version: name, scan_status: 'succeeded', severity: 'high', vul_num: 2 })),
  );
  expect(await waiting()).toEqual([{ packages: 0, images: 0 }]);
});

test('an image that comes to the same as before writes no row', async () => {
  await database.pool.query(`INSERT INTO advisory_source (source) VALUES ('test')`);
  await database.pool.query(`INSERT INTO advisory_ecosystem VALUES ('test', 'Debian:12')`);
  const written = () => rowsOf(`SELECT digest, stage, xmin::text FROM stage_result ORDER BY 1, 2`);
  const state = () => rowsOf('SELECT digest, xmin::text FROM manifest ORDER BY 1');
  const before = [await written(), await state(), await rowsOf('SELECT version FROM inventory_state')];
  await order();
  await rejudge();
  expect(judged).toHaveLength(IMAGES.length);
  expect([await written(), await state(), await rowsOf('SELECT version FROM inventory_state')]).toEqual(before);
});

test('a job that is killed goes on where it was', async () => {
  await addAdvisory('CVE-2026-0001', 'p7');
  await order();
  let steps = 0;
  const killedAt = (step: number) => {
    const signal = {
      throwIfAborted: () => {
        if (steps++ === step) throw new Error('killed');
      },
    };
    return rejudge(signal as AbortSignal);
  };
  await expect(killedAt(8)).rejects.toThrow('killed');
  expect(await waiting()).toEqual([{ packages: NAMES - 8_000, images: IMAGES.length }]);
  steps = 0;
  await expect(killedAt(13)).rejects.toThrow('killed');
  expect(await waiting()).toEqual([{ packages: 0, images: 0 }]);
  await rejudge();
  expect(judged.sort()).toEqual(IMAGES.map(digestOf).sort());
  expect((await images()).map((image) => image.vul_num)).toEqual([1, 1, 1]);
});

test('what changes while images are judged is matched and judged, too', async () => {
  await addAdvisory('CVE-2026-0001', 'p7');
  await order({ keys: [{ ecosystem: 'Debian:12', name: 'p7' }], ecosystems: [] });
  await rejudge();
  await addAdvisory('CVE-2026-0002', 'p8');
  await order({ keys: [{ ecosystem: 'Debian', name: 'p8' }], ecosystems: [] });
  await Promise.all([rejudge(), rejudge()]);
  expect((await images()).map((image) => image.vul_num)).toEqual([2, 2, 2]);
  expect((await vulnerabilitiesOf('a'))?.counts).toEqual({ found: 2 });
});

test('a waiting image keeps waiting, a failed one stays failed, and both show the new findings', async () => {
  await inTransaction(database.pool, async (tx) => {
    await setScanStatus(tx, tenant.projectPk, [digestOf('a')], 'queued');
    const reason = 'it is gone';
    const failed = aStageResult({ stage: 'layers', state: 'failed', reason, failedCode: 'download_failed' });
    await saveStageResults(tx, tenant.projectPk, new Map([[digestOf('b'), [failed]]]));
  });
  await addAdvisory('CVE-2026-0001', 'p7');
  await order({ keys: [{ ecosystem: 'Debian:12', name: 'p7' }], ecosystems: [] });
  await rejudge();
  expect((await images()).map((image) => [image.scan_status, image.severity, image.vul_num])).toEqual([
    ['queued', 'high', 1],
    ['download_failed', 'high', 1],
    ['succeeded', 'high', 1],
  ]);
});

test('an ecosystem that is no longer covered leaves its images unknown', async () => {
  await order({ keys: [], ecosystems: ['Debian:12'] });
  await rejudge();
  expect(await vulnerabilitiesOf('c')).toMatchObject({
    ...{ state: 'partial', reason: 'no advisories are loaded for Debian:12' },
  });
  expect((await images()).map((image) => image.severity)).toEqual([null, null, null]);
});

test('a change that concerns no package orders nothing', async () => {
  await order({ keys: [], ecosystems: [] });
  await order({ keys: [{ ecosystem: 'npm', name: 'p7' }], ecosystems: ['npm'] });
  await rejudge();
  expect(judged).toEqual([]);
});
