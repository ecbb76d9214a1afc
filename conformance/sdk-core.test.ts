import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Endpoint, endpoint } from '../src/api/index.ts';
import { AppError } from '../src/model/index.ts';
import { startTestApi, type TestApi, testOperation } from '../testing/api/index.ts';
import { createTestUser, type TestUser } from '../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database/index.ts';
import { type HssClient, type HssException, openHssClient, openHssClientOfRegion } from './hss-client.ts';

const text = Type.Optional(Type.String());
const query = Type.Object({ image_name: text, namespace: text, limit: Type.Optional(Type.Integer()) });
const named = { schema: Type.Object({ name: Type.String(), list: Type.Array(Type.Integer()) }), required: true };

/** The calls repeat what arrived, so that a test sees a value went through signature, wire and parser unchanged. */
const endpoints: Endpoint[] = [
  endpoint(testOperation('GET', '/image/registries/images', { query }), async ({ query }) => ({ query })),
  endpoint(testOperation('GET', '/risk-configs/{check_name}/rules'), async ({ params }) => ({ params })),
  endpoint(testOperation('POST', '/image/registries', { body: named }), async ({ body }) => ({ body })),
  endpoint(testOperation('PUT', '/stop'), async () => undefined),
  endpoint(testOperation('DELETE', '/whitelists', { body: named }), async ({ body }) => ({ body })),
  endpoint(testOperation('GET', '/unknown-id'), async () => {
    throw new AppError('not_found', 'there is no registry 17');
  }),
  endpoint(testOperation('GET', '/bug'), async () => {
    throw new TypeError('undefined is not a function');
  }),
];

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
let client: HssClient;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool, endpoints });
  user = await createTestUser(database.pool, api.deps.vault);
  client = openHssClient(api.address, user.key, user.tenant.projectId);
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

describe('requests of the vendor core are understood:', () => {
  test.each([
    ['plain', 'nginx'],
    ['blanks', 'a b  c'],
    ['characters that the client leaves raw', "!'()*"],
    ['characters with a meaning in a query', 'a&b=c+d%20;/?#'],
    ['unicode', 'äöü 镜像 🐳'],
    ['an escape that is text', '%41'],
    ['a slash', 'library/nginx'],
  ])('a query with %s', async (_what, image_name) => {
    const answer = await client.send({ ...images, queryParams: { limit: 10, image_name, namespace: 'z' } });
    expect(answer).toEqual({ httpStatusCode: 200, query: { image_name, namespace: 'z', limit: 10 } });
  });

  test('a query with an empty value and one in which names are unsorted', async () => {
    const queryParams = { namespace: '', limit: 3, image_name: 'x' };
    expect(await client.send({ ...images, queryParams })).toMatchObject({
      query: { namespace: '', limit: 3, image_name: 'x' },
    });
  });

  test('a list, which repeats its key', async () => {
    const queryParams = { label_list: ['z', 'a', 'ä b', '!'], limit: 1 };
    expect(await client.send({ ...images, queryParams })).toMatchObject({ httpStatusCode: 200, query: { limit: 1 } });
  });

  test.each([['CentOS 7'], ['a:b'], ['SSH'], ['ünï']])('the path value %s', async (check_name) => {
    const path = '/v5/{project_id}/risk-configs/{check_name}/rules';
    const answer = await client.send({ method: 'GET', path, pathParams: { check_name } });
    expect(answer).toMatchObject({ params: { check_name } });
  });

  test('a POST with a JSON body', async () => {
    const body = { name: 'Ärger "镜像"', list: [1, 2] };
    expect(await client.send({ method: 'POST', path: '/v5/{project_id}/image/registries', body })).toEqual({
      httpStatusCode: 200,
      body,
    });
  });

  test('a DELETE with a JSON body, and a GET with the empty object as body', async () => {
    const body = { name: 'x', list: [] };
    expect(await client.send({ method: 'DELETE', path: '/v5/{project_id}/whitelists', body })).toMatchObject({ body });
    expect(await client.send({ ...images, body: {} })).toMatchObject({ httpStatusCode: 200 });
  });

  test('a PUT whose answer is empty', async () => {
    expect(await client.send({ method: 'PUT', path: '/v5/{project_id}/stop' })).toEqual({ httpStatusCode: 200 });
  });

  test('a region in place of a project id, which the identity calls resolve', async () => {
    const ofRegion = openHssClientOfRegion(api.address, user.key, 'eu-west-101');
    expect(await ofRegion.send(images)).toMatchObject({ httpStatusCode: 200 });
  });
});

describe('errors are read by the vendor core:', () => {
  test('a wrong secret key', async () => {
    const wrong = openHssClient(api.address, { ...user.key, secretKey: 'wrong' }, user.tenant.projectId);
    await expectException(wrong.send(images), 401, 'APIGW.0301', /verify aksk signature fail/);
  });

  test('a wrong parameter', async () => {
    const queryParams = { limit: 'ten' };
    await expectException(client.send({ ...images, queryParams }), 400, 'HSS.0001', /limit.*"ten"/);
  });

  test('no project id', async () => {
    const lost = openHssClient(api.address, user.key, undefined);
    await expectException(lost.send(images), 400, 'HSS.0001', /project_id/);
  });

  test('another project', async () => {
    const other = await createTestUser(database.pool, api.deps.vault);
    const foreign = openHssClient(api.address, user.key, other.tenant.projectId);
    await expectException(foreign.send(images), 403, 'HSS.0013', /another project/);
  });

  test('an unknown id, an unknown path, and a bug of ours', async () => {
    const get = (path: string) => client.send({ method: 'GET', path: `/v5/{project_id}${path}` });
    await expectException(get('/unknown-id'), 400, 'HSS.0011', /no registry 17/);
    await expectException(get('/nowhere'), 404, 'APIGW.0101', /no such API/);
    await expectException(get('/bug'), 500, 'HULLWATCH.0001', /internal error/);
  });
});

test('the whole API is served to the vendor core: an empty project has no images', async () => {
  const whole = await startTestApi({ pool: database.pool });
  const asker = openHssClient(whole.address, user.key, user.tenant.projectId);
  const queryParams = { enterprise_project_id: 'all_granted_eps', limit: 200 };
  expect(await asker.send({ ...images, queryParams })).toEqual({ httpStatusCode: 200, total_num: 0, data_list: [] });
  await whole.close();
});

const images = { method: 'GET', path: '/v5/{project_id}/image/registries/images' } as const;

async function expectException(sent: Promise<unknown>, status: number, code: string, message: RegExp): Promise<void> {
  const exception = (await sent.then(
    () => ({}),
    (error) => error,
  )) as HssException;
  expect(exception).toMatchObject({
    httpStatusCode: status,
    errorCode: code,
    errorMsg: expect.stringMatching(message),
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
}
