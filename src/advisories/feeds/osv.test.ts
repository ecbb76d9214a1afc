import { describe, expect, test } from 'vitest';
import { affectedPackage, osvRecord } from '../../../testing/advisories/osv.ts';
import type { Advisory } from '../records/advisory.ts';
import type { AdvisoryReading } from './advisory-feed.ts';
import { readRecord } from './index.ts';

describe('the id that people look for', () => {
  test.each([
    ['its one CVE among aliases', { id: 'GHSA-x', aliases: ['CVE-2024-1000', 'PYSEC-1'] }, 'CVE-2024-1000'],
    ['its one CVE among upstream', { id: 'DEBIAN-CVE-2024-1000', upstream: ['CVE-2024-1000'] }, 'CVE-2024-1000'],
    ['the CVE it is', { id: 'CVE-2024-1000', aliases: ['CVE-2024-1000'] }, 'CVE-2024-1000'],
    ['its own id when there are two CVEs', { id: 'X-1', aliases: ['CVE-2024-1000', 'CVE-2024-1001'] }, 'X-1'],
    ['its own id when there is none', { id: 'X-1', related: ['CVE-2024-1000'] }, 'X-1'],
    ['its own id when the alias only looks like one', { id: 'X-1', aliases: ['CVE-2024-xyz'] }, 'X-1'],
  ])('is %s', (_title, fields, vulId) => {
    expect(advisoryOf(fields).vulId).toBe(vulId);
  });

  test('errata of RPM distributions keep their id and carry the CVEs that they fix', () => {
    const affected = [affectedPackage('AlmaLinux:9', 'kernel')];
    const advisory = advisoryOf({ id: 'ALSA-1', related: ['CVE-2024-2', 'CVE-2024-1000', 'CVE-2024-1001'], affected });
    expect(advisory).toMatchObject({ vulId: 'ALSA-1', cves: ['CVE-2024-1000', 'CVE-2024-1001'] });
  });

  test('what is merely related is not the same vulnerability', () => {
    expect(advisoryOf({ related: ['CVE-2024-1000'] }).cves).toEqual([]);
  });
});

describe('severity', () => {
  const v3 = (score: string) => ({ severity: [{ type: 'CVSS_V3', score }] });
  test.each([
    ['CVSS 3.1, 9.8', v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'), 9.8, 'high'],
    ['CVSS 3.0, 6.5', v3('CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:N'), 6.5, 'medium'],
    ['CVSS 3.1, 3.1', v3('CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:L/A:N'), 3.1, 'low'],
    ['CVSS 3.1, 0', v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N'), 0, 'low'],
    ['CVSS 2, 7.5', { severity: [{ type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:P/I:P/A:P' }] }, 7.5, 'medium'],
    ['a broken vector', v3('CVSS:3.1/AV:N'), null, null],
    ['a vector of nonsense', v3('9.8'), null, null],
    ['nothing', {}, null, null],
    ['a word of the database', { database_specific: { severity: 'MODERATE' } }, null, 'medium'],
    ['a word that is not a severity', { database_specific: { severity: 'awful' } }, null, null],
    ['a word that every object knows', { database_specific: { severity: '__proto__' } }, null, null],
    ['the worst of several words', perRelease('severity', 'Low', 'Important', 'Moderate'), null, 'high'],
    ['an urgency of Debian', perRelease('urgency', 'unimportant', 'not yet assigned'), null, 'low'],
    ['an urgency that is not a severity', perRelease('urgency', 'not yet assigned', 'end-of-life'), null, null],
    ['a priority of Ubuntu', { severity: [{ type: 'Ubuntu', score: 'negligible' }] }, null, 'low'],
  ])('%s', (_title, fields, cvssScore, severity) => {
    expect(advisoryOf(fields)).toMatchObject({ cvssScore, severity });
  });

  test('the newest CVSS wins, and the highest of its packages', () => {
    const v4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
    const low = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:L/A:N' };
    expect(advisoryOf({ severity: [low, { type: 'CVSS_V4', score: v4 }] })).toMatchObject({
      cvssScore: 9.3,
      cvssVector: v4,
    });
    const high = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' };
    const affected = [low, high].map((severity) => ({ ...affectedPackage('PyPI', 'zip'), severity: [severity] }));
    expect(advisoryOf({ affected }).cvssScore).toBe(9.8);
  });

  test.each([
    ['Critical: kernel update', 'AlmaLinux:9', 'high'],
    ['Important: kernel update', 'AlmaLinux:9', 'high'],
    ['Moderate: kernel update', 'Rocky Linux:9', 'medium'],
    ['Low: kernel update', 'AlmaLinux:9', 'low'],
    ['Low: only says so', 'PyPI', null],
    ['kernel update', 'AlmaLinux:9', null],
  ])('a summary "%s" of %s is %s', (summary, ecosystem, severity) => {
    expect(advisoryOf({ summary, affected: [affectedPackage(ecosystem, 'kernel')] }).severity).toBe(severity);
  });
});

describe('names are normalised', () => {
  test.each([
    ['PyPI', 'Ruamel_YAML.clib', 'PyPI', 'ruamel-yaml-clib'],
    ['npm', 'JSONStream', 'npm', 'JSONStream'],
    ['Go', 'github.com/BurntSushi/toml', 'Go', 'github.com/BurntSushi/toml'],
    ['Red Hat:enterprise_linux:9::appstream', 'bind', 'Red Hat:enterprise_linux:9', 'bind'],
    ['SUSE:Linux Enterprise Server 15 SP5', 'gzip', 'SUSE:Linux Enterprise Server 15 SP5', 'gzip'],
    ['SUSE:Linux Enterprise Server 15 SP5-LTSS', 'gzip', 'SUSE:Linux Enterprise Server 15 SP5', 'gzip'],
    ['SUSE:Linux Enterprise Module for Basesystem 15 SP5', 'gzip', 'SUSE:Linux Enterprise Server 15 SP5', 'gzip'],
    ['SUSE:Linux Enterprise Module for Python 3 15 SP5', 'gzip', 'SUSE:Linux Enterprise Server 15 SP5', 'gzip'],
    ['SUSE:Linux Enterprise Server 16.0', 'gzip', 'SUSE:Linux Enterprise Server 16.0', 'gzip'],
    ['SUSE:Linux Enterprise Micro 5.5', 'gzip', 'SUSE:Linux Enterprise Micro 5.5', 'gzip'],
  ])('%s %s', (ecosystem, name, comparable, normal) => {
    const [affected] = advisoryOf({ affected: [affectedPackage(ecosystem, name)] }).affected;
    expect(affected).toMatchObject({ ecosystem: comparable, name: normal });
  });
});

describe('records without comparable versions are counted, not broken', () => {
  const commits = [{ type: 'GIT', repo: 'https://example.org/r', events: [{ introduced: '0' }] }];
  test.each<[string, unknown, string]>([
    ['no affected', osvRecord({ affected: [] }), 'names no affected package'],
    ['null affected', osvRecord({ affected: null }), 'names no affected package'],
    ['a repository without a package', osvRecord({ affected: [{ ranges: commits }] }), 'names repositories'],
    ['commits only', osvRecord({ affected: [{ ...affectedPackage('PyPI', 'zip'), ranges: commits }] }), 'commits only'],
    ['another format', { id: 1, module_name: 'x', vulnerable_versions: '<1' }, 'not an advisory in a known form (OSV)'],
    ['a catalogue', { title: 'catalogue', vulnerabilities: [] }, 'not an advisory in a known form (OSV)'],
    ['null', null, 'not an advisory in a known form (OSV)'],
    ['text', 'hello', 'not an advisory in a known form (OSV)'],
  ])('%s', (_title, value, reason) => {
    expect(problemOf(value)).toEqual({ reason: expect.stringContaining(reason), broken: false });
  });
});

describe('damaged records are broken, and what is wrong is said', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a version that is a number',
      { affected: [{ ...affectedPackage('PyPI', 'zip'), versions: [1.1] }] },
      '/affected/0',
    ],
    ['affected that is no list', { affected: 'zip' }, '/affected'],
    ['a package without a name', { affected: [{ package: { ecosystem: 'npm' } }] }, '/affected/0'],
    ['a name with a NUL', { affected: [affectedPackage('npm', 'a\0b')] }, '/affected/0'],
    ['an endless name', { affected: [affectedPackage('npm', 'a'.repeat(600))] }, '/affected/0'],
    ['an endless ecosystem', { affected: [affectedPackage('漢'.repeat(400), 'zip')] }, '/affected/0'],
    ['no modified', { modified: undefined }, 'modified'],
    ['an id that is a number', { id: 5 }, '/id'],
    ['an id with a line break', { id: 'X\nY' }, '/id'],
    ['modified that is no time', { modified: 'yesterday' }, 'modified is not a time'],
    ['modified beyond all calendars', { modified: '+275760-09-13T00:00:00Z' }, 'modified is not a time'],
  ])('%s', (_title, fields, reason) => {
    expect(problemOf(osvRecord(fields))).toEqual({ reason: expect.stringContaining(reason), broken: true });
  });
});

test('a withdrawn record is known as such', () => {
  expect(readAdvisory(osvRecord({ withdrawn: '2026-01-02T00:00:00Z' }))).toMatchObject({
    kind: 'withdrawn',
    advisoryId: 'TEST-1',
  });
  expect(readAdvisory(osvRecord({ withdrawn: null })).kind).toBe('advisory');
  expect(readAdvisory(osvRecord({ withdrawn: 'null' })).kind).toBe('advisory');
});

test('times before 1970 are placeholders', () => {
  const advisory = advisoryOf({ published: '0001-01-01T00:00:00Z', modified: '0001-01-01T00:00:00Z' });
  expect([advisory.published, advisory.modified]).toEqual([null, '1970-01-01T00:00:00.000Z']);
});

test('introduced and fixed in one object are two events', () => {
  const advisory = advisoryOf({ affected: [affectedPackage('npm', 'zip', [{ introduced: '1.0.0', fixed: '1.2.0' }])] });
  expect(advisory.affected[0]?.ranges[0]?.events).toEqual([{ introduced: '1.0.0' }, { fixed: '1.2.0' }]);
});

test('texts lose what a database cannot store, and links must be http or https', () => {
  const references = [
    { type: 'ADVISORY', url: 'javascript:alert(1)' },
    { type: 'WEB', url: 'https://example.org/1' },
  ];
  const advisory = advisoryOf({ summary: 'a\0b\ud800c', details: 'x'.repeat(100_000), references });
  expect([advisory.summary, advisory.details.length, advisory.url]).toEqual([
    'ab\ufffdc',
    65_536,
    'https://example.org/1',
  ]);
});

function advisoryOf(fields: Record<string, unknown>): Advisory {
  const reading = readAdvisory(osvRecord(fields));
  if (reading.kind !== 'advisory') throw new Error(`not an advisory: ${JSON.stringify(reading)}`);
  return reading.advisory;
}

/** One package in as many releases as there are words. */
function perRelease(field: string, ...words: string[]): Record<string, unknown> {
  const inRelease = (word: string, release: number) => ({
    ...affectedPackage(`Debian:${11 + release}`, 'zip'),
    ecosystem_specific: { [field]: word },
  });
  return { affected: words.map(inRelease) };
}

function problemOf(value: unknown): unknown {
  const reading = readAdvisory(value);
  return reading.kind === 'rejected' ? reading.problem : reading;
}

function readAdvisory(value: unknown): AdvisoryReading {
  return readRecord(value)[0] as AdvisoryReading;
}
