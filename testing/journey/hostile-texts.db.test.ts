import { randomInt } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildImage, buildLayer, type LayerEntry } from '../../fixtures/images/index.ts';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { listStageResults } from '../../src/inventory/index.ts';
import { type Journey, openJourney } from './open-journey.ts';

const DEBIAN = { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' };
const STATUS = {
  path: 'var/lib/dpkg/status',
  body: 'Package: curl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n',
};
/** Characters that no compression makes fewer, three bytes each. */
const wide = (length: number) =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + randomInt(20_000))).join('');

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

test.each<[string, LayerEntry, string]>([
  ['a manifest of zeros', { path: 'node_modules/x/package.json', body: Buffer.alloc(40) }, 'cannot be read'],
  [
    'an error text that is cut inside of a character',
    { path: 'node_modules/x/package.json', body: '\u{1F600}'.repeat(9) },
    'cannot be read',
  ],
  ['a refused path that is cut inside of a character', { path: `../${'a'.repeat(196)}\u{1F600}` }, 'leaves the image'],
  [
    'a name too long for an index',
    { path: 'node_modules/x/package.json', body: JSON.stringify({ name: wide(490), version: wide(490) }) },
    'without end',
  ],
  [
    'a path too long for an index',
    { path: `${wide(1200)}/node_modules/x/package.json`, body: '{"name":"x","version":"1.0.0"}' },
    'too long',
  ],
])('%s is a problem of its own, the rest of the image is stored', async (_title, entry, reason) => {
  const { imageDigest, scanStatus } = await scan([DEBIAN, STATUS, entry]);
  expect(scanStatus).toBe('succeeded');
  const stages = await listStageResults(journey.database.pool, journey.tenant.projectPk, [imageDigest]);
  const partial = expect.objectContaining({ state: 'partial', reason: expect.stringContaining(reason) });
  expect(stages.get(imageDigest)).toContainEqual(partial);
  const { rows } = await journey.database.pool.query('SELECT name FROM package');
  expect(rows).toEqual([{ name: 'curl' }]);
});

async function scan(entries: LayerEntry[]) {
  const layer = buildLayer(entries);
  const { manifest, config } = buildImage({ layers: [layer] });
  await registry.putBlob('a/b', config.bytes);
  await registry.putBlob('a/b', layer.bytes);
  await registry.putManifest('a/b', '1', manifest.bytes, manifest.mediaType);
  await journey.sync();
  await journey.scan();
  return journey.image('a/b:1');
}
