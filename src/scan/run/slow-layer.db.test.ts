import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildImage, buildLayer } from '../../../fixtures/images/index.ts';
import { type FakeRegistry, openFakeRegistry } from '../../../fixtures/registry/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { aManifest, anImage, NOW } from '../../../testing/inventory/stored-images.ts';
import { insertProject } from '../../../testing/rows/index.ts';
import { defaultLimits } from '../../config/index.ts';
import { inTransaction } from '../../database/index.ts';
import { createEgressPolicy } from '../../http/index.ts';
import { saveManifests, setScanStatus, writeImages } from '../../inventory/index.ts';
import type { Tenant } from '../../model/index.ts';
import { systemClock } from '../../process/index.ts';
import { addRegistry, openConnector } from '../../registries/index.ts';
import { createVault } from '../../secrets/index.ts';
import { openStages } from '../stages/index.ts';
import { scanManifest } from './scan-manifest.ts';

const LAYER = buildLayer([{ path: 'large', body: randomBytes(2_000) }]);
const { manifest } = buildImage({ layers: [LAYER] });
const vault = createVault(randomBytes(32));

let registry: FakeRegistry;
let database: TestDatabase;
let tenant: Tenant;
beforeEach(async () => {
  registry = await openFakeRegistry();
  database = await createTestDatabase();
  tenant = await insertProject(database.pool);
  await registry.putBlob('slow', LAYER.bytes);
  await inTransaction(database.pool, storeImage);
});
afterEach(async () => {
  await database.drop();
  await registry.close();
});

/** As a sync leaves it that was asked for a scan. */
async function storeImage(tx: Parameters<typeof addRegistry>[0]): Promise<void> {
  const { projectPk } = tenant;
  const { registryPk } = await addRegistry(tx, tenant, registryAt(registry.url), vault);
  const { digest, diffId, mediaType, bytes } = LAYER;
  const layer = { digest, diffId, mediaType, size: bytes.length, createdBy: null };
  const place = { digest: manifest.digest, registryPk, repository: 'slow', configDigest: null };
  await saveManifests(tx, projectPk, [aManifest('slow', { ...place, layers: [layer] })]);
  const image = { ...anImage('1', 'slow'), digest: manifest.digest };
  await writeImages(tx, { projectPk, registryPk, epsPk: 0 }, [image], NOW);
  await setScanStatus(tx, projectPk, [manifest.digest], 'queued');
}

async function scan(attemptsLeft: boolean): Promise<void> {
  const deps = {
    ...{ pool: database.pool, vault, clock: systemClock, openConnector, layersInFlight: new Map() },
    ...{ egress: createEgressPolicy(['127.0.0.0/8']), logger: pino({ level: 'silent' }) },
    limits: { ...defaultLimits, layerSeconds: 1 },
    stages: await openStages(),
  };
  const run = { signal: new AbortController().signal, attemptsLeft, crashes: 0 };
  await scanManifest(deps, { projectPk: tenant.projectPk, digest: manifest.digest }, run);
}

test('a layer that comes too slowly is tried again, and then the image says that the registry timed out', async () => {
  registry.faults.dripMs = 50;
  await expect(scan(true)).rejects.toMatchObject({ code: 'timed_out' });
  await scan(false);
  const { rows } = await database.pool.query(
    'SELECT i.scan_status, i.scan_failed_code, m.scan_failed_detail FROM image i JOIN manifest m ON m.digest = i.image_digest',
  );
  expect(rows).toEqual([
    {
      scan_status: 'failed',
      scan_failed_code: 'response_timed_out',
      scan_failed_detail: 'reading the layer took longer than 1 s',
    },
  ]);
});

function registryAt(url: URL) {
  return {
    ...({ epsPk: 0, registryName: 'slow', registryType: 'oci', apiVersion: 'V2', protocol: 'http' } as const),
    ...{ registryAddr: url.host, registryUsername: '', registryPassword: null, namespace: '' },
    ...{ connectClusterId: 'none', getScanImageChannel: 'Other', repositories: null },
  };
}
