import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  expectError,
  rawRequest,
  send,
  startTestApi,
  type TestApi,
  type TestCall,
  testOperation,
} from '../../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { createEnterpriseProject, grantRole } from '../../auth/index.ts';
import { inTransaction } from '../../database/index.ts';
import { sign } from '../../signing/index.ts';
import { endpoint } from './handler.ts';

const MINUTE = 60_000;
const query = Type.Object({
  enterprise_project_id: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer()),
});
const body = { schema: Type.Object({ name: Type.String() }), required: true };
const endpoints = [
  endpoint(testOperation('GET', '/images', { query }), async ({ tenant, enterprise, query }) => ({
    tenant,
    enterprise,
    query,
  })),
  endpoint(testOperation('GET', '/{id}/images'), async ({ params }) => ({ params })),
  endpoint(testOperation('GET', '/registries/images'), async () => Buffer.from('{"static":true}')),
  endpoint(testOperation('POST', '/images', { access: 'operate', body }), async (call) => ({ body: call.body })),
  endpoint(testOperation('PUT', '/stop', { access: 'operate' }), async () => undefined),
];

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool, endpoints });
  user = await createTestUser(database.pool, api.deps.vault, { password: 'correct horse' });
  stranger = await createTestUser(database.pool, api.deps.vault, { role: 'auditor' });
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const of = (path: string, who = user): string => `/v5/${who.tenant.projectId}${path}`;
const ask = (path: string, more: Partial<TestCall> = {}) =>
  send(api.address, { target: of(path), key: user.key, ...more });

describe('a signed call', () => {
  test('reaches its handler with tenant, enterprise project and parsed query', async () => {
    const reply = await ask('/images?limit=7');
    expect(reply.json).toEqual({ tenant: user.tenant, enterprise: [0], query: { limit: 7 } });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  test('with a JSON body reaches its handler; static paths win over values', async () => {
    expect((await ask('/images', { method: 'POST', body: '{"name":"ä"}' })).json).toEqual({ body: { name: 'ä' } });
    expect((await ask('/registries/images')).json).toEqual({ static: true });
    expect((await ask('/a%2Fb%20c/images')).json).toEqual({
      params: { project_id: user.tenant.projectId, id: 'a/b c' },
    });
  });

  test('without an answer model gets an empty 200', async () => {
    const reply = await ask('/stop', { method: 'PUT' });
    expect([reply.status, reply.text]).toEqual([200, '']);
  });

  test('may be a GET with a body, which the signature covers', async () => {
    const target = of('/images');
    const text = await signedGetWithBody(target, '{}', '{}');
    expect(text).toMatch(/^HTTP\/1.1 200 /);
    expect(await signedGetWithBody(target, '{}', '[]')).toMatch(/^HTTP\/1.1 401 /);
  });

  test('may name the whole address in its request line', async () => {
    const target = of('/images?limit=7');
    const headers = sign({ method: 'GET', url: new URL(`${api.address}${target}`), ...user.key, now: Date.now() });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const text = await rawRequest(api.address, `GET ${api.address}${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
    expect(text).toMatch(/^HTTP\/1.1 200 [\s\S]*"limit":7/);
  });
});

describe('credentials', () => {
  test('missing, wrong or old are 401 APIGW.0301', async () => {
    const wrong = { ...user.key, secretKey: 'not-the-secret-key' };
    await expectError(ask('/images', { headers: { authorization: 'Bearer x' } }), 401, 'APIGW.0301');
    await expectError(send(api.address, { target: of('/images') }), 401, 'APIGW.0301', /x-auth-token not found/);
    await expectError(ask('/images', { key: wrong }), 401, 'APIGW.0301', /verify aksk signature fail/);
    await expectError(ask('/images', { now: Date.now() - 16 * MINUTE }), 401, 'APIGW.0301', /15 minutes/);
    await expectError(ask('/images', { now: Date.now() + 16 * MINUTE }), 401, 'APIGW.0301', /15 minutes/);
  });

  test('that fail six times in a row are locked, also when the seventh is right', async () => {
    const locked = await createTestUser(database.pool, api.deps.vault);
    const wrong = { ...locked.key, secretKey: 'not-the-secret-key' };
    for (let each = 0; each < 6; each++) await send(api.address, { target: of('/images', locked), key: wrong });
    const right = send(api.address, { target: of('/images', locked), key: locked.key });
    await expectError(right, 401, 'APIGW.0301', /locked for this address for \d+ more seconds/);
  });

  test('of one project never reach another', async () => {
    const foreign = send(api.address, { target: of('/images', stranger), key: user.key });
    await expectError(foreign, 403, 'HSS.0013', /another project/);
    const token = await tokenOf(user);
    const byToken = send(api.address, { target: of('/images', stranger), headers: { 'x-auth-token': token } });
    await expectError(byToken, 403, 'HSS.0013', /another project/);
    const absent = send(api.address, { target: '/v5/nowhere/images', key: user.key });
    await expectError(absent, 403, 'HSS.0013', /another project/);
  });

  test('may be a token', async () => {
    const headers = { 'x-auth-token': await tokenOf(user) };
    expect((await send(api.address, { target: of('/images'), headers })).status).toBe(200);
    const wrong = send(api.address, { target: of('/images'), headers: { 'x-auth-token': 'invented' } });
    await expectError(wrong, 401, 'APIGW.0301', /decrypt token fail/);
  });

  test('of an auditor read everything and change nothing', async () => {
    const key = stranger.key;
    expect((await send(api.address, { target: of('/images', stranger), key })).status).toBe(200);
    const change = send(api.address, { method: 'PUT', target: of('/stop', stranger), key });
    await expectError(change, 403, 'HSS.0013', /admin or operator/);
  });
});

describe('the project', () => {
  test('left as {project_id} is a 400 that says so, whatever the credentials', async () => {
    for (const target of ['/v5/%7Bproject_id%7D/images', '/v5/{project_id}/images']) {
      const error = expectError(send(api.address, { target, key: user.key }), 400, 'HSS.0001', /project_id.*project/);
      await error;
      await expectError(send(api.address, { target }), 400, 'HSS.0001', /project_id/);
    }
  });

  test('repeated in X-Project-Id must be that of the path', async () => {
    expect((await ask('/images', { headers: { 'X-Project-Id': user.tenant.projectId } })).status).toBe(200);
    const mismatch = ask('/images', { headers: { 'X-Project-Id': stranger.tenant.projectId } });
    await expectError(mismatch, 400, 'HSS.0001', /X-Project-Id/);
  });
});

describe('enterprise projects', () => {
  test('are resolved by grants: unknown, all, named, and not granted', async () => {
    const { tenant } = user;
    await inTransaction(database.pool, (tx) => createEnterpriseProject(tx, tenant, { epsId: 'shop', epsName: 'Shop' }));
    expect((await ask('/images?enterprise_project_id=all_granted_eps')).json).toMatchObject({ enterprise: 'all' });
    expect((await ask('/images?enterprise_project_id=shop')).json).toMatchObject({ enterprise: [1] });
    await expectError(
      ask('/images?enterprise_project_id=no'),
      400,
      'HSS.0001',
      /enterprise_project_id "no" is unknown/,
    );
    const clerk = await createTestUser(database.pool, api.deps.vault, { role: 'admin' });
    await inTransaction(database.pool, async (tx) => {
      const epsPk = await createEnterpriseProject(tx, clerk.tenant, { epsId: 'lab', epsName: 'Lab' });
      await tx.query('DELETE FROM principal_grant WHERE project_pk = $1', [clerk.tenant.projectPk]);
      await grantRole(tx, clerk.tenant, { principalPk: clerk.principal.principalPk, epsPk, role: 'operator' });
    });
    const refused = send(api.address, { target: of('/images', clerk), key: clerk.key });
    await expectError(refused, 403, 'HSS.0013', /default enterprise project 0 is not granted/);
  });
});

async function tokenOf(who: TestUser): Promise<string> {
  const login = { userName: who.principal.userName, domain: { name: 'hullwatch' }, password: 'correct horse' };
  return (await api.app.passwordLogin.logIn({ ...login, project: null }, '127.0.0.1')).token.token;
}

async function signedGetWithBody(target: string, signedBody: string, sentBody: string): Promise<string> {
  const url = new URL(`${api.address}${target}`);
  const headers = sign({ method: 'GET', url, body: signedBody, ...user.key, now: Date.now() });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `GET ${target} HTTP/1.1\r\n${lines.join('')}Content-Length: ${sentBody.length}\r\n`;
  return rawRequest(api.address, `${head}\r\n${sentBody}`);
}
