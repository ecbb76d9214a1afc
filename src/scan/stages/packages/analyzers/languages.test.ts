import { expect, test } from 'vitest';
import { analyzeFile, packageFacts } from '../../../../../testing/layers/index.ts';
import { nodePackage } from './node-package.ts';
import { osRelease } from './os-release.ts';
import { pythonPackage } from './python-package.ts';

test.each([
  ['node_modules/lodash/package.json', 'lodash'],
  ['usr/lib/node_modules/npm/node_modules/@npmcli/fs/package.json', '@npmcli/fs'],
  ['app/node_modules/.pnpm/ms@2.1.3/node_modules/ms/package.json', 'ms'],
  ['app/node_modules/next/dist/compiled/cookie/package.json', 'cookie'],
])('a Node package at %s', async (path, name) => {
  const facts = packageFacts(
    await analyzeFile(nodePackage, path, JSON.stringify({ name, version: '1.2.3', extra: [] })),
  );
  expect(facts).toEqual([
    { type: 'npm', name, version: '1.2.3', arch: '', sourceName: name, sourceVersion: '1.2.3', path },
  ]);
});

test.each([
  'package.json',
  'app/package.json',
  'node_modules/package.json',
  'node_modules/a/index.js',
  'my_node_modules/a/package.json',
])('no Node package is looked for at %s', async (path) =>
  expect(await analyzeFile(nodePackage, path, '{"name":"a","version":"1"}')).toBeNull(),
);

test('manifests without a name or version name no package', async () => {
  for (const text of [
    '{"name":"a"}',
    '{"version":"1"}',
    '{"name":1,"version":"1"}',
    '[]',
    'null',
    '"x"',
    '\ufeff{"type":"module"}',
  ]) {
    expect(await analyzeFile(nodePackage, 'node_modules/a/package.json', text)).toEqual([]);
  }
});

test('a broken manifest is a problem in the folder of a package, and test data deeper in it', async () => {
  await expect(analyzeFile(nodePackage, 'node_modules/a/package.json', '{')).rejects.toThrow();
  await expect(analyzeFile(nodePackage, 'node_modules/@s/a/package.json', '{')).rejects.toThrow();
  expect(await analyzeFile(nodePackage, 'node_modules/resolve/test/malformed/package.json', '{')).toEqual([]);
});

test.each([
  'usr/lib/python3/dist-packages/Django-3.2.0.dist-info/METADATA',
  'opt/x/Django-3.2.0-py3.11.egg-info/PKG-INFO',
  'opt/x/Django-3.2.0-py3.11.egg-info',
  'opt/x/Django-3.2.0-py3.11.egg/EGG-INFO/PKG-INFO',
])('a Python distribution at %s', async (path) => {
  const text = 'Metadata-Version: 2.1\r\nName: Django.Rest__framework\r\nVersion: 3.2.0\r\n\r\nName: other\r\n';
  expect(packageFacts(await analyzeFile(pythonPackage, path, text))).toEqual([
    expect.objectContaining({ type: 'pypi', name: 'django-rest-framework', version: '3.2.0', path }),
  ]);
});

test('metadata without a version is a problem', async () => {
  await expect(analyzeFile(pythonPackage, 'a.dist-info/METADATA', 'Name: a\n')).rejects.toThrow('no Name or Version');
});

test('os-release: quotes, comments and order do not matter', async () => {
  const text = `# comment
PRETTY_NAME="Say \\"hello\\" \\$x"
VERSION_ID='22.03'
VERSION="22.03 (LTS-SP3)"
ID="openEuler"
`;
  expect(await analyzeFile(osRelease, 'etc/os-release', text)).toEqual([
    {
      kind: 'os',
      path: 'etc/os-release',
      os: { id: 'openeuler', versionId: '22.03', version: '22.03 (LTS-SP3)', prettyName: 'Say "hello" $x' },
    },
  ]);
});

test.each(['', 'VERSION_ID=1\n', 'ID="a b"\n', 'ID=a\nVERSION_ID="1 2"\n'])(
  'os-release that names nothing valid is a problem: %j',
  async (text) => {
    await expect(analyzeFile(osRelease, 'etc/os-release', text)).rejects.toThrow('os-release');
  },
);
