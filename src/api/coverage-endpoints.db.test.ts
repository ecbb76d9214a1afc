import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { send, startTestApi, type TestApi } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { aStageResult } from '../../testing/inventory/stored-images.ts';
import { digestOf, insertImage, insertPackage, insertRegistry, installPackage } from '../../testing/rows/index.ts';
import { inTransaction } from '../database/index.ts';
import {
  addManifestsToJudge,
  addPackagesToMatch,
  saveStageResults,
  saveStageVersions,
  takePackagesToMatch,
} from '../inventory/index.ts';
import { STAGE_NAMES } from '../model/index.ts';

const [WEB, AMD, ARM] = [digestOf('web'), digestOf('amd'), digestOf('arm')];
const NOW = Date.UTC(2026, 0, 1);

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool });
});
beforeEach(async () => {
  await database.pool.query('DELETE FROM advisory_source');
  user = await createTestUser(database.pool, api.deps.vault, { role: 'auditor' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const call = (path: string) =>
  send(api.address, { target: `/v5/${user.tenant.projectId}/image${path}`, key: user.key });

describe('ListImageScanStages', () => {
  const stages = (name: string, more = '') =>
    call(`/${name.slice('sha256:'.length)}/scan-stages?image_type=other&namespace=team${more}`);
  beforeEach(async () => {
    const { pool } = database;
    await insertRegistry(pool, user.tenant, 1);
    const place = { registryPk: 1, namespace: 'team', tag: 'v1' };
    await insertImage(pool, user.tenant, { ...place, imageName: 'web', digest: WEB });
    await insertImage(pool, user.tenant, { ...place, imageName: 'multi', children: [AMD, ARM] });
  });
  const save = (digest: string, results: readonly Parameters<typeof aStageResult>[0][], finishedAt = NOW) => {
    const rows = results.map((result) => aStageResult({ ...result, finishedAt }));
    return inTransaction(database.pool, (tx) => saveStageResults(tx, user.tenant.projectPk, new Map([[digest, rows]])));
  };

  test('an image that was never scanned has none', async () => {
    expect(await stages(WEB)).toMatchObject({ status: 200, json: { total_num: 0, data_list: [] } });
  });

  test('tells in the order they run how each ended, why, and when', async () => {
    const reason = 'no advisories are loaded for Alpine:v3.18';
    await save(WEB, [{ stage: 'vulnerabilities', state: 'partial', reason }, { stage: 'packages' }]);
    await save(WEB, [{ stage: 'layers' }], NOW - 1000);
    expect((await stages(WEB, '&image_name=web&tag_name=v1')).json).toEqual({
      total_num: 4,
      data_list: [
        { image_digest: WEB, stage: 'layers', status: 'ok', end_time: NOW - 1000 },
        { image_digest: WEB, stage: 'packages', status: 'ok', end_time: NOW },
        { image_digest: WEB, stage: 'vulnerabilities', status: 'partial', reason, end_time: NOW },
        {
          image_digest: WEB,
          stage: 'build-commands',
          status: 'stale',
          reason: 'has not been looked at by this release yet',
        },
      ],
    });
    expect((await stages(WEB, '&offset=1&limit=1')).json).toMatchObject({
      total_num: 4,
      data_list: [{ stage: 'packages' }],
    });
  });

  test('of a multi-arch image come platform by platform', async () => {
    await save(ARM, [
      { stage: 'layers', state: 'failed', reason: 'layer sha256:1 is truncated', failedCode: 'failed_to_scan_file' },
    ]);
    await save(AMD, [{ stage: 'layers' }]);
    await database.pool.query(
      `UPDATE manifest SET platform = '{"os":"linux","architecture":"arm64"}' WHERE digest = $1`,
      [ARM],
    );
    const { rows } = await database.pool.query<{ id: number }>(
      'SELECT id FROM image WHERE project_pk = $1 AND is_multiarch',
      [user.tenant.projectPk],
    );
    expect((await call(`/${rows[0]?.id}/scan-stages?image_type=other`)).json).toMatchObject({
      total_num: 2 * STAGE_NAMES.length,
      data_list: STAGE_NAMES.map((stage) => ({ stage, image_digest: AMD })).concat(
        STAGE_NAMES.map((stage) => ({ stage, image_digest: ARM, platform: { os: 'linux', architecture: 'arm64' } })),
      ),
    });
  });

  test('say of one that came after the last scan that it has not looked yet, with no time', async () => {
    await save(WEB, [{ stage: 'layers' }]);
    const { json } = await stages(WEB);
    const reason = 'has not been looked at by this release yet';
    const others = STAGE_NAMES.filter((stage) => stage !== 'layers');
    expect(json).toEqual({
      total_num: STAGE_NAMES.length,
      data_list: [
        { image_digest: WEB, stage: 'layers', status: 'ok', end_time: NOW },
        ...others.map((stage) => ({ image_digest: WEB, stage, status: 'stale', reason })),
      ],
    });
  });

  test('say of an older version that it is stale, and keep what it found', async () => {
    const reason = 'a part could not be read';
    await save(WEB, [
      { stage: 'layers', version: '1' },
      { stage: 'packages', state: 'partial', reason, version: '1' },
    ]);
    const versions = new Map(STAGE_NAMES.map((stage) => [stage, '2']));
    await inTransaction(database.pool, (tx) => saveStageVersions(tx, versions));
    const older = 'this is what an older version of the stage found';
    expect((await stages(WEB, '&limit=2')).json).toMatchObject({
      data_list: [
        { stage: 'layers', status: 'stale', reason: older },
        { stage: 'packages', status: 'stale', reason: `${reason}; ${older}` },
      ],
    });
    await inTransaction(database.pool, (tx) => saveStageVersions(tx, new Map([['layers', '1']])));
    expect((await stages(WEB, '&limit=2')).json).toMatchObject({
      data_list: [{ status: 'ok' }, { status: 'partial' }],
    });
  });

  test('say of newer advisories that they have not been compared, of the images that they can concern', async () => {
    await save(WEB, [{ stage: 'vulnerabilities' }]);
    const status = async () => {
      const { json } = await stages(WEB);
      const { data_list } = json as { data_list: { stage: string; status: string; reason?: string }[] };
      return data_list.find(({ stage }) => stage === 'vulnerabilities');
    };
    const packagePk = await insertPackage(database.pool, user.tenant, { name: 'curl' });
    await installPackage(database.pool, user.tenant, WEB, packagePk);
    const order = (name: string) =>
      inTransaction(database.pool, (tx) =>
        addPackagesToMatch(tx, { keys: [{ ecosystem: 'Debian', name }], ecosystems: [] }),
      );
    await order('other');
    expect(await status()).toMatchObject({ stage: 'vulnerabilities', status: 'ok' });
    await order('curl');
    const reason = 'newer advisories are loaded and have not been compared yet';
    expect(await status()).toMatchObject({ status: 'stale', reason });
    await inTransaction(database.pool, (tx) => takePackagesToMatch(tx, 1));
    expect(await status()).toMatchObject({ status: 'ok' });
    await inTransaction(database.pool, (tx) => addManifestsToJudge(tx, user.tenant.projectPk, [packagePk]));
    expect(await status()).toMatchObject({ status: 'stale', reason });
  });

  test('of another project are not shown', async () => {
    const stranger = await createTestUser(database.pool, api.deps.vault, { role: 'admin' });
    const target = `/v5/${stranger.tenant.projectId}/image/${WEB}/scan-stages?image_type=other`;
    expect(await send(api.address, { target, key: stranger.key })).toMatchObject({
      status: 400,
      json: { error_code: 'HSS.0011' },
    });
  });
});

describe('ListAdvisorySources', () => {
  test('tells what was loaded, what was not and why, and how old it is', async () => {
    await database.pool.query(
      `INSERT INTO advisory_source (source, status, reason, loaded, rejected, rejects, checked_at, loaded_at)
       VALUES ('/osv', 'partial', '1 files could not be read', 7, 1, '[{"name":"a.json","reason":"not JSON"}]', $1, $2)`,
      [new Date(NOW), new Date(NOW - 1000)],
    );
    const url = 'https://me:s3cret@feeds.example/osv.zip?token=s3cret';
    await database.pool.query('INSERT INTO advisory_source (source) VALUES ($1)', [url]);
    const { json } = await call('/advisory-sources');
    expect(json).toEqual({
      total_num: 2,
      data_list: [
        {
          feed: 'advisories',
          ...{ source: '/osv', status: 'partial', reason: '1 files could not be read', loaded_num: 7, rejected_num: 1 },
          ...{ rejected: [{ name: 'a.json', reason: 'not JSON' }], check_time: NOW, load_time: NOW - 1000 },
        },
        {
          feed: 'advisories',
          ...{ source: 'https://feeds.example/osv.zip', status: 'pending', loaded_num: 0, rejected_num: 0 },
          ...{ rejected: [], check_time: 0, load_time: 0 },
        },
      ],
    });
    expect((await call('/advisory-sources?offset=1&limit=1')).json).toMatchObject({
      total_num: 2,
      data_list: [{ status: 'pending' }],
    });
  });
});
