import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { aManifest, anImage, store } from '../../../testing/inventory/stored-images.ts';
import { digestOf, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import { inTransaction, type Transaction } from '../../database/index.ts';
import { listStageResults } from '../../inventory/index.ts';
import { squash } from '../../layers/index.ts';
import { AppError, type StageName } from '../../model/index.ts';
import { systemClock } from '../../process/index.ts';
import { arrangeStages, type Stages } from '../stages/index.ts';
import { judgeImage } from '../stages/judge-image.ts';
import type { Evaluation, ImageStage, ScanTarget, StoredStage } from '../stages/port/stage.ts';
import { viewImage } from '../stages/view-image.ts';
import { saveFailure, saveResult } from './save-result.ts';

let database: TestDatabase;
let target: ScanTarget;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query('CREATE TABLE finding (digest text, word text)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  const tenant = await insertProject(database.pool);
  const { projectPk } = tenant;
  target = { projectPk, digest: digestOf(`image of ${projectPk}`) };
  await insertRegistry(database.pool, tenant, 1);
  await store(
    database.pool,
    projectPk,
    [aManifest('a', { digest: target.digest })],
    [{ ...anImage('1', 'a'), digest: target.digest }],
  );
});

const FOUND: Evaluation = { findings: ['word'], state: 'ok', reason: null, counts: { found: 1 }, severity: 'low' };

function imageStage(name: StageName, needs: StageName[], change: Partial<ImageStage> = {}): ImageStage {
  const outline = { name, needs, version: () => '1', analyzers: [], failureCode: 'failed_to_check_build_cmd' } as const;
  return { ...outline, judges: 'image', evaluate: () => FOUND, ...change };
}

function storedStage(change: Partial<StoredStage> = {}): StoredStage {
  const outline = { name: 'vulnerabilities', needs: ['packages'], version: () => '1', analyzers: [] } as const;
  const evaluation = { ...FOUND, findings: null, counts: { found: 3 }, severity: 'high' } as const;
  return {
    ...{ ...outline, judges: 'stored', failureCode: 'failed_to_scan_vulnerability', prepare: async () => {} },
    evaluate: async (_tx, _projectPk, digests) => new Map(digests.map((digest) => [digest, evaluation])),
    ...change,
  };
}

const insertWord = (tx: Transaction, { digest }: ScanTarget, [word]: string[]) =>
  tx.query('INSERT INTO finding VALUES ($1, $2)', [digest, word]).then(() => {});
const packages = (change: Partial<ImageStage> = {}) => imageStage('packages', ['layers'], change);

async function scan(stages: Stages): Promise<boolean> {
  const judged = await judgeImage(stages, viewImage([], squash([]), null), systemClock.now);
  return saveResult({ pool: database.pool, stages, clock: systemClock }, target, judged);
}

async function shown() {
  const { rows } = await database.pool.query(
    `SELECT scan_status AS status, scan_failed_code AS code, severity, vul_num AS found FROM image WHERE image_digest = $1`,
    [target.digest],
  );
  const results = (await listStageResults(database.pool, target.projectPk, [target.digest])).get(target.digest) ?? [];
  return { ...rows[0], stages: results.map(({ stage, state, counts }) => [stage, state, counts.found]) };
}

const words = async () => {
  const { rows } = await database.pool.query('SELECT word FROM finding WHERE digest = $1', [target.digest]);
  return rows.map((row) => row.word);
};

test('findings and results of all stages are stored together, and the image shows what they come to', async () => {
  await scan(arrangeStages([imageStage('layers', []), packages({ save: insertWord }), storedStage()]));
  expect(await shown()).toEqual({
    ...{ status: 'succeeded', code: null, severity: 'high', found: 3 },
    stages: [
      ['layers', 'ok', 1],
      ['packages', 'ok', 1],
      ['vulnerabilities', 'ok', 3],
    ],
  });
  expect(await words()).toEqual(['word']);
});

test('a stage that judges fails alone: the others stand, those that need it are skipped', async () => {
  const broken = packages({
    evaluate: () => {
      throw new AppError('unreadable', 'no rules');
    },
  });
  await scan(arrangeStages([imageStage('layers', [], { save: insertWord }), broken, storedStage()]));
  expect(await shown()).toEqual({
    ...{ status: 'failed', code: 'failed_to_check_build_cmd', severity: null, found: 0 },
    stages: [
      ['layers', 'ok', 1],
      ['packages', 'failed', undefined],
      ['vulnerabilities', 'skipped', undefined],
    ],
  });
  expect(await words()).toEqual(['word']);
});

test('a stage whose findings cannot be stored fails alone, and nothing of them stays', async () => {
  const save: ImageStage['save'] = async (tx, image, findings) => {
    await insertWord(tx, image, findings as string[]);
    await tx.query('SELECT 1 / 0');
  };
  await scan(arrangeStages([imageStage('layers', []), packages({ save }), storedStage({ needs: ['layers'] })]));
  expect(await shown()).toMatchObject({
    ...{ status: 'failed', code: 'failed_to_check_build_cmd', severity: 'high', found: 3 },
    stages: [
      ['layers', 'ok', 1],
      ['packages', 'failed', undefined],
      ['vulnerabilities', 'ok', 3],
    ],
  });
  expect(await words()).toEqual([]);
});

test('a stage that judges what is stored fails alone, too, and keeps what it found before', async () => {
  const good = [imageStage('layers', []), packages()];
  await scan(arrangeStages([...good, storedStage()]));
  const broken = storedStage({ prepare: async () => Promise.reject(new TypeError('a mistake')) });
  await scan(arrangeStages([...good, broken]));
  expect(await shown()).toMatchObject({
    ...{ status: 'failed', code: 'failed_to_scan_vulnerability', severity: 'high', found: 3 },
    stages: [
      ['layers', 'ok', 1],
      ['packages', 'ok', 1],
      ['vulnerabilities', 'failed', 3],
    ],
  });
  await scan(arrangeStages([...good, storedStage()]));
  expect(await shown()).toMatchObject({ status: 'succeeded', code: null });
});

test('a database that goes away fails the whole scan, and nothing is stored', async () => {
  const gone = Object.assign(new Error('shut down'), { code: '57P01' });
  const stages = arrangeStages([
    imageStage('layers', []),
    packages({ save: () => Promise.reject(gone) }),
    storedStage(),
  ]);
  await expect(scan(stages)).rejects.toBe(gone);
  expect(await shown()).toMatchObject({ status: 'unscanned', stages: [] });
});

test.each(['40001', '40P01', '53100', '53200', '57014', '58030'])(
  'an error of the database that may pass, %s, is not the fault of the stage: the whole scan is tried again',
  async (code) => {
    const passing = Object.assign(new Error('try again'), { code });
    const fail = () => Promise.reject(passing);
    const good = [imageStage('layers', []), packages()];
    await expect(scan(arrangeStages([...good, storedStage({ prepare: fail })]))).rejects.toBe(passing);
    const unsaved = [imageStage('layers', []), packages({ save: fail }), storedStage()];
    await expect(scan(arrangeStages(unsaved))).rejects.toBe(passing);
    expect(await shown()).toMatchObject({ status: 'unscanned', stages: [] });
  },
);

test('an image that cannot be read keeps what was found before, and says so for each stage when there is nothing', async () => {
  const stages = arrangeStages([imageStage('layers', []), packages(), storedStage()]);
  const failure = { code: 'image_over_sized', reason: 'too large', retryable: false } as const;
  const deps = { pool: database.pool, stages, clock: systemClock };
  await inTransaction(database.pool, (tx) => saveFailure(deps, tx, target, failure));
  expect(await shown()).toEqual({
    ...{ status: 'oversized', code: 'image_over_sized', severity: null, found: 0 },
    stages: [
      ['layers', 'failed', undefined],
      ['packages', 'skipped', undefined],
      ['vulnerabilities', 'skipped', undefined],
    ],
  });
  await scan(stages);
  await inTransaction(database.pool, (tx) => saveFailure(deps, tx, target, failure));
  expect(await shown()).toMatchObject({
    ...{ status: 'oversized', severity: 'high', found: 3 },
    stages: [
      ['layers', 'failed', 1],
      ['packages', 'ok', 1],
      ['vulnerabilities', 'ok', 3],
    ],
  });
});

test('an image that is gone is told, and nothing is stored', async () => {
  await database.pool.query('DELETE FROM manifest WHERE digest = $1', [target.digest]);
  expect(await scan(arrangeStages([imageStage('layers', []), packages(), storedStage()]))).toBe(false);
  expect((await shown()).stages).toEqual([]);
});
