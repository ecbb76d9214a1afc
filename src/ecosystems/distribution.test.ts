import { expect, test } from 'vitest';
import { findDistribution } from './distribution.ts';
import { identify } from './identify.ts';

test.each([
  ['debian', '12', 'Debian:12'],
  ['debian', '', null],
  ['ubuntu', '22.04', 'Ubuntu:22.04:LTS'],
  ['ubuntu', '24.04', 'Ubuntu:24.04:LTS'],
  ['ubuntu', '23.10', 'Ubuntu:23.10'],
  ['ubuntu', '23.04', 'Ubuntu:23.04'],
  ['alpine', '3.20.3', 'Alpine:v3.20'],
  ['alpine', '3.23.0_alpha20250612', 'Alpine:edge'],
  ['wolfi', '20230201', 'Wolfi'],
  ['almalinux', '9.4', 'AlmaLinux:9'],
  ['rocky', '8.9', 'Rocky Linux:8'],
  ['rhel', '9.2', 'Red Hat:enterprise_linux:9'],
  ['opensuse-leap', '15.5', 'openSUSE:Leap 15.5'],
  ['opensuse-tumbleweed', '20240101', 'openSUSE:Tumbleweed'],
  ['sles', '15.5', 'SUSE:Linux Enterprise Server 15 SP5'],
  ['sles', '16.0', 'SUSE:Linux Enterprise Server 16.0'],
  ['openeuler', '22.03', 'openEuler:22.03-LTS-SP3'],
  ['azurelinux', '3.0', 'Azure Linux:3'],
  ['fedora', '40', null],
  ['constructor', '1', null],
])('%s %s has ecosystem %s', (id, versionId, ecosystem) => {
  const os = { id, versionId, version: `${versionId} (LTS-SP3)`, prettyName: '' };
  const found = findDistribution(os);
  expect(found.ecosystem).toBe(ecosystem);
  expect(found.why === '').toBe(ecosystem !== null);
});

test.each([
  ['23.09', 'openEuler:23.09'],
  ['22.03 (LTS)', 'openEuler:22.03-LTS'],
  ['22.03 (LTS\0SP3)', null],
  ['x'.repeat(5000), null],
])('openEuler %j has ecosystem %s', (version, ecosystem) => {
  expect(findDistribution({ id: 'openeuler', versionId: '22.03', version, prettyName: '' }).ecosystem).toBe(ecosystem);
});

const ALMA = findDistribution({ id: 'almalinux', versionId: '9.4', version: '', prettyName: '' });
const ROCKY = findDistribution({ id: 'rocky', versionId: '9.4', version: '', prettyName: '' });

test('advisories that name binary packages are asked for the binary, others for the source', () => {
  const fact = rpm('openssl-libs', '1:3.0.7-2.el9', 'openssl', '3.0.7-2.el9');
  expect(identify(fact, ALMA)).toMatchObject({ sourceName: 'openssl-libs', sourceVersion: '1:3.0.7-2.el9' });
  expect(identify(fact, ROCKY)).toMatchObject({ sourceName: 'openssl', sourceVersion: '3.0.7-2.el9' });
});

test.each([
  ['rpm', 'bash', '0:5.1-6', 'x86_64', 'pkg:rpm/almalinux/bash@5.1-6?arch=x86_64&distro=almalinux-9.4&epoch=0'],
  ['npm', '@scope/x', '1.0.0', '', 'pkg:npm/%40scope/x@1.0.0'],
  ['npm', 'lodash', '4.17.15', '', 'pkg:npm/lodash@4.17.15'],
  ['pypi', 'django', '3.2', '', 'pkg:pypi/django@3.2'],
  ['golang', 'golang.org/x/text', 'v0.3.7', '', 'pkg:golang/golang.org/x/text@v0.3.7'],
  ['golang', 'stdlib', '1.21.5', '', 'pkg:golang/stdlib@1.21.5'],
])('purl of %s %s', (type, name, version, arch, purl) => {
  const fact = { type, name, version, arch, sourceName: name, sourceVersion: version, path: 'x' };
  expect(identify(fact, ALMA).purl).toBe(purl);
});

test('a name that no purl can carry still gives one', () => {
  const name = 'example.org/';
  const fact = { type: 'golang', name, version: '1', arch: '', sourceName: name, sourceVersion: '1', path: 'x' };
  expect(identify(fact, ALMA).purl).toBe('pkg:generic/example.org%2F@1');
});

function rpm(name: string, version: string, sourceName: string, sourceVersion: string) {
  return { type: 'rpm', name, version, arch: 'x86_64', sourceName, sourceVersion, path: 'var/lib/rpm/rpmdb.sqlite' };
}
