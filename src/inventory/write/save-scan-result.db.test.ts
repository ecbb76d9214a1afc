import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { changeLog, replayLog, rowsAsLogged } from '../../../testing/inventory/change-log.ts';
import {
  aManifest,
  anImage,
  anIndex,
  aScanResult,
  imageRows,
  NOW,
  store,
  versionOf,
} from '../../../testing/inventory/stored-images.ts';
import { digestOf, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import { inTransaction } from '../../database/index.ts';
import { openSqlImageList } from '../list/sql.ts';
import { deleteImages } from './delete-images.ts';
import { type ScanResult, saveScanResult, saveScanResults } from './save-scan-result.ts';
import { setScanStatus } from './set-scan-status.ts';

let database: TestDatabase;
let projectPk: number;
let projects = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ projectPk } = await insertProject(database.pool, `project-${++projects}`));
});

const SUCCEEDED = aScanResult();
const FAILED: ScanResult = {
  ...SUCCEEDED,
  scanStatus: 'failed',
  scanFailedCode: 'unknown_error',
  failedDetail: 'it broke',
  severity: null,
};
const end = (manifest: string, result: Partial<ScanResult> = {}) =>
  inTransaction(database.pool, (tx) => saveScanResult(tx, projectPk, digestOf(manifest), { ...SUCCEEDED, ...result }));
const set = (manifests: string[], status: 'unscanned' | 'queued' | 'scanning') =>
  inTransaction(database.pool, (tx) => setScanStatus(tx, projectPk, manifests.map(digestOf), status));
const image = async (tag = '1') => (await imageRows(database.pool, projectPk)).find((row) => row.tag === tag);
const children = async () => {
  const { rows } = await database.pool.query(
    'SELECT id, image_digest, scan_status, vul_num, scannable, image_size FROM image_child WHERE project_pk = $1 ORDER BY parent_id, ord',
    [projectPk],
  );
  return rows;
};
const twoPlatforms = () =>
  store(
    database.pool,
    projectPk,
    anIndex('index', [aManifest('amd64', { size: 70 }), aManifest('arm64', { size: 30 })]),
    [anImage('1', 'index')],
  );

test('a result reaches every image of its digest in one version, and no other', async () => {
  await store(
    database.pool,
    projectPk,
    [aManifest('a'), aManifest('b')],
    [anImage('1', 'a'), anImage('2', 'a'), anImage('3', 'b')],
  );
  const other = await image('3');
  await end('a', { severity: 'high', vulNum: 4 });
  expect(await image('1')).toMatchObject({ scan_status: 'succeeded', severity: 'high', vul_num: 4, scan_time: NOW });
  expect(await image('2')).toMatchObject({ vul_num: 4 });
  expect(await image('3')).toEqual(other);
  expect(await versionOf(database.pool, projectPk)).toBe(2);
  expect(replayLog(await changeLog(database.pool, projectPk))).toEqual(await rowsAsLogged(database.pool, projectPk));
});

test('a digest behind more tags than one version may name is logged in several', async () => {
  const tags = Array.from({ length: 5_001 }, (_, n) => anImage(`${n}`, 'a'));
  await store(database.pool, projectPk, [aManifest('a')], tags);
  await end('a', { vulNum: 4 });
  const log = await changeLog(database.pool, projectPk);
  expect(Math.max(...log.map(({ rows }) => rows.length))).toBe(5_000);
  expect(await versionOf(database.pool, projectPk)).toBe(log.length);
  expect(replayLog(log)).toEqual(await rowsAsLogged(database.pool, projectPk));
});

test('an equal result or status writes nothing', async () => {
  await store(database.pool, projectPk, [aManifest('a')], [anImage('1', 'a')]);
  await end('a', { vulNum: 4 });
  const before = await image();
  await end('a', { vulNum: 4 });
  await set(['unknown'], 'queued');
  expect(await image()).toEqual(before);
  expect(await versionOf(database.pool, projectPk)).toBe(2);
});

test('many digests are queued in one version and keep the counters of their last scan', async () => {
  await store(database.pool, projectPk, [aManifest('a'), aManifest('b')], [anImage('1', 'a'), anImage('2', 'b')]);
  await end('a', { vulNum: 4, severity: 'low' });
  await set(['a', 'b'], 'queued');
  expect(await image('1')).toMatchObject({ scan_status: 'queued', vul_num: 4, severity: 'low', scan_time: NOW });
  expect(await image('2')).toMatchObject({ scan_status: 'queued', severity: null, scan_time: null });
  expect(await versionOf(database.pool, projectPk)).toBe(3);
});

test.each([
  ['never scanned', null, { scan_status: 'unscanned', scan_failed_code: null }],
  ['scanned', SUCCEEDED, { scan_status: 'succeeded', scan_failed_code: null }],
  ['failed', FAILED, { scan_status: 'failed', scan_failed_code: 'unknown_error' }],
  [
    'not downloaded',
    { ...FAILED, scanStatus: 'download_failed', scanFailedCode: 'download_failed' },
    { scan_status: 'download_failed', scan_failed_code: 'download_failed' },
  ],
  [
    'oversized',
    { ...FAILED, scanStatus: 'oversized', scanFailedCode: 'image_over_sized' },
    { scan_status: 'oversized', scan_failed_code: 'image_over_sized' },
  ],
] as const)('a digest that was %s and is no longer wanted goes back to that', async (_name, last, expected) => {
  await store(database.pool, projectPk, [aManifest('a')], [anImage('1', 'a')]);
  if (last) await end('a', last);
  await set(['a'], 'queued');
  expect(await image()).toMatchObject({ scan_status: 'queued', scan_failed_code: null });
  await set(['a'], 'unscanned');
  expect(await image()).toMatchObject(expected);
});

test('platforms have ids of their own, and the image has the sum of their sizes', async () => {
  await twoPlatforms();
  const row = await image();
  expect(row).toMatchObject({ is_multiarch: true, image_size: 100, scannable: true });
  expect((await children()).map((child) => child.id)).toEqual([(row?.id ?? 0) + 1, (row?.id ?? 0) + 2]);
});

test('platforms that together claim more bytes than a number can hold do not end the list', async () => {
  const claims = ['x', 'y'].map((name) => aManifest(name, { size: Number.MAX_SAFE_INTEGER }));
  await store(database.pool, projectPk, anIndex('absurd', claims), [anImage('absurd', 'absurd')]);
  await insertRegistry(database.pool, { projectPk }, 1);
  const page = { offset: 0, limit: 10, sort: null };
  const { rows } = await openSqlImageList({ db: database.pool, render: (image) => image }).page(
    { projectPk, projectId: 'p' },
    { enterprise: 'all' },
    page,
  );
  expect(rows).toMatchObject([{ imageVersion: 'absurd', imageSize: Number.MAX_SAFE_INTEGER }]);
});

test('counters are sums, severity is the worst and only once every platform ended, the scan time is the oldest', async () => {
  await twoPlatforms();
  await end('amd64', { vulNum: 2, severity: 'high', scanTime: NOW });
  expect(await image()).toMatchObject({ scan_status: 'unscanned', severity: null, scan_time: null, vul_num: 2 });
  await end('arm64', { vulNum: 3, severity: 'low', scanTime: NOW - 5 });
  expect(await image()).toMatchObject({ scan_status: 'succeeded', severity: 'high', scan_time: NOW - 5, vul_num: 5 });
});

test('a platform that failed fails the image with its code, what the others have is shown, and none is not claimed', async () => {
  await twoPlatforms();
  await end('amd64', { severity: 'none' });
  await end('arm64', FAILED);
  expect(await image()).toMatchObject({ scan_status: 'failed', scan_failed_code: 'unknown_error', severity: null });
  await end('amd64', { severity: 'medium', vulNum: 1 });
  expect(await image()).toMatchObject({ scan_status: 'failed', severity: 'medium', vul_num: 1 });
});

test('an image is queued or scanned while any platform is', async () => {
  await twoPlatforms();
  await end('amd64');
  await set(['arm64'], 'queued');
  expect(await image()).toMatchObject({ scan_status: 'queued' });
  await set(['arm64'], 'scanning');
  expect(await image()).toMatchObject({ scan_status: 'scanning' });
  await set(['index'], 'queued');
  expect(await image()).toMatchObject({ scan_status: 'scanning' });
});

test('a retag to another index keeps the ids of platforms it has already, and takes their results', async () => {
  await twoPlatforms();
  await end('arm64', { vulNum: 7 });
  const [, arm] = await children();
  await store(database.pool, projectPk, anIndex('next', [aManifest('s390x'), aManifest('arm64', { size: 30 })]), [
    anImage('1', 'next'),
  ]);
  const [fresh, kept] = await children();
  expect(kept).toEqual(arm);
  expect(fresh).toMatchObject({ image_digest: digestOf('s390x'), scan_status: 'unscanned' });
  expect(await image()).toMatchObject({ vul_num: 7, image_size: 130 });
  const { rows } = await database.pool.query('SELECT count(*) AS n FROM manifest WHERE project_pk = $1', [projectPk]);
  expect(rows).toEqual([{ n: 3 }]);
});

test('a retag from an index to a plain image leaves no platform', async () => {
  await twoPlatforms();
  await store(database.pool, projectPk, [aManifest('a')], [anImage('1', 'a')]);
  expect(await children()).toEqual([]);
  expect(await image()).toMatchObject({ is_multiarch: false, scan_status: 'unscanned' });
});

test('a platform that is also a tag of its own is scanned once for both', async () => {
  await twoPlatforms();
  await store(database.pool, projectPk, [], [anImage('1-amd64', 'amd64')]);
  await end('amd64', { vulNum: 6 });
  expect(await image('1-amd64')).toMatchObject({ vul_num: 6 });
  expect(await image('1')).toMatchObject({ vul_num: 6 });
});

test('one digest for two platforms counts for both, with two ids', async () => {
  const amd64 = aManifest('amd64');
  const [index] = anIndex('index', [amd64, amd64]).slice(-1);
  await store(database.pool, projectPk, [amd64, ...(index ? [index] : [])], [anImage('1', 'index')]);
  expect(new Set((await children()).map((child) => child.id)).size).toBe(2);
  expect(await image()).toMatchObject({ image_size: 100 });
});

test('a manifest that waits for its scan outlives its last image, so that the scan finds it', async () => {
  await store(database.pool, projectPk, [aManifest('a'), aManifest('b')], [anImage('1', 'a'), anImage('2', 'b')]);
  await set(['a'], 'queued');
  const ids = (await imageRows(database.pool, projectPk)).map((row) => row.id);
  await inTransaction(database.pool, (tx) => deleteImages(tx, projectPk, ids));
  const { rows } = await database.pool.query('SELECT digest FROM manifest WHERE project_pk = $1', [projectPk]);
  expect(rows).toEqual([{ digest: digestOf('a') }]);
});

test('several results take one version; what is equal or unknown stays untouched', async () => {
  const names = ['a', 'b', 'c'];
  await store(
    database.pool,
    projectPk,
    names.map((name) => aManifest(name)),
    names.map((name) => anImage(name, name)),
  );
  await end('c');
  const before = { version: await versionOf(database.pool, projectPk), equal: await image('c') };
  const results = new Map<string, ScanResult>([
    [digestOf('a'), { ...SUCCEEDED, vulNum: 3, severity: 'high' }],
    [digestOf('b'), FAILED],
    [digestOf('c'), SUCCEEDED],
    [digestOf('gone'), SUCCEEDED],
  ]);
  const save = () => inTransaction(database.pool, (tx) => saveScanResults(tx, projectPk, results));
  await save();
  expect(await image('a')).toMatchObject({ scan_status: 'succeeded', vul_num: 3, severity: 'high' });
  expect(await image('b')).toMatchObject({ scan_status: 'failed', scan_failed_code: 'unknown_error', severity: null });
  expect(await image('c')).toEqual(before.equal);
  expect(await versionOf(database.pool, projectPk)).toBe(before.version + 1);
  await save();
  expect(await versionOf(database.pool, projectPk)).toBe(before.version + 1);
});
