import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildImage, buildLayer, sha256 } from '../../fixtures/images/index.ts';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { pushSampleImages } from '../../quickstart/sample-images.ts';
import { listStageResults } from '../../src/inventory/index.ts';
import { type Journey, openJourney } from './open-journey.ts';

const SAMPLE_ADVISORIES = fileURLToPath(new URL('../../quickstart/advisories', import.meta.url));

const DEBIAN = { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' };
const status = (version: string) => ({
  path: 'var/lib/dpkg/status',
  body: `Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
});

let registry: FakeRegistry;
let journey: Journey;

describe('the sample images', () => {
  beforeAll(async () => {
    registry = await openFakeRegistry();
    journey = await openJourney();
    await pushSampleImages(registry);
    await journey.loadAdvisories(SAMPLE_ADVISORIES);
    await journey.connect(registry.url);
    await journey.sync();
    await journey.scan();
  });
  afterAll(async () => {
    await journey.close();
    await registry.close();
  });

  test.each([
    ['shop/web:1.0', 'succeeded', 'high', 5],
    ['shop/web:1.1', 'succeeded', 'none', 0],
    ['shop/api:2.0', 'succeeded', 'high', 4],
    ['shop/base:12', 'succeeded', 'high', 3],
    ['tools/edge:3.18', 'succeeded', 'high', 1],
    ['legacy/app:0.9', 'failed', null, 0],
  ])('%s ends as %s, %s, with %d vulnerabilities', async (name, scanStatus, severity, vulNum) => {
    expect(await journey.image(name)).toMatchObject({ scanStatus, severity, vulNum });
  });

  test('schema 1 fails with its own code', async () => {
    expect((await journey.image('legacy/app:0.9')).scanFailedCode).toBe('schema_v1_not_support');
  });

  test('each platform of a multi-arch image has a verdict of its own', async () => {
    const { children } = await journey.image('tools/edge:3.18');
    expect(children.map(({ platform, vulNum, severity }) => [platform?.architecture, vulNum, severity])).toEqual([
      ['amd64', 1, 'high'],
      ['arm64', 0, 'none'],
    ]);
  });

  test('a layer that images share is pulled once', async () => {
    const { rows } = await journey.database.pool.query('SELECT DISTINCT layer_digest AS digest FROM manifest_layer');
    const layers = new Set(rows.map(({ digest }) => digest));
    const pulls = registry.requests.filter(({ method, url }) => method === 'GET' && url.includes('/blobs/'));
    const digests = pulls.map(({ url }) => url.slice(url.lastIndexOf('/') + 1)).filter((each) => layers.has(each));
    expect(digests.length).toBeGreaterThan(3);
    expect(digests.length).toBe(new Set(digests).size);
  });

  test('a second scan pulls no layer and rewrites no package, match or fact', async () => {
    const before = await writtenRows(journey);
    const requests = registry.requests.length;
    await journey.scan();
    expect(await writtenRows(journey)).toEqual(before);
    expect(registry.requests.slice(requests).filter(({ url }) => url.includes('/blobs/'))).toEqual([]);
  });

  test('a new advisory changes the counters of the images that hold its package, without a pull', async () => {
    const folder = advisoryFolder('CVE-2024-0001', 'Debian:12', 'base-files', '99');
    const requests = registry.requests.length;
    await journey.loadAdvisories(folder);
    expect((await journey.image('shop/web:1.1')).vulNum).toBe(1);
    expect((await journey.image('tools/edge:3.18')).vulNum).toBe(1);
    expect(registry.requests.length).toBe(requests);
    rmSync(folder, { recursive: true });
  });
});

describe('an image that cannot be known completely', () => {
  beforeEach(async () => {
    registry = await openFakeRegistry();
    journey = await openJourney();
    await journey.connect(registry.url);
  });
  afterEach(async () => {
    await journey.close();
    await registry.close();
  });

  test('is not secure while no advisories cover its distribution, and says so', async () => {
    await pushImage('a/b', [buildLayer([DEBIAN, status('1.0-1')])]);
    await journey.sync();
    await journey.scan();
    const image = await journey.image('a/b:1');
    expect(image).toMatchObject({ scanStatus: 'succeeded', severity: null, vulNum: 0 });
    expect(await stageOf(image.imageDigest, 'vulnerabilities')).toMatchObject({
      state: 'partial',
      reason: 'no advisories are loaded for Debian:12',
    });
  });

  test('becomes secure when advisories begin to cover it', async () => {
    await pushImage('a/b', [buildLayer([DEBIAN, status('1.0-1')])]);
    await journey.sync();
    await journey.scan();
    await journey.loadAdvisories(advisoryFolder('CVE-2024-0002', 'Debian:12', 'other', '1'));
    expect(await journey.image('a/b:1')).toMatchObject({ severity: 'none', vulNum: 0 });
  });

  test('a version that cannot be compared leaves the image without a verdict', async () => {
    await journey.loadAdvisories(advisoryFolder('CVE-2024-0003', 'Debian:12', 'curl', '2.0'));
    await pushImage('a/b', [buildLayer([DEBIAN, status('not a version')])]);
    await journey.sync();
    await journey.scan();
    const image = await journey.image('a/b:1');
    expect(image.severity).toBeNull();
    expect(await stageOf(image.imageDigest, 'vulnerabilities')).toMatchObject({ state: 'partial' });
  });

  test('a truncated layer fails the scan with a reason, and nothing of it is kept', async () => {
    const whole = buildLayer([DEBIAN, status('1.0-1')]);
    const bytes = whole.bytes.subarray(0, whole.bytes.length - 20);
    await pushImage('a/b', [{ ...whole, bytes, digest: sha256(bytes) }]);
    await journey.sync();
    await journey.scan();
    expect(await journey.image('a/b:1')).toMatchObject({ scanFailedCode: 'failed_to_scan_file', severity: null });
    const { rows } = await journey.database.pool.query('SELECT FROM layer');
    expect(rows).toEqual([]);
  });

  test.each([
    ['a blob with other bytes', { corruptBlobs: true }, 'download_failed'],
    ['a blob that lacks its end', { truncateBlobBy: 7 }, 'download_failed'],
  ])('%s is refused by its digest', async (_, faults, scanStatus) => {
    await pushImage('a/b', [buildLayer([DEBIAN, status('1.0-1')])]);
    await journey.sync();
    Object.assign(registry.faults, faults);
    await journey.scan();
    expect(await journey.image('a/b:1')).toMatchObject({ scanStatus, severity: null });
    expect((await journey.database.pool.query('SELECT FROM layer')).rows).toEqual([]);
  });

  test('a scan that ended five workers is not given a sixth', async () => {
    await pushImage('a/b', [buildLayer([DEBIAN, status('1.0-1')])]);
    await journey.sync();
    await journey.scan({ crashes: 5 });
    expect(await journey.image('a/b:1')).toMatchObject({ scanStatus: 'failed', scanFailedCode: 'unknown_error' });
  });

  test('a scan that fails keeps what the last one found, but no clean bill', async () => {
    await journey.loadAdvisories(advisoryFolder('CVE-2024-0004', 'Debian:12', 'curl', '2.0'));
    await pushImage('a/bad', [buildLayer([DEBIAN, status('1.0-1')])]);
    await pushImage('a/good', [buildLayer([DEBIAN, status('3.0-1')])]);
    await journey.sync();
    await journey.scan();
    expect(await journey.image('a/good:1')).toMatchObject({ severity: 'none' });
    await journey.database.pool.query(`UPDATE layer_fact SET version = 0`);
    registry.deleteRepository('a/bad');
    registry.deleteRepository('a/good');
    await journey.scan();
    expect(await journey.image('a/bad:1')).toMatchObject({ scanStatus: 'failed', severity: 'medium', vulNum: 1 });
    expect(await journey.image('a/good:1')).toMatchObject({ scanStatus: 'failed', severity: null, vulNum: 0 });
  });
});

describe('several worker processes', () => {
  beforeEach(async () => {
    registry = await openFakeRegistry();
    journey = await openJourney({ isolatedJobs: true });
    await journey.connect(registry.url);
  });
  afterEach(async () => {
    await journey.close();
    await registry.close();
  });

  test('pull a layer once that their images share', async () => {
    const shared = buildLayer([DEBIAN, { path: 'large', body: 'x'.repeat(4 << 20) }]);
    for (const version of ['1', '2', '3', '4'])
      await pushImage(`a/${version}`, [shared, buildLayer([status(version)])]);
    await journey.sync();
    await journey.scan();
    const pulls = registry.requests.filter(({ url }) => url.endsWith(sha256(shared.bytes)));
    expect(pulls).toHaveLength(1);
    for (const version of ['1', '2', '3', '4'])
      expect(await journey.image(`a/${version}:1`)).toMatchObject({ scanStatus: 'succeeded' });
  });

  test('read it themselves when the one that does fails', async () => {
    const shared = buildLayer([DEBIAN]);
    for (const version of ['1', '2']) await pushImage(`a/${version}`, [shared, buildLayer([status(version)])]);
    await journey.sync();
    registry.deleteRepository('a/1');
    await journey.scan();
    expect(await journey.image('a/2:1')).toMatchObject({ scanStatus: 'succeeded' });
  });
});

async function pushImage(repository: string, layers: ReturnType<typeof buildLayer>[]): Promise<void> {
  const { manifest, config } = buildImage({ layers });
  await registry.putBlob(repository, config.bytes);
  for (const layer of layers) await registry.putBlob(repository, layer.bytes);
  await registry.putManifest(repository, '1', manifest.bytes, manifest.mediaType);
}

async function stageOf(digest: string, stage: string) {
  const stages = await listStageResults(journey.database.pool, journey.tenant.projectPk, [digest]);
  return stages.get(digest)?.find((each) => each.stage === stage);
}

/** `xmin` moves with every write of a row, so equal lists mean that nothing was written. */
async function writtenRows({ database }: Journey): Promise<unknown> {
  const tables = ['package', 'manifest_package', 'package_advisory', 'layer', 'layer_fact', 'manifest_layer'];
  const counts = tables.map(
    (table) => `SELECT '${table}' AS t, count(*), sum(xmin::text::bigint) AS written FROM ${table}`,
  );
  return (await database.pool.query(counts.join(' UNION ALL '))).rows;
}

function advisoryFolder(id: string, ecosystem: string, name: string, fixed: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-osv-'));
  const range = { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] };
  const record = {
    id,
    modified: '2026-01-01T00:00:00Z',
    affected: [{ package: { ecosystem, name }, ranges: [range] }],
  };
  writeFileSync(join(folder, `${id}.json`), JSON.stringify(record));
  return folder;
}
