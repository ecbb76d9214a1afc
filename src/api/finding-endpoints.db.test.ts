import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { send, startTestApi, type TestApi } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import {
  digestOf,
  type InsertedImage,
  insertAdvisory,
  insertImage,
  insertPackage,
  insertRegistry,
  installPackage,
  matchPackage,
} from '../../testing/rows/index.ts';

const [WEB, AMD, ARM] = [digestOf('web'), digestOf('amd'), digestOf('arm')];
const hex = (digest: string) => digest.slice('sha256:'.length);
const KEY = 'image_type=other&namespace=team&image_name=web&tag_name=v1';

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
let web: InsertedImage;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool });
});
beforeEach(async () => {
  await database.pool.query('DELETE FROM advisory_source');
  user = await createTestUser(database.pool, api.deps.vault, { role: 'auditor' });
  web = await insertFindings();
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** team/web:v1 with a vulnerable system package and a vulnerable application, team/multi:v1 with the first on both platforms. */
async function insertFindings(): Promise<InsertedImage> {
  const { pool } = database;
  const { tenant } = user;
  await insertRegistry(pool, tenant, 1);
  const image = await insertImage(pool, tenant, {
    ...{ registryPk: 1, namespace: 'team', imageName: 'web', tag: 'v1', digest: WEB, imageSize: 5_000_000_000 },
  });
  await insertImage(pool, tenant, {
    ...{ registryPk: 1, namespace: 'team', imageName: 'multi', tag: 'v1', children: [AMD, ARM] },
  });
  const openssl = await insertPackage(pool, tenant, { name: 'libssl3', version: '3.0.1', sourceName: 'openssl' });
  const lodash = await insertPackage(pool, tenant, { name: 'lodash', version: '4.0.0', ecosystem: 'npm', type: 'npm' });
  for (const digest of [WEB, AMD, ARM]) await installPackage(pool, tenant, digest, openssl);
  await installPackage(pool, tenant, WEB, lodash, { path: 'app/package.json', layerDigest: 'sha256:top' });
  const rated = await insertAdvisory(pool, {
    ...{
      advisoryId: 'CVE-2024-1',
      severity: 'high',
      cvssScore: 9.8,
      summary: 'overflow',
      published: 1_700_000_000_000,
    },
    url: 'https://advisories.example/CVE-2024-1',
  });
  const unrated = await insertAdvisory(pool, { advisoryId: 'GHSA-aaaa', details: 'pollution' });
  await matchPackage(pool, tenant, openssl, rated, { fixedVersion: '3.0.2' });
  await matchPackage(pool, tenant, lodash, unrated);
  return image;
}

const call = (path: string) =>
  send(api.address, { target: `/v5/${user.tenant.projectId}/image${path}`, key: user.key });
const notFound = { status: 400, json: { error_code: 'HSS.0011' } };

describe('ListImageVulnerabilities', () => {
  test('explains each one: advisory, package, installed and fixed version, layer', async () => {
    expect((await call(`/${hex(WEB)}/vulnerabilities?${KEY}`)).json).toEqual({
      total_num: 2,
      data_list: [
        {
          ...{ vul_id: 'CVE-2024-1', repair_necessity: 'immediate_repair', description: 'overflow' },
          ...{ position: 'sha256:layer', app_name: 'openssl', app_path: 'var/lib/dpkg/status', version: '3.0.1' },
          ...{ solution: 'Upgrade openssl to 3.0.2.', url: 'https://advisories.example/CVE-2024-1' },
          ...{ severity_level: 'High', cvss_score: 9.8, fixed_version: '3.0.2', advisory_ids: ['CVE-2024-1'] },
          ...{ packages: ['libssl3 3.0.1'], image_digest: WEB },
        },
        {
          ...{ vul_id: 'GHSA-aaaa', repair_necessity: 'delay_repair', description: 'pollution' },
          ...{ position: 'sha256:top', app_name: 'lodash', app_path: 'app/package.json', version: '4.0.0' },
          ...{ solution: 'No fixed version of lodash is known.', url: '', severity_level: 'Medium' },
          ...{ advisory_ids: ['GHSA-aaaa'], packages: ['lodash 4.0.0'], image_digest: WEB },
        },
      ],
    });
  });

  test.each([
    ['repair_necessity=immediate_repair', ['CVE-2024-1']],
    ['repair_necessity=not_needed_repair', []],
    ['vul_id=GHSA', ['GHSA-aaaa']],
    ['app_name=ssl', ['CVE-2024-1']],
    ['type=linux_vul', ['CVE-2024-1']],
    ['type=app_vul', ['GHSA-aaaa']],
    ['handle_status=unhandled', ['CVE-2024-1', 'GHSA-aaaa']],
    ['handle_status=handled', []],
    ['offset=1&limit=1', ['GHSA-aaaa']],
  ])('%s narrows', async (query, expected) => {
    const { json } = await call(`/${WEB}/vulnerabilities?${KEY}&${query}`);
    expect((json as { data_list: { vul_id: string }[] }).data_list.map((row) => row.vul_id)).toEqual(expected);
  });

  test('of a multi-arch image are those of all its platforms', async () => {
    const key = 'image_type=other&namespace=team&image_name=multi&tag_name=v1';
    const { rows } = await database.pool.query('SELECT id FROM image WHERE project_pk = $1 AND is_multiarch', [
      user.tenant.projectPk,
    ]);
    expect((await call(`/${rows[0].id}/vulnerabilities?${key}`)).json).toMatchObject({
      total_num: 2,
      data_list: [{ image_digest: AMD }, { image_digest: ARM }],
    });
    expect((await call(`/${hex(ARM)}/vulnerabilities?${key}`)).json).toMatchObject({ total_num: 1 });
  });

  test('of an image that the key does not name are not found', async () => {
    for (const wrong of ['tag_name=v2', 'namespace=x', 'image_type=harbor', 'image_type=cicd', 'instance_id=i']) {
      const key = new URLSearchParams(KEY);
      const [name, value] = wrong.split('=') as [string, string];
      key.set(name, value);
      expect(await call(`/${hex(WEB)}/vulnerabilities?${key}`)).toMatchObject(notFound);
    }
    expect(await call(`/${hex(AMD)}/vulnerabilities?${KEY}`)).toMatchObject(notFound);
    expect(await call(`/${hex(WEB)}/vulnerabilities?image_type=other`)).toMatchObject({
      json: { error_code: 'HSS.0001', error_msg: expect.stringContaining('namespace') },
    });
  });

  test('of another project are not found', async () => {
    user = await createTestUser(database.pool, api.deps.vault);
    expect(await call(`/${hex(WEB)}/vulnerabilities?${KEY}`)).toMatchObject(notFound);
    expect(await call(`/${web.id}/apps?image_type=other`)).toMatchObject(notFound);
    expect((await call('/CVE-2024-1/images')).json).toEqual({ total_num: 0, data_list: [] });
  });
});

test('ListImageApps: the software of one image with its vulnerabilities', async () => {
  const libssl = { app_name: 'libssl3', app_type: 'deb', app_version: '3.0.1', vul_num: 1 };
  expect((await call(`/${web.id}/apps?image_type=other`)).json).toEqual({
    total_num: 2,
    data_list: [libssl, { app_name: 'lodash', app_type: 'npm', app_version: '4.0.0', vul_num: 1 }],
  });
  expect((await call(`/${hex(WEB)}/apps?${KEY}&app_name=ssl`)).json).toEqual({ total_num: 1, data_list: [libssl] });
  expect(await call(`/${hex(WEB)}/apps?image_type=jfrog`)).toMatchObject(notFound);
});

test('ListVulnerabilityCve: score, day and text; what nobody published is absent', async () => {
  expect((await call('/vulnerability/CVE-2024-1/cve')).json).toEqual({
    total_num: 1,
    data_list: [{ cve_id: 'CVE-2024-1', cvss_score: 9.8, publish_time: 1_700_000_000_000, description: 'overflow' }],
  });
  expect((await call('/vulnerability/GHSA-aaaa/cve?offset=0&limit=10')).json).toEqual({
    total_num: 1,
    data_list: [{ cve_id: 'GHSA-aaaa', description: 'pollution' }],
  });
  expect(await call('/vulnerability/CVE-1999-1/cve')).toMatchObject(notFound);
});

test('ListVulRepoImage: the repositories that a vulnerability affects, with their tags', async () => {
  const { json } = await call('/CVE-2024-1/images');
  const common = { namespace: 'team', app_name: 'openssl', version: '3.0.1', tag_count: 1, image_type: 'other' };
  expect(json).toEqual({
    total_num: 2,
    data_list: [
      {
        ...{ ...common, image_name: 'multi', image_id: expect.stringMatching(/^[0-9a-f]{64}$/) },
        data_list: [{ tag_id: expect.stringMatching(/^\d+$/), tag_name: 'v1', size: 1000, app_name: 'openssl' }],
      },
      {
        ...{ ...common, image_name: 'web', image_id: hex(WEB) },
        data_list: [{ tag_id: String(web.id), tag_name: 'v1', size: 2_147_483_547, app_name: 'openssl' }],
      },
    ],
  });
  expect((await call(`/CVE-2024-1/images?image_name=we&image_id=${hex(WEB)}&limit=1`)).json).toMatchObject({
    total_num: 1,
  });
});
