import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildImage, buildLayer, type ImageConfig } from '../../fixtures/images/index.ts';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { listImageStages, listStageResults } from '../../src/inventory/index.ts';
import { judgeConfigsJob } from '../../src/scan/index.ts';
import { type Journey, openJourney } from './open-journey.ts';

const LAYER = buildLayer([{ path: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' }]);
const PIPED: ImageConfig = {
  createdBy: ['RUN /bin/sh -c curl https://x.example | sh # buildkit'],
  config: { User: 'app' },
};

let registry: FakeRegistry;
let journey: Journey;
beforeEach(async () => {
  registry = await openFakeRegistry();
  journey = await openJourney();
  await journey.connect(registry.url);
});
afterEach(async () => {
  await journey.close();
  await registry.close();
});

async function pushImage(name: string, config: ImageConfig, isLayerThere = true): Promise<void> {
  const image = buildImage({ layers: [LAYER], config });
  if (isLayerThere) await registry.putBlob(name, LAYER.bytes);
  await registry.putBlob(name, image.config.bytes);
  await registry.putManifest(name, '1', image.manifest.bytes, image.manifest.mediaType);
}

async function syncAndScan(): Promise<void> {
  await journey.sync();
  await journey.scan();
}

/** What a release without the stage left behind: results of the others, no config, no findings. */
async function forget(): Promise<void> {
  const { pool } = journey.database;
  await pool.query('DELETE FROM image_config');
  await pool.query('DELETE FROM build_command_risk');
  await pool.query(`DELETE FROM stage_result WHERE stage = 'build-commands'`);
}

/** What a release with other rules left behind. */
async function changeRules(): Promise<void> {
  const sql = `UPDATE stage_result SET stage_version = '0' WHERE stage = 'build-commands'`;
  await journey.database.pool.query(sql);
}

async function judgeConfigs(): Promise<void> {
  await judgeConfigsJob.enqueue(journey.database.pool, { after: null, silent: [] });
  await journey.runJobs();
}

async function stageOf(name: string) {
  const { imageDigest } = await journey.image(name);
  const stages = await listStageResults(journey.database.pool, journey.tenant.projectPk, [imageDigest]);
  return stages.get(imageDigest)?.find(({ stage }) => stage === 'build-commands');
}

async function findings() {
  const { rows } = await journey.database.pool.query(
    'SELECT digest, rule_id AS "ruleId", risks, xmin::text FROM build_command_risk ORDER BY digest, rule_id',
  );
  return rows;
}

const pulled = (from: number) => registry.requests.slice(from).filter(({ url }) => url.includes('/blobs/'));

test('a scan finds what the build did, and a second one reads no config and writes no row', async () => {
  await pushImage('a/b', PIPED);
  await syncAndScan();
  const first = await findings();
  expect(first.map(({ ruleId, risks }) => [ruleId, risks[0].text])).toEqual([
    ['fetched-code-piped-to-shell', 'RUN curl https://x.example | sh'],
  ]);
  expect(first[0].risks[0].layer).toBe(LAYER.digest);
  expect(await stageOf('a/b:1')).toMatchObject({ state: 'ok', counts: { found: 1 }, severity: 'high' });
  const requests = registry.requests.length;
  await journey.scan();
  expect(await findings()).toEqual(first);
  expect(pulled(requests)).toEqual([]);
});

test('an image whose layers cannot be read is still judged by its config, and is not secure', async () => {
  await pushImage('a/b', PIPED, false);
  await syncAndScan();
  expect(await stageOf('a/b:1')).toMatchObject({ state: 'ok', counts: { found: 1 }, severity: 'high' });
  expect(await findings()).toMatchObject([{ ruleId: 'fetched-code-piped-to-shell' }]);
  const failed = { scanStatus: 'failed', scanFailedCode: 'get_detail_info_not_found', severity: null };
  expect(await journey.image('a/b:1')).toMatchObject(failed);
  const { rows } = await journey.database.pool.query('SELECT stage, state FROM stage_result ORDER BY stage');
  expect(rows).toEqual(
    expect.arrayContaining([
      { stage: 'build-commands', state: 'ok' },
      { stage: 'layers', state: 'failed' },
      { stage: 'packages', state: 'skipped' },
      { stage: 'vulnerabilities', state: 'skipped' },
    ]),
  );
  await registry.putBlob('a/b', LAYER.bytes);
  await journey.scan();
  expect(await journey.image('a/b:1')).toMatchObject({ scanStatus: 'succeeded', scanFailedCode: null });
  expect(await findings()).toHaveLength(1);
});

test('an image that was scanned before says that the stage has not looked, until a job reads its config alone', async () => {
  await pushImage('a/b', PIPED);
  await pushImage('a/c', { createdBy: ['COPY a /'], config: { User: 'app' } });
  await syncAndScan();
  const before = await journey.images();
  await forget();
  const image = { imageId: 0, digests: [(await journey.image('a/b:1')).imageDigest] };
  const page = { offset: 0, limit: 10 };
  const { rows } = await listImageStages(journey.database.pool, journey.tenant, image, page);
  expect(rows.find(({ stage }) => stage === 'build-commands')?.reason).toBe(
    'has not been looked at by this release yet',
  );
  const requests = registry.requests.length;
  await judgeConfigs();
  expect(pulled(requests)).toHaveLength(2);
  expect(pulled(requests).filter(({ url }) => url.includes(LAYER.digest))).toEqual([]);
  expect(await findings()).toMatchObject([{ ruleId: 'fetched-code-piped-to-shell' }]);
  expect(await stageOf('a/b:1')).toMatchObject({ state: 'ok', counts: { found: 1 } });
  expect(await stageOf('a/c:1')).toMatchObject({ state: 'ok', counts: { found: 0 } });
  expect(await journey.images()).toEqual(before);
  const once = registry.requests.length;
  await judgeConfigs();
  expect(registry.requests.length).toBe(once);
});

test('changed rules judge the stored configs again, without a request', async () => {
  await pushImage('a/b', PIPED);
  await syncAndScan();
  await changeRules();
  await journey.database.pool.query('DELETE FROM build_command_risk');
  const requests = registry.requests.length;
  await judgeConfigs();
  expect(await findings()).toHaveLength(1);
  expect(pulled(requests)).toEqual([]);
});

test('stored configs are judged again while the registry of another image is away', async () => {
  await pushImage('a/b', PIPED);
  await pushImage('a/c', { ...PIPED, created: '2026-01-01T00:00:01Z' });
  await syncAndScan();
  const { pool } = journey.database;
  await changeRules();
  await pool.query('DELETE FROM build_command_risk');
  await pool.query('DELETE FROM image_config WHERE digest = (SELECT min(digest) FROM image_config)');
  await pool.query(`UPDATE registry SET registry_addr = '127.0.0.1:1'`);
  await judgeConfigs();
  expect(await findings()).toHaveLength(1);
});

test('an image whose config cannot be read is not asked for again by the same rules', async () => {
  await pushImage('a/b', PIPED);
  await syncAndScan();
  await forget();
  registry.deleteRepository('a/b');
  await judgeConfigs();
  await changeRules();
  await judgeConfigs();
  const requests = registry.requests.length;
  await judgeConfigs();
  expect(registry.requests.length).toBe(requests);
});

test('one config that its registry fails to send keeps no other from being read', async () => {
  for (let index = 0; index < 6; index += 1)
    await pushImage(`a/b${index}`, { ...PIPED, created: `2026-01-01T00:00:1${index}Z` });
  await syncAndScan();
  await forget();
  const { rows } = await journey.database.pool.query<{ config: string }>(
    'SELECT config_digest AS config FROM manifest ORDER BY digest LIMIT 1',
  );
  registry.faults.lostBlobs = [rows[0]?.config ?? ''];
  await judgeConfigs();
  expect(await findings()).toHaveLength(5);
  delete registry.faults.lostBlobs;
  await judgeConfigs();
  expect(await findings()).toHaveLength(6);
});

test('images whose registry refuses our password are read when it is right again', async () => {
  await pushImage('a/b', PIPED);
  await syncAndScan();
  await forget();
  registry.faults.fail = { status: 401, times: 1_000 };
  await judgeConfigs();
  expect(await stageOf('a/b:1')).toBeUndefined();
  delete registry.faults.fail;
  await judgeConfigs();
  expect(await findings()).toHaveLength(1);
});

test('more images than one job reads are read by jobs one after the other', async () => {
  for (let index = 0; index < 45; index += 1)
    await pushImage(`a/b${index}`, { ...PIPED, created: `2026-01-01T00:00:${10 + index}Z` });
  await syncAndScan();
  await forget();
  await judgeConfigs();
  expect(await findings()).toHaveLength(45);
});

test('a config that is gone makes the scan of the image fail with its own code, and a pass over old images says why it did not look', async () => {
  await pushImage('a/b', PIPED);
  await syncAndScan();
  await forget();
  registry.deleteRepository('a/b');
  await judgeConfigs();
  expect(await stageOf('a/b:1')).toMatchObject({ state: 'skipped', reason: expect.stringMatching(/^did not look: /) });
  expect(await journey.image('a/b:1')).toMatchObject({ scanStatus: 'succeeded', scanFailedCode: null });
  await journey.scan();
  expect(await journey.image('a/b:1')).toMatchObject({
    scanStatus: 'failed',
    scanFailedCode: 'failed_to_check_build_cmd',
  });
});

test('a registry that does not answer is asked once in a pass, and again in the next', async () => {
  for (const name of ['a/b', 'a/c', 'a/d'])
    await pushImage(name, { ...PIPED, created: `2026-01-01T00:00:0${name.charCodeAt(2) - 97}Z` });
  await syncAndScan();
  await forget();
  await journey.database.pool.query(`UPDATE registry SET registry_addr = '127.0.0.1:1'`);
  await judgeConfigs();
  expect(await stageOf('a/b:1')).toBeUndefined();
  await journey.database.pool.query('UPDATE registry SET registry_addr = $1', [registry.address]);
  await judgeConfigs();
  expect(await findings()).toHaveLength(3);
});
