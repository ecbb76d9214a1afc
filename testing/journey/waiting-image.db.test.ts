import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildImage, buildLayer } from '../../fixtures/images/index.ts';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { orderScan, stopScan } from '../../src/scan/index.ts';
import { type Journey, openJourney } from './open-journey.ts';

const DEBIAN = { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' };
const STATUS = {
  path: 'var/lib/dpkg/status',
  body: 'Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n',
};
let registry: FakeRegistry;
let journey: Journey;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-osv-'));
  registry = await openFakeRegistry();
  journey = await openJourney();
  await journey.connect(registry.url);
});
afterEach(async () => {
  await journey.close();
  await registry.close();
  rmSync(folder, { recursive: true });
});

test('an image that waits for its next scan is judged by new advisories, and keeps that when the scan is stopped', async () => {
  for (const name of ['a', 'b']) await push(`x/${name}`, name);
  await journey.sync();
  await load('CVE-2026-0001', 'other', '1');
  await journey.scan();
  expect(await journey.image('x/b:1')).toMatchObject({ scanStatus: 'succeeded', severity: 'none' });
  const { pool } = journey.database;
  const taskId = await orderScan(pool, journey.tenant, {
    selection: { kind: 'all' },
    enterprise: 'all',
    epsPk: 0,
    scanScope: 0,
    rateLimit: 1,
    isAll: true,
    trigger: 'manual',
  });
  await load('CVE-2026-0002', 'curl', '2.0-1');
  const waiting = (await journey.images()).filter(({ scanStatus }) => scanStatus === 'queued');
  expect(waiting).toMatchObject([{ severity: 'medium', vulNum: 1 }]);
  await stopScan(pool, journey.tenant, taskId, 'all');
  expect(await journey.images()).toMatchObject([
    { scanStatus: 'succeeded', severity: 'medium', vulNum: 1 },
    { scanStatus: 'succeeded', severity: 'medium', vulNum: 1 },
  ]);
});

async function push(repository: string, content: string): Promise<void> {
  const layer = buildLayer([DEBIAN, STATUS, { path: 'content', body: content }]);
  const { manifest, config } = buildImage({ layers: [layer] });
  await registry.putBlob(repository, config.bytes);
  await registry.putBlob(repository, layer.bytes);
  await registry.putManifest(repository, '1', manifest.bytes, manifest.mediaType);
}

async function load(id: string, name: string, fixed: string): Promise<void> {
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }];
  const affected = [{ package: { ecosystem: 'Debian:12', name }, ranges }];
  writeFileSync(join(folder, `${id}.json`), JSON.stringify({ id, modified: '2026-01-01T00:00:00Z', affected }));
  await journey.loadAdvisories(folder);
}
