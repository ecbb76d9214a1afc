import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  expectError,
  expectRawError,
  rawRequest,
  send,
  startTestApi,
  type TestApi,
  type TestCall,
  testOperation,
} from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { openPool } from '../database/index.ts';
import { AppError, type ErrorCode } from '../model/index.ts';
import { endpoint } from './http/handler.ts';
import { MAX_BODY_BYTES } from './http/raw-body.ts';

const query = Type.Object({ limit: Type.Optional(Type.Integer()) });
const body = { schema: Type.Object({ name: Type.String() }), required: true };
const failures: Record<string, unknown> = {
  database: Object.assign(new Error('connect ECONNREFUSED 10.0.0.9:5432'), { code: 'ECONNREFUSED' }),
  shutdown: Object.assign(new Error('terminating connection'), { code: '57P01' }),
  bug: new TypeError('cannot read secret-of-the-house'),
};

let release: () => void = () => {};
let started: () => void = () => {};
const endpoints = [
  endpoint(testOperation('GET', '/images', { query }), async ({ query }) => ({ query })),
  endpoint(testOperation('GET', '/{id}/images'), async ({ params }) => ({ params })),
  endpoint(testOperation('POST', '/images', { access: 'operate', body }), async (call) => ({ body: call.body })),
  endpoint(testOperation('GET', '/fail/{id}'), async ({ params }) => {
    const { id } = params as { id: string };
    throw failures[id] ?? new AppError(id as ErrorCode, `it is ${id}`);
  }),
  endpoint(testOperation('GET', '/slow'), async () => {
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

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool, endpoints });
  user = await createTestUser(database.pool, api.deps.vault, { password: 'correct horse' });
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

const of = (path: string): string => `/v5/${user.tenant.projectId}${path}`;
const ask = (path: string, more: Partial<TestCall> = {}) =>
  send(api.address, { target: of(path), key: user.key, ...more });

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

  test('that is not HTTP still gets a readable answer', async () => {
    expectRawError(await rawRequest(api.address, 'nonsense\r\n\r\n'), 400, 'APIGW.0201');
    expectRawError(
      await rawRequest(api.address, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`),
      431,
      'APIGW.0201',
    );
    expectRawError(await rawRequest(api.address, 'GET /v5/%zz/images HTTP/1.1\r\nHost: x\r\n\r\n'), 400, 'APIGW.0201');
  });

  test('in an Expect header or with an unknown method is answered like everything else', async () => {
    const expectation = `GET ${of('/images')} HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n`;
    expectRawError(await rawRequest(api.address, expectation), 417, 'APIGW.0201');
    expectRawError(
      await rawRequest(api.address, `PURGE ${of('/images')} HTTP/1.1\r\nHost: x\r\n\r\n`),
      404,
      'APIGW.0101',
    );
  });

  test('without a Host header, or asking for a tunnel, is answered like everything else', async () => {
    expectRawError(await rawRequest(api.address, 'GET /healthz HTTP/1.1\r\n\r\n'), 400, 'APIGW.0201');
    expect(await rawRequest(api.address, 'GET /healthz HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
    expectRawError(await rawRequest(api.address, 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n'), 400, 'APIGW.0201');
  });

  test('in a value of the path that is too long is 400', async () => {
    const endless = `GET ${of(`/${'x'.repeat(5000)}/images`)} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const answer = await rawRequest(api.address, endless);
    expectRawError(answer, 400, 'APIGW.0201');
    expect(answer).toContain('a value in the path is too long');
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
    for (const method of ['TRACE', 'QUERY']) {
      const answer = await rawRequest(api.address, `${method} ${of('/images')} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expectRawError(answer, 405, 'APIGW.0101');
    }
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

test('an unreachable database is 503 for every caller, and health still answers', async () => {
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

test('a shutdown lets the running request finish', async () => {
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

test('a client that sent half a request does not delay a shutdown', async () => {
  const stopping = await startTestApi({ pool: database.pool, endpoints });
  const silent = rawRequest(stopping.address, 'GET /hea', 30_000);
  expect((await send(stopping.address, { target: '/healthz' })).status).toBe(200);
  await stopping.close();
  expect(await silent).toBe('');
}, 10_000);

test('every answer has a request id of its own, and none that a client chose', async () => {
  const targets = [of('/images'), '/nowhere', '/healthz', '/v3/projects', '/metrics', of('/fail/bug')];
  const replies = await Promise.all(
    targets.map((target) => send(api.address, { target, headers: { 'x-request-id': 'chosen' } })),
  );
  const ids = replies.map((reply) => reply.headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(targets.length);
  expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id ?? ''))).toBe(true);
});

async function tokenOf(who: TestUser): Promise<string> {
  const login = { userName: who.principal.userName, domain: { name: 'hullwatch' }, password: 'correct horse' };
  return (await api.app.passwordLogin.logIn({ ...login, project: null }, '127.0.0.1')).token.token;
}
