import { expect, test } from 'vitest';
import { buildLayer, type LayerEntry } from '../../../../fixtures/images/index.ts';
import { readBuiltLayer } from '../../../../testing/layers/index.ts';
import { squash } from '../../../layers/index.ts';
import { type InstalledSoftware, readPackages } from './installed-packages.ts';

const DEBIAN: LayerEntry[] = [
  { path: 'usr/lib/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
  { path: 'etc/os-release', type: 'symlink', linkTarget: '../usr/lib/os-release' },
];

test('the topmost database wins whole, and a package was introduced where it has been since', async () => {
  const image = await squashEntries([
    [...DEBIAN, status('bash 5.2-1', 'perl 5.36-1')],
    [status('bash 5.2-1', 'curl 7.88-1')],
    [status('bash 5.2-1', 'curl 7.88-1', 'perl 5.36-1')],
  ]);
  expect(image.packages.map((each) => `${each.name} ${each.layerDigest}`)).toEqual([
    'bash layer 0',
    'curl layer 1',
    'perl layer 2',
  ]);
  expect(image.problems).toEqual([]);
});

test('a package of Debian has the ecosystem of its release, a purl and its source', async () => {
  const image = await squashEntries([[...DEBIAN, { path: 'var/lib/dpkg/status', body: LIBSSL }]]);
  expect(image.os).toMatchObject({ id: 'debian', versionId: '12' });
  expect(image.packages).toEqual([
    {
      type: 'deb',
      name: 'libssl3',
      version: '3.0.11-1~deb12u2+b1',
      arch: 'amd64',
      sourceName: 'openssl',
      sourceVersion: '3.0.11-1~deb12u2',
      path: 'var/lib/dpkg/status',
      ecosystem: 'Debian:12',
      purl: 'pkg:deb/debian/libssl3@3.0.11-1~deb12u2+b1?arch=amd64&distro=debian-12',
      layerDigest: 'layer 0',
    },
  ]);
});

test('status.d is one database a file: what a later layer adds does not replace the rest', async () => {
  const part = (name: string): LayerEntry => ({
    path: `var/lib/dpkg/status.d/${name}`,
    body: `Package: ${name}\nVersion: 1\n`,
  });
  const image = await squashEntries([
    [...DEBIAN, part('base')],
    [part('tzdata')],
    [{ path: 'var/lib/dpkg/status.d/.wh.base' }],
  ]);
  expect(image.packages.map(({ name }) => name)).toEqual(['tzdata']);
});

test('packages of languages go with their folder', async () => {
  const manifest = (name: string): LayerEntry => ({
    path: `app/node_modules/${name}/package.json`,
    body: `{"name":"${name}","version":"1.0.0"}`,
  });
  const base = [manifest('lodash'), manifest('minimist'), manifest('@scope/x')];
  const names = async (top: LayerEntry[]) => (await squashEntries([base, top])).packages.map(({ name }) => name).sort();
  expect(await names([{ path: 'app/node_modules/.wh.minimist' }])).toEqual(['@scope/x', 'lodash']);
  expect(await names([{ path: 'app/node_modules/.wh..wh..opq' }, manifest('minimist')])).toEqual(['minimist']);
  expect(await names([{ path: 'app/node_modules', type: 'symlink', linkTarget: '/opt' }])).toEqual([]);
});

test.each([
  ['os-release is a file in etc', [{ path: 'etc/os-release', body: 'ID=alpine\nVERSION_ID=3.20.3\n' }], 'alpine'],
  ['only usr/lib has one', DEBIAN.slice(0, 1), 'debian'],
  [
    'the link is absolute',
    [
      ...DEBIAN.slice(0, 1),
      { path: 'etc/os-release', type: 'symlink', linkTarget: '/usr/lib/os-release' } as LayerEntry,
    ],
    'debian',
  ],
  ['the link leads nowhere', DEBIAN.slice(1), undefined],
])('which distribution: %s', async (_, entries, id) => {
  expect((await squashEntries([entries as LayerEntry[]])).os?.id).toBe(id);
});

test('a later layer may change the distribution', async () => {
  const image = await squashEntries([
    DEBIAN,
    [{ path: 'usr/lib/os-release', body: 'ID=ubuntu\nVERSION_ID="22.04"\n' }, status('bash 5.1-1')],
  ]);
  expect(image.packages[0]?.ecosystem).toBe('Ubuntu:22.04:LTS');
});

test('a corrupt database in the topmost layer is a problem, and the one below does not stand in for it', async () => {
  const image = await squashEntries([
    [...DEBIAN, status('bash 5.2-1')],
    [{ path: 'var/lib/dpkg/status', body: 'garbage' }],
  ]);
  expect(image.packages).toEqual([]);
  expect(image.problems).toEqual([
    { path: 'var/lib/dpkg/status', reason: 'package "" has no name, version or status' },
  ]);
});

test('a problem goes with its file', async () => {
  const image = await squashEntries([
    [...DEBIAN, { path: 'var/lib/dpkg/status', body: 'garbage' }],
    [status('bash 5.2-1')],
  ]);
  expect(image.problems).toEqual([]);
});

test('never silently safe: a distribution that is not known, or has no advisories', async () => {
  const os = (id: string): LayerEntry => ({ path: 'etc/os-release', body: `ID=${id}\nVERSION_ID=1\n` });
  for (const [id, why] of [
    ['plan9', 'plan9 1 is not known'],
    ['fedora', 'fedora 1 is covered by no advisories'],
  ] as const) {
    const image = await squashEntries([[os(id), status('bash 5.2-1')]]);
    expect(image.packages[0]?.ecosystem).toBe('unknown');
    expect(image.problems[0]?.reason).toBe(`1 packages belong to no ecosystem with advisories: ${why}`);
  }
});

test('never silently safe: a distribution of whose packages no analyzer knows', async () => {
  const image = await squashEntries([
    [
      { path: 'etc/os-release', body: 'ID=arch\n' },
      { path: 'app/node_modules/x/package.json', body: '{"name":"x","version":"1.0.0"}' },
    ],
  ]);
  expect(image.packages).toHaveLength(1);
  expect(image.problems).toEqual([{ path: '', reason: 'arch is not known, so its packages were not read' }]);
});

test('never silently safe: packages without an os-release, and a database of another kind than the distribution', async () => {
  expect((await squashEntries([[status('bash 5.2-1')]])).problems[0]?.reason).toContain('there is no os-release');
  const alpine: LayerEntry = { path: 'etc/os-release', body: 'ID=alpine\nVERSION_ID=3.20.3\n' };
  const image = await squashEntries([[alpine, status('bash 5.2-1')]]);
  expect(image.packages[0]?.ecosystem).toBe('unknown');
  expect(image.problems.at(-1)?.reason).toBe('the image is alpine 3.20.3, but its package database is missing');
});

test('never silently safe: a distribution whose database was removed', async () => {
  const image = await squashEntries([[...DEBIAN, status('bash 5.2-1')], [{ path: 'var/lib/.wh.dpkg' }]]);
  expect(image.packages).toEqual([]);
  expect(image.problems).toEqual([{ path: '', reason: 'the image is debian 12, but its package database is missing' }]);
});

test('never silently safe: a distribution whose database was emptied', async () => {
  const manifest: LayerEntry = { path: 'app/node_modules/x/package.json', body: '{"name":"x","version":"1.0.0"}' };
  const image = await squashEntries([
    [...DEBIAN, status('bash 5.2-1')],
    [status(), manifest],
  ]);
  expect(image.packages).toHaveLength(1);
  expect(image.problems).toEqual([{ path: '', reason: 'the image is debian 12, but its package database is empty' }]);
});

const ALPINE: LayerEntry = { path: 'etc/os-release', body: 'ID=alpine\nVERSION_ID=3.20.3\n' };
const link = (path: string, linkTarget: string): LayerEntry => ({ path, type: 'symlink', linkTarget });
const installed = (path: string, version: string): LayerEntry => ({ path, body: `P:a\nV:${version}\n` });

test.each<[string, LayerEntry[][], string[]]>([
  [
    'a file written through a link replaces the one behind it',
    [[link('lib', 'usr/lib'), installed('usr/lib/apk/db/installed', '1')], [installed('lib/apk/db/installed', '2')]],
    ['2'],
  ],
  [
    'a whiteout through a chain of links',
    [
      [link('lib', '/usr/lib64'), link('usr/lib64', 'lib'), installed('usr/lib/apk/db/installed', '1')],
      [{ path: 'lib/apk/db/.wh.installed' }],
    ],
    [],
  ],
  [
    'an opaque directory behind a link',
    [[link('lib', 'usr/lib'), installed('usr/lib/apk/db/installed', '1')], [{ path: 'lib/apk/.wh..wh..opq' }]],
    [],
  ],
  [
    'a directory that replaces the link leaves what is behind it alone',
    [
      [link('lib', 'usr/lib'), installed('usr/lib/apk/db/installed', '1')],
      [{ path: 'lib', type: 'directory' }, installed('lib/apk/db/installed', '2')],
    ],
    ['1', '2'],
  ],
  [
    'a link that a layer removed is followed no more',
    [
      [link('lib', 'usr/lib'), installed('usr/lib/apk/db/installed', '1')],
      [{ path: '.wh.lib' }],
      [installed('lib/apk/db/installed', '2')],
    ],
    ['1', '2'],
  ],
  [
    'a link of the same layer: the database is written over under another name',
    [[installed('lib/apk/db/installed', '1')], [link('a', 'lib/apk/db'), installed('a/installed', '2')]],
    [],
  ],
  [
    'links that lead to each other',
    [[link('lib', 'x'), link('x', 'lib')], [installed('lib/apk/db/installed', '1')]],
    ['1'],
  ],
])('links to directories: %s', async (_, layers, versions) => {
  const image = await squashEntries([[ALPINE], ...layers]);
  expect(image.packages.map(({ version }) => version)).toEqual(versions);
  expect(image.problems.map(({ reason }) => reason)).toEqual(
    versions.length > 0 ? [] : ['the image is alpine 3.20.3, but its package database is missing'],
  );
});

test('an image from scratch has nothing and no problem', async () => {
  expect(await squashEntries([[{ path: 'hello', body: 'x' }]])).toEqual({ os: null, packages: [], problems: [] });
});

const LIBSSL = `Package: libssl3
Status: install ok installed
Architecture: amd64
Source: openssl (3.0.11-1~deb12u2)
Version: 3.0.11-1~deb12u2+b1
`;

function status(...packages: string[]): LayerEntry {
  const body = packages
    .map((each) => each.split(' '))
    .map(
      ([name, version]) => `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
    )
    .join('\n');
  return { path: 'var/lib/dpkg/status', body };
}

async function squashEntries(layers: readonly (readonly LayerEntry[])[]): Promise<InstalledSoftware> {
  const readings = layers.map((entries) => readBuiltLayer(buildLayer(entries)));
  const facts = (await Promise.all(readings)).map((reading) => reading.facts);
  const files = squash(facts.map((each, index) => ({ digest: `layer ${index}`, readings: each })));
  const software = readPackages(files);
  const unread = files.problems.map(({ path, reason }) => ({ path, reason }));
  return { ...software, problems: [...unread, ...software.problems] };
}
