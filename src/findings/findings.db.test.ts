import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import {
  digestOf,
  insertAdvisory,
  insertImage,
  insertPackage,
  insertProject,
  insertRegistry,
  installPackage,
  matchPackage,
} from '../../testing/rows/index.ts';
import type { Tenant } from '../model/index.ts';
import { judgeVulnerabilities } from './judge-vulnerabilities.ts';
import { listImageApps } from './list-image-apps.ts';
import { listImageVulnerabilities, type VulnerabilityFilter } from './list-image-vulnerabilities.ts';
import { listVulnerabilityCves } from './list-vulnerability-cves.ts';
import { listVulnerableImages, type VulnerableImageFilter } from './list-vulnerable-images.ts';

const [IMAGE, ARM] = [digestOf('image'), digestOf('arm')];
const everyPage = { offset: 0, limit: 200 };

let database: TestDatabase;
let tenant: Tenant;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.pool.query('DELETE FROM advisory_source');
  tenant = await insertProject(database.pool);
  await insertRegistry(database.pool, tenant, 1);
});
afterAll(() => database.drop());

const vulnerabilities = (digests: string[], filter: VulnerabilityFilter = {}, page = everyPage) =>
  listImageVulnerabilities(database.pool, tenant, { imageId: 1, digests }, filter, page);
const apps = (digests: string[], appName?: string, page = everyPage) =>
  listImageApps(database.pool, tenant, { imageId: 1, digests }, appName, page);

/** openssl with two binary packages, and an npm package in two places; one CVE each and one that nobody could judge. */
async function insertFindings(): Promise<void> {
  await insertImage(database.pool, tenant, { registryPk: 1, digest: IMAGE });
  const source = { sourceName: 'openssl', sourceVersion: '3.0.1-1' };
  const libssl = await insertPackage(database.pool, tenant, { name: 'libssl3', version: '3.0.1-1', ...source });
  const openssl = await insertPackage(database.pool, tenant, { name: 'openssl', version: '3.0.1-1', ...source });
  const lodash = await insertPackage(database.pool, tenant, {
    ...{ name: 'lodash', version: '4.17.20', ecosystem: 'npm', type: 'npm' },
  });
  await installPackage(database.pool, tenant, IMAGE, libssl, { layerDigest: 'sha256:base' });
  await installPackage(database.pool, tenant, IMAGE, openssl, { layerDigest: 'sha256:base' });
  await installPackage(database.pool, tenant, IMAGE, lodash, { path: 'b/package.json', layerDigest: 'sha256:top' });
  await installPackage(database.pool, tenant, IMAGE, lodash, { path: 'a/package.json', layerDigest: 'sha256:middle' });
  const debian = await insertAdvisory(database.pool, {
    ...{ advisoryId: 'DEBIAN-CVE-2024-1', vulId: 'CVE-2024-1', cves: ['CVE-2024-1'], details: 'a hole in TLS' },
  });
  const dsa = await insertAdvisory(database.pool, {
    ...{ advisoryId: 'DSA-1', vulId: 'CVE-2024-1', cves: ['CVE-2024-1'], severity: 'high', cvssScore: 9.8 },
    ...{ summary: 'openssl - security update', url: 'https://advisories.example/DSA-1' },
  });
  const ghsa = await insertAdvisory(database.pool, { advisoryId: 'GHSA-1', severity: 'low', cvssScore: 3.1 });
  const unrated = await insertAdvisory(database.pool, { advisoryId: 'CVE-2024-2' });
  const unjudged = await insertAdvisory(database.pool, { advisoryId: 'CVE-2024-3', severity: 'high' });
  await matchPackage(database.pool, tenant, libssl, debian);
  await matchPackage(database.pool, tenant, openssl, dsa, { fixedVersion: '3.0.2-1' });
  await matchPackage(database.pool, tenant, libssl, unrated);
  await matchPackage(database.pool, tenant, lodash, ghsa, { fixedVersion: '4.17.21' });
  await matchPackage(database.pool, tenant, libssl, unjudged, { verdict: 'undetermined' });
}

describe('the vulnerabilities of an image', () => {
  test('one row per vulnerability and source package, with its evidence, the worst first', async () => {
    await insertFindings();
    const { total, rows } = await vulnerabilities([IMAGE]);
    expect(total).toBe(3);
    expect(rows).toMatchObject([
      {
        ...{ digest: IMAGE, vulId: 'CVE-2024-1', severity: 'high', cvssScore: 9.8, ecosystem: 'Debian:12' },
        ...{ advisoryIds: ['DEBIAN-CVE-2024-1', 'DSA-1'], description: 'a hole in TLS' },
        ...{ url: 'https://advisories.example/DSA-1', sourceName: 'openssl', sourceVersion: '3.0.1-1' },
        ...{ packages: ['libssl3 3.0.1-1', 'openssl 3.0.1-1'], fixedVersions: ['3.0.2-1'] },
        ...{ path: 'var/lib/dpkg/status', layerDigest: 'sha256:base' },
      },
      { vulId: 'CVE-2024-2', severity: 'medium', cvssScore: null, fixedVersions: [], packages: ['libssl3 3.0.1-1'] },
      { vulId: 'GHSA-1', severity: 'low', cvssScore: 3.1, path: 'a/package.json', layerDigest: 'sha256:middle' },
    ]);
  });

  test('their number is the vulNum that a scan stores, without those that could not be judged', async () => {
    await insertFindings();
    const [verdict] = await judgeVulnerabilities(database.pool, tenant.projectPk, [IMAGE], ['Debian:12', 'npm']);
    expect(verdict).toMatchObject({ vulNum: 3, severity: 'high', undetermined: 1 });
    expect((await vulnerabilities([IMAGE])).total).toBe(verdict?.vulNum);
  });

  test('of a multi-arch image, each platform counts for itself', async () => {
    await insertFindings();
    await insertImage(database.pool, tenant, { registryPk: 1, digest: ARM });
    await database.pool.query(
      `INSERT INTO manifest_package SELECT project_pk, $1, package_pk, path, layer_digest FROM manifest_package
       WHERE project_pk = $2 AND digest = $3`,
      [ARM, tenant.projectPk, IMAGE],
    );
    const { total, rows } = await vulnerabilities([IMAGE, ARM]);
    expect(total).toBe(6);
    expect(rows.slice(0, 2).map((row) => row.digest)).toEqual([IMAGE, ARM]);
    const paged = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((offset) => vulnerabilities([IMAGE, ARM], {}, { offset, limit: 1 })),
    );
    expect(paged.flatMap((page) => page.rows)).toEqual(rows);
    expect((await apps([IMAGE, ARM])).total).toBe(6);
  });

  test.each<[string, VulnerabilityFilter, string[]]>([
    ['part of the id', { vulId: 'CVE-2024' }, ['CVE-2024-1', 'CVE-2024-2']],
    ['no wildcard in it', { vulId: 'CVE%1' }, []],
    ['part of the source package', { appName: 'opens' }, ['CVE-2024-1', 'CVE-2024-2']],
    ['part of a binary package', { appName: 'libssl' }, ['CVE-2024-1', 'CVE-2024-2']],
    ['severity', { severity: 'low' }, ['GHSA-1']],
    ['severity of the unrated', { severity: 'medium' }, ['CVE-2024-2']],
    ['system packages', { packages: 'system' }, ['CVE-2024-1', 'CVE-2024-2']],
    ['applications', { packages: 'application' }, ['GHSA-1']],
    ['all at once', { packages: 'system', severity: 'high', vulId: '-1', appName: 'ssl' }, ['CVE-2024-1']],
  ])('can be narrowed by %s', async (_, filter, expected) => {
    await insertFindings();
    const { total, rows } = await vulnerabilities([IMAGE], filter);
    expect(rows.map((row) => row.vulId)).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  test('those of another project with the same digest stay there', async () => {
    await insertFindings();
    tenant = await insertProject(database.pool);
    await insertImage(database.pool, tenant, { registryPk: 1, digest: IMAGE });
    expect(await vulnerabilities([IMAGE])).toEqual({ total: 0, rows: [] });
  });
});

describe('the software of an image', () => {
  test('one row per package and version by name, with its number of vulnerabilities', async () => {
    await insertFindings();
    const { total, rows } = await apps([IMAGE]);
    expect(total).toBe(3);
    expect(rows).toMatchObject([
      { name: 'libssl3', version: '3.0.1-1', type: 'deb', vulNum: 2, layerDigest: 'sha256:base' },
      { name: 'lodash', version: '4.17.20', type: 'npm', vulNum: 1, path: 'a/package.json' },
      { name: 'openssl', version: '3.0.1-1', type: 'deb', vulNum: 1, purl: 'pkg:deb/openssl@3.0.1-1' },
    ]);
    expect((await apps([IMAGE], 'ssl')).rows.map((row) => row.name)).toEqual(['libssl3', 'openssl']);
    expect(await apps([IMAGE], undefined, { offset: 9, limit: 10 })).toEqual({ total: 3, rows: [] });
  });
});

describe('the CVEs of a vulnerability', () => {
  test('what a CVE says itself goes before what a notice of several says', async () => {
    const cves = ['CVE-2024-7', 'CVE-2024-8'];
    await insertAdvisory(database.pool, {
      ...{ advisoryId: 'DSA-9', cves, cvssScore: 5, summary: 'update', published: 1_000_000 },
    });
    await insertAdvisory(database.pool, {
      ...{ advisoryId: 'CVE-2024-7', cvssScore: 9.1, details: 'the long story', published: 2_000_000 },
    });
    expect(await listVulnerabilityCves(database.pool, 'DSA-9', everyPage)).toEqual({
      total: 2,
      rows: [
        { cveId: 'CVE-2024-7', cvssScore: 9.1, published: 2_000_000, description: 'the long story' },
        { cveId: 'CVE-2024-8', cvssScore: 5, published: 1_000_000, description: 'update' },
      ],
    });
  });

  test('several advisories of one CVE are one row: highest score, earliest day, a text if any has one', async () => {
    const one = { vulId: 'CVE-2024-1', cves: ['CVE-2024-1'] };
    await insertAdvisory(database.pool, { ...one, advisoryId: 'A', published: 5000 });
    await insertAdvisory(database.pool, { ...one, advisoryId: 'B', cvssScore: 4.3, summary: 'words', published: 4000 });
    expect(await listVulnerabilityCves(database.pool, 'CVE-2024-1', everyPage)).toEqual({
      total: 1,
      rows: [{ cveId: 'CVE-2024-1', cvssScore: 4.3, published: 4000, description: 'words' }],
    });
  });

  test('an advisory without a CVE stands for itself; an unknown one is not found', async () => {
    await insertAdvisory(database.pool, { advisoryId: 'GHSA-1', summary: 'words' });
    expect((await listVulnerabilityCves(database.pool, 'GHSA-1', everyPage)).rows).toEqual([
      { cveId: 'GHSA-1', cvssScore: null, published: null, description: 'words' },
    ]);
    await expect(listVulnerabilityCves(database.pool, 'CVE-1999-0', everyPage)).rejects.toMatchObject({
      code: 'not_found',
      subject: 'vul_id',
    });
  });
});

describe('the images of a vulnerability', () => {
  const images = (filter: Partial<VulnerableImageFilter> = {}, page = everyPage) =>
    listVulnerableImages(database.pool, tenant, { enterprise: 'all', vulId: 'CVE-2024-1', ...filter }, page);

  async function insertTags(): Promise<{ newer: number; multi: number }> {
    await insertFindings();
    const old = { registryPk: 1, digest: IMAGE, imageName: 'web', updateTime: 1000 };
    await insertImage(database.pool, tenant, { ...old, tag: 'v1' });
    const newer = await insertImage(database.pool, tenant, { ...old, tag: 'v2', updateTime: 2000, imageSize: 77 });
    const multi = await insertImage(database.pool, tenant, {
      ...{ registryPk: 1, imageName: 'api', namespace: 'team', children: [IMAGE], epsPk: 7 },
    });
    await insertImage(database.pool, tenant, { ...old, tag: 'chart', listed: false });
    return { newer: newer.id, multi: multi.id };
  }

  test('grouped by repository and affected package, with their tags, the latest first', async () => {
    const { newer } = await insertTags();
    const { total, rows } = await images();
    expect(total).toBe(3);
    expect(rows.map((row) => `${row.namespace}/${row.imageName}`)).toEqual(['library/app', 'library/web', 'team/api']);
    expect(rows[1]).toMatchObject({
      ...{ registryType: 'oci', sourceName: 'openssl', sourceVersion: '3.0.1-1', imageDigest: IMAGE, tagCount: 2 },
      tags: [{ id: newer, imageVersion: 'v2', imageSize: 77 }, { imageVersion: 'v1' }],
    });
  });

  test('narrow by name, namespace, package, image and enterprise project', async () => {
    const { newer, multi } = await insertTags();
    const names = async (filter: Partial<VulnerableImageFilter>) =>
      (await images(filter)).rows.map((row) => row.imageName);
    expect(await names({ imageName: 'w' })).toEqual(['web']);
    expect(await names({ namespace: 'team' })).toEqual(['api']);
    expect(await names({ namespace: 'tea' })).toEqual([]);
    expect(await names({ appName: 'libssl' })).toEqual(['app', 'web', 'api']);
    expect(await names({ appName: 'lodash' })).toEqual([]);
    expect(await names({ imageId: String(newer) })).toEqual(['web']);
    expect((await images({ imageId: String(newer) })).rows[0]).toMatchObject({ tagCount: 1 });
    expect(await names({ imageId: String(multi) })).toEqual(['api']);
    expect(await names({ imageId: IMAGE.slice('sha256:'.length) })).toEqual(['app', 'web', 'api']);
    expect(await names({ imageId: 'nonsense' })).toEqual([]);
    expect(await names({ enterprise: [7] })).toEqual(['api']);
    expect(await names({ vulId: 'CVE-2024-3' })).toEqual([]);
    expect(await images({}, { offset: 1, limit: 1 })).toMatchObject({ total: 3, rows: [{ imageName: 'web' }] });
  });

  test('an answer carries at most 1,000 tags of a repository and counts all', async () => {
    await insertFindings();
    await database.pool.query(
      `INSERT INTO image (project_pk, id, registry_pk, update_time, sync_time, image_size, namespace, image_name, image_version,
         image_digest, natural_key)
       SELECT $1, n, 1, to_timestamp(n), now(), 1, 'library', 'many', 't' || n, $2, gen_random_uuid() FROM generate_series(1, 1005) n`,
      [tenant.projectPk, IMAGE],
    );
    await database.pool.query(
      'INSERT INTO image_manifest (project_pk, digest, image_id) SELECT $1, $2, generate_series(1, 1005)',
      [tenant.projectPk, IMAGE],
    );
    const { rows } = await images({ imageName: 'many' });
    expect(rows[0]).toMatchObject({ tagCount: 1005 });
    expect(rows[0]?.tags).toHaveLength(1000);
    expect(rows[0]?.tags[0]?.imageVersion).toBe('t1005');
  });
});
