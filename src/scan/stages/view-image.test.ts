import { expect, test } from 'vitest';
import { buildLayer, type LayerEntry } from '../../../fixtures/images/index.ts';
import { readBuiltLayer } from '../../../testing/layers/index.ts';
import { squash } from '../../layers/index.ts';
import type { FoundPackage, OsFact } from './packages/analyzers/facts.ts';
import { viewImage } from './view-image.ts';

const DEBIAN: LayerEntry = { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' };
const status = (...names: string[]): LayerEntry => ({
  path: 'var/lib/dpkg/status',
  body: names.map((name) => `Package: ${name}\nStatus: install ok installed\nVersion: 1\n`).join('\n'),
});

async function view(...layers: LayerEntry[][]) {
  const readings = await Promise.all(layers.map((entries) => readBuiltLayer(buildLayer(entries))));
  const files = readings.map(({ facts }, index) => ({ digest: `layer ${index}`, readings: facts }));
  return viewImage([], squash(files), null);
}

test('shows the distribution, the packages and facts by kind with the layer that brought them', async () => {
  const image = await view([DEBIAN, status('bash')], [status('bash', 'curl')]);
  expect(image.os?.id).toBe('debian');
  expect(image.packages.map(({ name, layerDigest }) => [name, layerDigest])).toEqual([
    ['bash', 'layer 0'],
    ['curl', 'layer 1'],
  ]);
  const found = image.facts<FoundPackage>('package');
  expect(found.map(({ path, fact, introducedBy }) => [path, fact.name, introducedBy])).toEqual([
    ['var/lib/dpkg/status', 'bash', 'layer 0'],
    ['var/lib/dpkg/status', 'curl', 'layer 1'],
  ]);
  expect(image.facts<OsFact>('os').map(({ fact }) => fact.os.versionId)).toEqual(['12']);
});

test('tells what a later layer removed, but not what it repeats', async () => {
  const image = await view([DEBIAN, status('bash', 'curl')], [status('bash')], [{ path: 'var/lib/.wh.dpkg' }]);
  const gone = image.removed<FoundPackage>('package');
  expect(gone.map(({ fact, introducedBy, removedBy }) => [fact.name, introducedBy, removedBy])).toEqual([
    ['curl', 'layer 0', 'layer 1'],
    ['bash', 'layer 0', 'layer 2'],
  ]);
});

test('problems go to the stages that hold the analyzer', async () => {
  const image = await view([{ path: 'node_modules/x/package.json', body: '{' }, DEBIAN]);
  expect(image.problemsOf([{ name: 'node-package' }])).toMatchObject([{ path: 'node_modules/x/package.json' }]);
  expect(image.problemsOf([{ name: 'dpkg' }])).toEqual([]);
});
