import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildLayer, sha256, skippableZstdFrame, writeTar, writeZstd } from '../../../../fixtures/images/index.ts';
import { packagesOf, problemsOf, readBuiltLayer } from '../../../../testing/layers/index.ts';
import type { Analyzer, Fact, LayerReading } from '../../../layers/index.ts';
import { foundPackage } from './analyzers/facts.ts';
import { openPackages } from './stage.ts';

const ANALYZERS = openPackages().analyzers;

const ENTRIES = [
  { path: 'etc/', type: 'directory' },
  { path: 'etc/os-release', type: 'symlink', linkTarget: '../usr/lib/os-release' },
  { path: 'usr/lib/os-release', body: 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian 12"\n' },
  {
    path: 'var/lib/dpkg/status',
    body: 'Package: bash\nStatus: install ok installed\nVersion: 5.2-1\nArchitecture: amd64\n',
  },
] as const;

test.each(['gzip', 'zstd', 'none'] as const)(
  'a layer packed with %s is read whole and both digests are measured',
  async (compression) => {
    const layer = buildLayer(ENTRIES, { compression });
    const reading = await readBuiltLayer(layer);
    expect(reading).toMatchObject({ diffId: layer.diffId, entries: 4, uncompressedSize: writeTar(ENTRIES).length });
    expect(packagesOf(reading)).toEqual(['deb bash 5.2-1']);
  },
);

test.each([1, 7, 511, 512, 513, 4096])('chunks of %i bytes give the same reading', async (size) => {
  const whole = await readBuiltLayer(buildLayer(ENTRIES, { compression: 'none' }));
  expect(await readBuiltLayer(buildLayer(ENTRIES, { compression: 'none' }), { chunkSize: size })).toEqual(whole);
  expect(await readBuiltLayer(buildLayer(ENTRIES, { compression: 'zstd' }), { chunkSize: size })).toEqual(whole);
  expect(await readBuiltLayer(buildLayer(ENTRIES), { chunkSize: size })).toEqual(whole);
});

test('what packs a layer is decided by its bytes, not by a wrong media type', async () => {
  const layer = {
    ...buildLayer(ENTRIES, { compression: 'zstd' }),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  };
  expect(packagesOf(await readBuiltLayer(layer))).toHaveLength(1);
});

test('every analyzer and the tree have an element in the facts, also when they found nothing', async () => {
  const reading = await readBuiltLayer(buildLayer([]));
  expect(reading.facts.map(({ analyzer, version }) => [analyzer, version])).toEqual([
    ...ANALYZERS.map(({ name, version }) => [name, version]),
    ['tree', 1],
  ]);
});

test('an empty layer is a layer', async () => {
  expect(await readBuiltLayer(buildLayer([]))).toMatchObject({ entries: 0, uncompressedSize: 1024 });
  expect(await readBuiltLayer(buildLayer(Buffer.alloc(0), { compression: 'none' }))).toMatchObject({
    entries: 0,
    uncompressedSize: 0,
  });
});

test('several gzip members are one layer, and zero padding behind them is ignored', async () => {
  const tar = writeTar(ENTRIES);
  const bytes = Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700)), Buffer.alloc(300)]);
  expect(packagesOf(await readBuiltLayer({ ...buildLayer(tar), bytes, digest: sha256(bytes) }))).toHaveLength(1);
});

test('several zstd frames, one to be skipped, and a checksum are one layer', async () => {
  const tar = writeTar(ENTRIES);
  const bytes = Buffer.concat([
    writeZstd(tar.subarray(0, 700), { checksum: Buffer.alloc(4) }),
    skippableZstdFrame(Buffer.from('note')),
    writeZstd(tar.subarray(700)),
  ]);
  expect(packagesOf(await readBuiltLayer({ ...buildLayer(tar), bytes, digest: sha256(bytes) }))).toHaveLength(1);
});

test('zstd frames of a few bytes are not lost: an empty layer, the zeros that end an archive', async () => {
  expect(await readBuiltLayer(buildLayer([], { compression: 'zstd' }))).toMatchObject({ uncompressedSize: 1024 });
  const tar = writeTar(ENTRIES);
  const frames = [writeZstd(tar.subarray(0, -1024)), writeZstd(tar.subarray(-1024)), writeZstd(Buffer.alloc(0))];
  const bytes = Buffer.concat(frames);
  expect(frames[1]?.length).toBeLessThan(18);
  const layer = { ...buildLayer(tar), bytes, digest: sha256(bytes) };
  expect(await readBuiltLayer(layer)).toMatchObject({ diffId: layer.diffId, uncompressedSize: tar.length });
});

test.skipIf(spawnSync('zstd', ['--version']).error).each(['-1', '-6 --no-check', '-3 --long=27'])(
  'a layer packed by the zstd tool with %s',
  async (options) => {
    const tar = writeTar([
      { path: 'program', body: readFileSync(process.execPath).subarray(0, 3_000_000) },
      ...ENTRIES,
    ]);
    const bytes = execFileSync('zstd', ['-q', '-c', ...options.split(' ')], { input: tar, maxBuffer: 1e8 });
    const layer = { ...buildLayer(tar, { compression: 'none' }), bytes, digest: sha256(bytes) };
    expect(await readBuiltLayer(layer, { chunkSize: 10_000 })).toMatchObject({ diffId: layer.diffId, entries: 5 });
  },
  30_000,
);

test('a sha512 digest is verified as such', async () => {
  const layer = buildLayer(ENTRIES);
  const digest = `sha512:${createHash('sha512').update(layer.bytes).digest('hex')}`;
  expect(packagesOf(await readBuiltLayer({ ...layer, digest }))).toHaveLength(1);
  await expect(
    readBuiltLayer({ ...layer, digest: digest.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }),
  ).rejects.toMatchObject({
    code: 'digest_mismatch',
  });
});

test('bytes behind the end of the archive are hashed and otherwise ignored', async () => {
  const tar = Buffer.concat([
    writeTar(ENTRIES),
    writeTar([{ path: 'var/lib/dpkg/status', body: '' }]),
    Buffer.from('x'),
  ]);
  expect(packagesOf(await readBuiltLayer(buildLayer(tar)))).toEqual(['deb bash 5.2-1']);
});

test('a lone zero block does not end the archive', async () => {
  const tar = writeTar(ENTRIES);
  expect(packagesOf(await readBuiltLayer(buildLayer(Buffer.concat([Buffer.alloc(512), tar]))))).toEqual([
    'deb bash 5.2-1',
  ]);
});

test('an archive without its end blocks is complete', async () => {
  expect(packagesOf(await readBuiltLayer(buildLayer(writeTar(ENTRIES).subarray(0, -1024))))).toHaveLength(1);
});

test('of two members with one path the last counts', async () => {
  const status = (name: string) => ({
    path: './var//lib/dpkg/status',
    body: `Package: ${name}\nStatus: install ok installed\nVersion: 1\n`,
  });
  expect(packagesOf(await readBuiltLayer(buildLayer([status('old'), status('new')])))).toEqual(['deb new 1']);
});

test('a directory that the layer itself replaces by a file takes its facts with it', async () => {
  const reading = await readBuiltLayer(buildLayer([...ENTRIES, { path: 'var/lib/dpkg', body: 'gone' }]));
  expect(packagesOf(reading)).toEqual([]);
});

test('whiteouts and opaque directories are facts of the tree', async () => {
  const reading = await readBuiltLayer(
    buildLayer([
      { path: 'a/.wh.b' },
      { path: 'c/.wh..wh..opq' },
      { path: '.wh..wh..opq' },
      { path: '.wh.d' },
      { path: 'e/', type: 'directory' },
    ]),
  );
  expect(factsOf(reading, 'tree')).toEqual([
    { kind: 'tree', path: '', written: ['e/'], whiteouts: ['a/b', 'd'], opaque: ['', 'c'], symlinks: [] },
  ]);
});

function factsOf(reading: LayerReading, analyzer: string): readonly Fact[] {
  return reading.facts.find((each) => each.analyzer === analyzer)?.facts ?? [];
}

test('an analyzer may take its time: the reader waits, and its failure is a problem of the file', async () => {
  const slow: Analyzer = {
    name: 'slow',
    version: 1,
    wants: (path) => path.startsWith('slow/'),
    analyze: async ({ path, bytes }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (path === 'slow/broken') throw new Error('broken');
      const fact = {
        type: 'npm',
        name: bytes.toString(),
        version: '1',
        arch: '',
        sourceName: '',
        sourceVersion: '1',
        path,
      };
      return [foundPackage({ ...fact, sourceName: fact.name })];
    },
  };
  const entries = ['a', 'broken', 'b'].map((name) => ({ path: `slow/${name}`, body: name }));
  const reading = await readBuiltLayer(buildLayer(entries), { analyzers: [slow] });
  expect(packagesOf(reading)).toEqual(['npm a 1', 'npm b 1']);
  expect(problemsOf(reading)).toEqual(['slow/broken: cannot be read: broken']);
});
