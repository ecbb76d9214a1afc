import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawRequest, send, startTestApi, type TestApi, type TestCall } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { createEnterpriseProject, grantRole } from '../auth/index.ts';
import type { Operation } from '../contract/index.ts';
import { AppError, type ErrorCode, inTransaction, openPool } from '../runtime/index.ts';
import { endpoint } from './endpoint.ts';
import { MAX_BODY_BYTES } from './raw-body.ts';

const MINUTE = 60_000;
const params = Type.Object({ project_id: Type.String() });
const operation = (method: Operation['method'], path: string, more: Partial<Operation> = {}): Operation => ({
  operationId: path,
  method,
  path: `/v5/{project_id}${path}`,
  tag: 'test',
  summary: 'test',
  access: 'read',
  params,
  query: Type.Object({ enterprise_project_id: Type.Optional(Type.String()), limit: Type.Optional(Type.Integer()) }),
  ...more,
});
const named = { params: Type.Object({ project_id: Type.String(), id: Type.String() }) };
const body = { schema: Type.Object({ name: Type.String() }), required: true };
const failures: Record<string, unknown> = {
  database: Object.assign(new Error('connect ECONNREFUSED 10.0.0.9:5432'), { code: 'ECONNREFUSED' }),
  shutdown: Object.assign(new Error('terminating connection'), { code: '57P01' }),
  bug: new TypeError('cannot read secret-of-the-house'),
};

let release: () => void = () => {};
let started: () => void = () => {};
const endpoints = [
  endpoint(operation('GET', '/images'), async ({ tenant, enterprise, query }) => ({ tenant, enterprise, query })),
  endpoint(operation('GET', '/{id}/images', named), async ({ params }) => ({ params })),
  endpoint(operation('GET', '/registries/images'), async () => Buffer.from('{"static":true}')),
  endpoint(operation('POST', '/images', { access: 'operate', body }), async (call) => ({ body: call.body })),
  endpoint(operation('PUT', '/stop', { access: 'operate' }), async () => undefined),
  endpoint(operation('GET', '/fail/{id}', named), async ({ params }) => {
    const { id } = params as { id: string };
    throw failures[id] ?? new AppError(id as ErrorCode, `it is ${id}`);
  }),
  endpoint(operation('GET', '/slow'), async () => {
    started();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return { slow: true };
  }),
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

  test('that fail six times in a row are locked, the seventh right one too', async () => {
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

describe('bad input', () => {
  test('in the query is 400 HSS.0001 naming parameter, value and what is allowed', async () => {
    await expectError(ask('/images?limit=ten'), 400, 'HSS.0001', /limit.*"ten".*allowed/);
    await expectError(ask('/images?limit=%zz'), 400, 'HSS.0001');
    const headers = { 'x-auth-token': await tokenOf(user) };
    await expectError(send(api.address, { target: of('/images?limit=%ff'), headers }), 400, 'HSS.0001', /limit/);
  });

  test('in the body is HSS.0002 when it is not JSON, HSS.0001 when a field is wrong', async () => {
    const post = (text: string, headers = {}) => ask('/images', { method: 'POST', body: text, headers });
    await expectError(post('{"name":'), 400, 'HSS.0002');
    await expectError(post('{"name":7}'), 400, 'HSS.0001', /name.*"7"/);
    await expectError(post(''), 400, 'HSS.0001', /body/);
    await expectError(post('{"name":"x"}', { 'content-type': 'text/plain' }), 400, 'HSS.0002', /application\/json/);
    await expectError(post('{"name":"x"}', { 'content-type': 'nonsense' }), 400, 'HSS.0002');
  });

  test('of more than 12 MB is 413', async () => {
    const declared = await rawRequest(
      api.address,
      `POST ${of('/images')} HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${await tokenOf(user)}\r\nContent-Length: ${MAX_BODY_BYTES + 1}\r\n\r\n`,
    );
    expectRawError(declared, 413, 'APIGW.0201');
    const headers = { 'x-auth-token': await tokenOf(user) };
    const chunked = send(api.address, {
      method: 'POST',
      target: of('/images'),
      headers,
      body: 'x'.repeat(MAX_BODY_BYTES + 1),
    });
    await expectError(chunked, 413, 'APIGW.0201');
  });

  test('that is no HTTP at all still gets a readable answer', async () => {
    expectRawError(await rawRequest(api.address, 'nonsense\r\n\r\n'), 400, 'APIGW.0201');
    expectRawError(
      await rawRequest(api.address, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`),
      431,
      'APIGW.0201',
    );
    expectRawError(await rawRequest(api.address, 'GET /v5/%zz/images HTTP/1.1\r\nHost: x\r\n\r\n'), 400, 'APIGW.0201');
  });

  test('in an Expect header or with a method nobody knows is answered like everything else', async () => {
    const expectation = `GET ${of('/images')} HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n`;
    expectRawError(await rawRequest(api.address, expectation), 417, 'APIGW.0201');
    expectRawError(
      await rawRequest(api.address, `PURGE ${of('/images')} HTTP/1.1\r\nHost: x\r\n\r\n`),
      404,
      'APIGW.0101',
    );
  });

  test('of an unknown path is 404, of another method 405 with Allow', async () => {
    await expectError(send(api.address, { target: '/v5/p/nowhere' }), 404, 'APIGW.0101');
    await expectError(send(api.address, { target: '/v5' }), 404, 'APIGW.0101');
    for (const method of ['DELETE', 'PATCH', 'OPTIONS']) {
      const reply = send(api.address, { method, target: of('/images') });
      await expectError(reply, 405, 'APIGW.0101', /GET, POST/);
      expect((await reply).headers.get('allow')).toBe('GET, POST');
    }
    expect((await send(api.address, { method: 'HEAD', target: of('/images') })).status).toBe(405);
  });
});

describe('failures of handlers', () => {
  test.each([
    ['invalid_parameter', 400, 'HSS.0001'],
    ['conflict', 400, 'HSS.0001'],
    ['unreadable', 400, 'HSS.0002'],
    ['not_found', 400, 'HSS.0011'],
    ['forbidden', 403, 'HSS.0013'],
    ['overloaded', 503, 'HULLWATCH.0002'],
    ['database_unavailable', 503, 'HULLWATCH.0002'],
  ])('%s is %i %s', async (code, status, errorCode) => {
    await expectError(ask(`/fail/${code}`), status, errorCode, new RegExp(`it is ${code}`));
  });

  test.each(['database', 'shutdown'])('a %s error is 503 with Retry-After, without its text', async (id) => {
    const reply = ask(`/fail/${id}`);
    await expectError(reply, 503, 'HULLWATCH.0002', /database/);
    expect((await reply).headers.get('retry-after')).toBe('5');
    expect((await reply).text).not.toContain('10.0.0.9');
  });

  test.each(['bug', 'internal', 'config_invalid'])('%s is 500 and shows the request id only', async (id) => {
    const reply = ask(`/fail/${id}`);
    await expectError(reply, 500, 'HULLWATCH.0001');
    expect((await reply).text).not.toMatch(/secret-of-the-house|it is/);
    expect((await reply).text).toContain((await reply).headers.get('x-request-id'));
  });
});

test('a database that is not there is 503 for whoever calls, and health still answers', async () => {
  const gone = openPool({ host: '127.0.0.1', port: 1, user: 'nobody', database: 'none' });
  const cut = await startTestApi({ pool: gone, endpoints });
  await expectError(send(cut.address, { target: of('/images'), key: user.key }), 503, 'HULLWATCH.0002', /database/);
  const headers = { 'x-auth-token': 'any' };
  await expectError(send(cut.address, { target: of('/images'), headers }), 503, 'HULLWATCH.0002', /database/);
  expect((await send(cut.address, { target: '/healthz' })).status).toBe(200);
  await cut.close();
  await gone.end();
});

describe('health', () => {
  test('needs no credentials', async () => {
    expect((await send(api.address, { target: '/healthz' })).json).toEqual({ status: 'ok' });
    expect((await send(api.address, { method: 'HEAD', target: '/healthz' })).status).toBe(200);
    expect((await send(api.address, { target: '/readyz' })).json).toEqual({ status: 'ok', problems: [] });
  });

  test('says what is missing', async () => {
    const ready = async () => ({ ready: false, problems: ['the schema is older than this program'] });
    const waiting = await startTestApi({ pool: database.pool, endpoints: [], ready });
    const reply = await send(waiting.address, { target: '/readyz' });
    expect(reply.status).toBe(503);
    expect(reply.json).toEqual({ status: 'unavailable', problems: ['the schema is older than this program'] });
    await waiting.close();
  });

  test('counts requests by route template, never by path', async () => {
    await ask('/some-image-id/images');
    const { text } = await send(api.address, { target: '/metrics' });
    expect(text).toMatch(
      /hullwatch_http_request_seconds_count\{method="GET",route="\/v5\/:project_id\/:id\/images",status="200"\} \d+/,
    );
    expect(text).not.toContain('some-image-id');
  });
});

test('a stop lets the running request finish', async () => {
  const stopping = await startTestApi({ pool: database.pool, endpoints });
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const reply = send(stopping.address, { target: of('/slow'), key: user.key });
  await running;
  const closed = stopping.close();
  release();
  expect((await reply).json).toEqual({ slow: true });
  await closed;
  await expect(send(stopping.address, { target: '/healthz' })).rejects.toThrow();
});

test('every answer has a request id of its own, and none that a client chose', async () => {
  const targets = [of('/images'), '/nowhere', '/healthz', '/v3/projects', '/metrics', of('/fail/bug')];
  const replies = await Promise.all(
    targets.map((target) => send(api.address, { target, headers: { 'x-request-id': 'chosen' } })),
  );
  const ids = replies.map((reply) => reply.headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(targets.length);
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id ?? ''))).toBe(true);
});

async function expectError(sent: ReturnType<typeof send>, status: number, code: string, message = /./): Promise<void> {
  const reply = await sent;
  expect([reply.status, reply.json]).toEqual([
    status,
    { error_code: code, error_msg: expect.stringMatching(message), error_description: expect.stringMatching(message) },
  ]);
  expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
}

function expectRawError(text: string, status: number, code: string): void {
  expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(text).toMatch(/\r\nx-request-id: [0-9a-f]{32}\r\n/i);
  expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))).toMatchObject({ error_code: code });
}

async function tokenOf(who: TestUser): Promise<string> {
  const login = { userName: who.principal.userName, domain: { name: 'hullwatch' }, password: 'correct horse' };
  return (await api.app.loginDesk.logIn({ ...login, project: null }, '127.0.0.1')).token.token;
}

async function signedGetWithBody(target: string, signedBody: string, sentBody: string): Promise<string> {
  const { sign } = await import('../auth/index.ts');
  const url = new URL(`${api.address}${target}`);
  const headers = sign({ method: 'GET', url, body: signedBody, ...user.key, now: Date.now() });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `GET ${target} HTTP/1.1\r\n${lines.join('')}Content-Length: ${sentBody.length}\r\n`;
  return rawRequest(api.address, `${head}\r\n${sentBody}`);
}
