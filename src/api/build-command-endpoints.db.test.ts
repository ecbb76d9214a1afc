import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHssClient } from '../../conformance/hss-client.ts';
import { send, startTestApi, type TestApi } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { openRandom } from '../../testing/inventory/index.ts';
import {
  digestOf,
  type InsertedImage,
  insertBuildCommandRisk,
  insertImage,
  insertRegistry,
} from '../../testing/rows/index.ts';
import { BUILD_COMMAND_RULES } from '../scan/index.ts';

const [WEB, AMD, ARM] = [digestOf('web'), digestOf('amd'), digestOf('arm')];
const PIPED = 'fetched-code-piped-to-shell';
const hex = (digest: string) => digest.slice('sha256:'.length);

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool });
});
beforeEach(async () => {
  user = await createTestUser(database.pool, api.deps.vault, { role: 'auditor' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

interface Answer {
  readonly total_num: number;
  readonly data_list: Record<string, never>[];
}

const call = (path: string) =>
  send(api.address, { target: `/v5/${user.tenant.projectId}/image/build-command-risks${path}`, key: user.key });
const answerOf = async (path: string) => (await call(path)).json as Answer;
const names = ({ data_list }: Answer, field: string) => data_list.map((row) => row[field]);

describe('a few images', () => {
  let web: InsertedImage;

  /** team/web:v1 and v2 of one digest, team/multi:v1 whose platforms were built alike. */
  beforeEach(async () => {
    const { pool } = database;
    const { tenant } = user;
    await insertRegistry(pool, tenant, 1);
    const common = { registryPk: 1, namespace: 'team' };
    web = await insertImage(pool, tenant, {
      ...common,
      imageName: 'web',
      tag: 'v1',
      digest: WEB,
      imageSize: 5_000_000_000,
    });
    await insertImage(pool, tenant, { ...common, imageName: 'web', tag: 'v2', digest: WEB });
    await insertImage(pool, tenant, { ...common, imageName: 'multi', tag: 'v1', children: [AMD, ARM] });
    await pool.query(`UPDATE image SET scan_time = $2 WHERE project_pk = $1 AND image_name = 'web'`, [
      ...[tenant.projectPk, new Date(1_700_000_000_000)],
    ]);
    await insertBuildCommandRisk(pool, tenant, WEB, PIPED, ['RUN curl x | sh', `RUN ${'a'.repeat(300)}`]);
    await insertBuildCommandRisk(pool, tenant, WEB, 'netcat-shell');
    for (const digest of [AMD, ARM]) await insertBuildCommandRisk(pool, tenant, digest, PIPED, ['RUN wget x | sh']);
    await insertBuildCommandRisk(pool, tenant, ARM, 'no-user-set', ['']);
    await insertBuildCommandRisk(pool, tenant, ARM, 'a-rule-of-another-release');
  });

  test('the rules that are broken come with the most severe first, with what they mean', async () => {
    const rule = BUILD_COMMAND_RULES.find(({ id }) => id === PIPED);
    expect(await answerOf('?image_type=registry')).toEqual({
      total_num: 3,
      data_list: [
        expect.objectContaining({ rule_id: 'netcat-shell', risk_level: 'critical', image_num: 2 }),
        {
          ...{ latest_scan_time: 1_700_000_000_000, image_num: 3, risk_id: PIPED, rule_id: PIPED },
          ...{ risk_name: rule?.title.en, risk_level: 'high', description: rule?.why.en, image_type: 'registry' },
        },
        expect.objectContaining({ rule_id: 'no-user-set', risk_level: 'medium', image_num: 1 }),
      ],
    });
  });

  test.each([
    ['risk_level=critical', ['netcat-shell']],
    ['risk_level=low', []],
    ['risk_name=PIPED', [PIPED]],
    ['risk_name=nowhere', []],
    [`image_id=${hex(AMD)}`, [PIPED]],
    [`image_id=${WEB}`, ['netcat-shell', PIPED]],
    ['image_id=1', []],
    ['image_id=nonsense', []],
    ['image_id=', ['netcat-shell', PIPED, 'no-user-set']],
    ['offset=1&limit=1', [PIPED]],
    ['offset=9', []],
    ['enterprise_project_id=all_granted_eps', ['netcat-shell', PIPED, 'no-user-set']],
  ])('%s narrows the rules', async (query, expected) => {
    expect(names(await answerOf(`?image_type=registry&${query}`), 'rule_id')).toEqual(expected);
  });

  test('the images of a rule come by name with their instructions, platforms that were built alike once', async () => {
    const { total_num, data_list } = await answerOf(`/images?image_type=registry&rule_id=${PIPED}`);
    expect(total_num).toBe(3);
    expect(data_list.map((row) => `${row.image_name}:${row.image_version}`)).toEqual(['multi:v1', 'web:v1', 'web:v2']);
    const remediation = BUILD_COMMAND_RULES.find(({ id }) => id === PIPED)?.fix.en;
    expect(data_list[0]?.risk_detail_info).toEqual({
      risk_num: 1,
      risk_list: [{ remediation, build_instruction: 'RUN wget x | sh' }],
    });
    expect(data_list[1]).toEqual({
      ...{ namespace: 'team', image_digest: WEB, image_id: hex(WEB), image_name: 'web', image_version: 'v1' },
      ...{ image_type: 'other', image_size: 5_000_000_000, latest_scan_time: 1_700_000_000_000 },
      risk_detail_info: {
        risk_num: 2,
        risk_list: [
          { remediation, build_instruction: 'RUN curl x | sh' },
          { remediation, build_instruction: `RUN ${'a'.repeat(251)}…` },
        ],
      },
    });
  });

  test('of an image that breaks a rule very often all instructions are counted and the first thousand told', async () => {
    const texts = Array.from({ length: 1_010 }, (_, index) => `RUN ${index}`);
    await insertBuildCommandRisk(database.pool, user.tenant, WEB, 'sudo-used', texts);
    const { data_list } = await answerOf(`/images?image_type=registry&rule_id=sudo-used`);
    expect(data_list[0]?.risk_detail_info).toMatchObject({ risk_num: 1_010, risk_list: { length: 1_000 } });
  });

  test('an image is found by its digest, the digest of a platform, and its row id', async () => {
    const found = async (id: string | number) =>
      (await answerOf(`/images?image_type=registry&rule_id=${PIPED}&image_id=${id}`)).total_num;
    expect(await found(hex(ARM))).toBe(1);
    expect(await found(WEB)).toBe(2);
    expect(await found(web.id)).toBe(1);
    expect(await found(digestOf('nothing'))).toBe(0);
  });

  test('there are no pipeline images, and a rule that there is not is broken by none', async () => {
    const nothing = { total_num: 0, data_list: [] };
    expect(await answerOf('?image_type=cicd')).toEqual(nothing);
    expect(await answerOf(`/images?image_type=cicd&rule_id=${PIPED}`)).toEqual(nothing);
    expect(await answerOf('/images?image_type=registry&rule_id=a-rule-of-another-release')).toEqual(nothing);
  });

  test.each([
    [''],
    ['?image_type=harbor'],
    ['?image_type=registry&risk_level=High'],
    ['?image_type=registry&limit=0'],
    ['/images?image_type=registry'],
    ['/images?image_type=registry&rule_id='],
  ])('%j is refused', async (path) => {
    expect(await call(path)).toMatchObject({ status: 400, json: { error_code: 'HSS.0001' } });
  });

  test('nobody sees the images of another project, or of a registry that is being disconnected', async () => {
    const other = await createTestUser(database.pool, api.deps.vault, { role: 'auditor' });
    const target = `/v5/${other.tenant.projectId}/image/build-command-risks?image_type=registry`;
    expect((await send(api.address, { target, key: other.key })).json).toEqual({ total_num: 0, data_list: [] });
    await database.pool.query('UPDATE registry SET deleting = true WHERE project_pk = $1', [user.tenant.projectPk]);
    expect((await answerOf('?image_type=registry')).total_num).toBe(0);
    expect((await answerOf(`/images?image_type=registry&rule_id=${PIPED}`)).total_num).toBe(0);
  });

  test("the vendor's SDK core reads both answers", async () => {
    const client = openHssClient(api.address, user.key, user.tenant.projectId);
    const path = '/v5/{project_id}/image/build-command-risks';
    const risks = await client.send({
      method: 'GET',
      path,
      queryParams: { image_type: 'registry', limit: 10, offset: 0 },
    });
    expect(risks).toMatchObject({ httpStatusCode: 200, total_num: 3 });
    const queryParams = { image_type: 'registry', rule_id: PIPED, image_id: hex(WEB) };
    const images = await client.send({ method: 'GET', path: `${path}/images`, queryParams });
    expect(images).toMatchObject({ httpStatusCode: 200, total_num: 2, data_list: [{ image_name: 'web' }, {}] });
  });
});

test('pages of both lists put together are what one gets by looking at every image', async () => {
  const { pool } = database;
  const { tenant } = user;
  const random = openRandom(7);
  const rules = BUILD_COMMAND_RULES.slice(0, 12).map(({ id }) => id);
  await insertRegistry(pool, tenant, 1);
  const digests = Array.from({ length: 20 }, (_, index) => digestOf(`brute ${index}`));
  const broken = new Map(digests.map((digest) => [digest, rules.filter(() => random.chance(1 / 3))]));
  for (const [digest, some] of broken)
    for (const rule of some) await insertBuildCommandRisk(pool, tenant, digest, rule);
  const pick = () => random.pick(digests);
  const images: { name: string; digests: string[]; listed: boolean; epsPk: number }[] = [];
  for (let index = 0; index < 60; index += 1) {
    const children = random.chance(1 / 4) ? [...new Set([pick(), pick()])] : undefined;
    const digest = children ? digestOf(`index ${index}`) : pick();
    const image = { imageName: `n${index}`, listed: random.chance(5 / 6), epsPk: random.between(0, 2), digest };
    await insertImage(pool, tenant, { registryPk: 1, namespace: 'z', ...image, ...(children && { children }) });
    images.push({ name: image.imageName, listed: image.listed, epsPk: image.epsPk, digests: children ?? [digest] });
  }
  const isBroken = (rule: string) => (image: (typeof images)[number]) =>
    image.listed && image.digests.some((digest) => broken.get(digest)?.includes(rule));
  const everywhere = 'image_type=registry&enterprise_project_id=all_granted_eps';
  const risks = await allPages((page) => answerOf(`?${everywhere}&${page}`));
  const expected = rules.map((rule) => [rule, images.filter(isBroken(rule)).length]).filter(([, count]) => count !== 0);
  expect(risks.map((row) => [row.rule_id, row.image_num]).sort()).toEqual(expected.sort());
  for (const rule of rules) {
    const rows = await allPages((page) => answerOf(`/images?${everywhere}&rule_id=${rule}&${page}`));
    expect(rows.map((row) => row.image_name)).toEqual(
      images
        .filter(isBroken(rule))
        .map(({ name }) => name)
        .sort(),
    );
  }
});

async function allPages(load: (page: string) => Promise<Answer>): Promise<Record<string, never>[]> {
  const rows: Record<string, never>[] = [];
  for (;;) {
    const { total_num, data_list } = await load(`offset=${rows.length}&limit=7`);
    rows.push(...data_list);
    if (data_list.length === 0) {
      expect(rows).toHaveLength(total_num);
      return rows;
    }
  }
}
