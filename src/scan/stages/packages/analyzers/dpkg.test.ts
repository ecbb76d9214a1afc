import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { analyzeFile, packageFacts, unreadReasons } from '../../../../../testing/layers/index.ts';
import { dpkg } from './dpkg.ts';

const STATUS = 'var/lib/dpkg/status';

test('name, version, architecture, and the source with its own version where it differs', async () => {
  const text = `Package: libssl3
Status: install ok installed
Source: openssl (3.0.11-1)
Version: 3.0.11-1+b1
Architecture: amd64
Description: first line
 Package: not-a-package
 .
 Version: 0

Package: libc-bin
Status: install ok installed
Source: glibc
Version: 2.36-9
Architecture: amd64

Package: bash
Status: install ok installed
Version: 5.2-1
Architecture: amd64
`;
  const facts = packageFacts(await analyzeFile(dpkg, STATUS, text));
  expect(
    facts.map(({ name, version, sourceName, sourceVersion }) => [name, version, sourceName, sourceVersion]),
  ).toEqual([
    ['libssl3', '3.0.11-1+b1', 'openssl', '3.0.11-1'],
    ['libc-bin', '2.36-9', 'glibc', '2.36-9'],
    ['bash', '5.2-1', 'bash', '5.2-1'],
  ]);
});

test.each([
  ['install ok installed', true],
  ['hold ok installed', true],
  ['install ok unpacked', true],
  ['install ok half-configured', true],
  ['install reinstreq half-installed', true],
  ['install ok triggers-pending', true],
  ['deinstall ok config-files', false],
  ['purge ok not-installed', false],
])('status "%s" means that files are there: %s', async (status, installed) => {
  const text = `Package: a\nStatus: ${status}\nVersion: 1\nArchitecture: all\n`;
  expect(packageFacts(await analyzeFile(dpkg, STATUS, text))).toHaveLength(installed ? 1 : 0);
});

test('parts of status.d have no status; their checksums are not read', async () => {
  const text = 'Package: base-files\nVersion: 12.4\nArchitecture: amd64\n';
  expect(packageFacts(await analyzeFile(dpkg, `${STATUS}.d/base`, text))).toHaveLength(1);
  expect(await analyzeFile(dpkg, `${STATUS}.d/base.md5sums`, 'x')).toBeNull();
});

test('an empty database is a database', async () => {
  expect(await analyzeFile(dpkg, STATUS, '')).toEqual([{ kind: 'package-database', path: STATUS, type: 'deb' }]);
});

test.each([
  ['garbage', '\x00\x01\x02garbage'],
  ['no version', 'Package: a\nStatus: install ok installed\n'],
  ['no status', 'Package: a\nVersion: 1\n'],
  ['no name', 'Status: install ok installed\nVersion: 1\n'],
])('a corrupt database is reported: %s', async (_, text) => {
  const good = 'Package: good\nStatus: install ok installed\nVersion: 1\n';
  const observations = await analyzeFile(dpkg, STATUS, `${text}\n\n${good}`);
  expect(unreadReasons(observations)).toHaveLength(1);
  expect(packageFacts(observations).map(({ name }) => name)).toEqual(['good']);
});

test.skipIf(!existsSync('/var/lib/dpkg/status'))('the database of this machine has what dpkg-query lists', async () => {
  const fields = ['Package', 'Version', 'Architecture', 'source:Package', 'source:Version', 'db:Status-Status'];
  const format = `${fields.map((field) => `\${${field}}`).join('\\t')}\\n`;
  const listed = execFileSync('dpkg-query', ['-W', '-f', format], { encoding: 'utf8', maxBuffer: 1e8 });
  const expected = listed
    .trim()
    .split('\n')
    .filter((line) => !/\t(config-files|not-installed)$/.test(line));
  const facts = packageFacts(await analyzeFile(dpkg, STATUS, readFileSync('/var/lib/dpkg/status')));
  const ours = facts.map((fact) =>
    [fact.name, fact.version, fact.arch, fact.sourceName, fact.sourceVersion].join('\t'),
  );
  expect(ours.length).toBeGreaterThan(10);
  expect(ours.sort()).toEqual(expected.map((line) => line.replace(/\t[^\t]+$/, '')).sort());
});
