import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { aManifest, anImage, aScanResult, aStageResult, store } from '../../testing/inventory/stored-images.ts';
import { digestOf, insertProject, insertRegistry } from '../../testing/rows/index.ts';
import { inTransaction } from '../database/index.ts';
import type { InstalledPackage } from '../model/index.ts';
import { findLayerFacts, saveLayerFacts } from './layer-facts/layer-facts.ts';
import { listStoredPackages, savePackages } from './write/save-packages.ts';
import { saveScanResult } from './write/save-scan-result.ts';
import { listStageResults, saveStageResults } from './write/save-stage-results.ts';

/** What JSON.parse says of a file of zeros, as a full disk leaves behind. */
const OF_ZEROS = `cannot be read: Unexpected token '\0', "\0\0\0\0" is not valid JSON`;
const LONG = randomBytes(3_000).toString('hex');
const SOUND: InstalledPackage = {
  ...{ type: 'npm', ecosystem: 'npm', name: 'sound', version: '1.0.0', arch: '' },
  ...{ sourceName: 'sound', sourceVersion: '1.0.0', purl: 'pkg:npm/sound@1.0.0' },
  ...{ path: 'app/node_modules/sound/package.json', layerDigest: digestOf('layer') },
};

let database: TestDatabase;
let projectPk: number;
const digest = digestOf('a');
beforeAll(async () => {
  database = await createTestDatabase();
  ({ projectPk } = await insertProject(database.pool, 'hostile'));
  await insertRegistry(database.pool, { projectPk }, 1);
  await store(database.pool, projectPk, [aManifest('a')], [anImage('1', 'a')]);
});
afterAll(() => database.drop());

const save = (packages: readonly InstalledPackage[]) =>
  inTransaction(database.pool, async (tx) => {
    await savePackages(tx, projectPk, digest, packages);
    return listStoredPackages(tx, projectPk, digest);
  });

test.each<[string, Partial<InstalledPackage>]>([
  ['a NUL in its name', { name: 'a\0b', sourceName: 'a\0b' }],
  ['an endless name', { name: LONG, sourceName: LONG, purl: `pkg:npm/${LONG}@1` }],
  ['an endless version', { version: LONG, sourceVersion: LONG }],
  ['endless texts of three bytes a character', { name: '世'.repeat(9_000), version: '界'.repeat(9_000) }],
  ['an endless path', { path: LONG.slice(0, 4_000) }],
  ['an endless ecosystem', { ecosystem: `Debian:${LONG}`, arch: LONG }],
])('a package with %s is stored and does not hide the others', async (_, hostile) => {
  const stored = await save([SOUND, { ...SOUND, name: 'odd', sourceName: 'odd', ...hostile }]);
  expect(stored).toHaveLength(2);
  expect(stored.map((each) => each.sourceName)).toContain('sound');
  expect(await save([SOUND, { ...SOUND, name: 'odd', sourceName: 'odd', ...hostile }])).toEqual(stored);
});

test('a layer whose analyzer repeats the bytes of a broken file keeps its facts', async () => {
  const sizes = { mediaType: 'tar', size: 1, uncompressedSize: 1, entries: 1 };
  const problems = [{ path: 'package.json', reason: OF_ZEROS }];
  const facts = [{ kind: 'package', path: 'x', name: 'x' }];
  const readings = [{ analyzer: 'node', version: 1, engine: '', facts, problems }];
  await saveLayerFacts(database.pool, projectPk, { digest, diffId: digest, ...sizes, readings });
  const found = await findLayerFacts(database.pool, projectPk, digest, [{ name: 'node', version: 1 }]);
  expect(found.hits[0]?.facts).toEqual(facts);
  expect(found.hits[0]?.problems[0]?.reason).toBe(OF_ZEROS.replaceAll('\0', '\uFFFD'));
});

test('a scan says why it is partial or failed in words that can be stored', async () => {
  await inTransaction(database.pool, async (tx) => {
    const partial = aStageResult({ stage: 'packages', state: 'partial', reason: OF_ZEROS });
    await saveStageResults(tx, projectPk, new Map([[digest, [partial]]]));
    const failed = { scanStatus: 'failed', scanFailedCode: 'unknown_error', failedDetail: OF_ZEROS } as const;
    await saveScanResult(tx, projectPk, digest, aScanResult(failed));
  });
  const stages = await listStageResults(database.pool, projectPk, [digest]);
  expect(stages.get(digest)?.[0]?.reason).toBe(OF_ZEROS.replaceAll('\0', '\uFFFD'));
});

test.each([
  ['half a surrogate pair', 'the config names \ud83d'],
  ['a pair where the text is cut', `${'x'.repeat(1_999)}\u{1f980}`],
  ['endless text', 'x'.repeat(100_000)],
])('a reason with %s is stored beside those of the other stages', async (_, reason) => {
  const results = [aStageResult({ stage: 'layers' }), aStageResult({ stage: 'packages', state: 'partial', reason })];
  await inTransaction(database.pool, (tx) => saveStageResults(tx, projectPk, new Map([[digest, results]])));
  const stored = (await listStageResults(database.pool, projectPk, [digest])).get(digest) ?? [];
  expect(stored.map(({ stage }) => stage)).toEqual(['layers', 'packages']);
  expect(stored[1]?.reason?.slice(0, 17)).toBe(reason.slice(0, 17).replace('\ud83d', '\uFFFD'));
  expect(stored[1]?.reason?.length).toBeLessThanOrEqual(2_000);
});
