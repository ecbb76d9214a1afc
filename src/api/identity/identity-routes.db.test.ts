import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Reply, send, startTestApi, type TestApi } from '../../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';

const PASSWORD = 'correct horse';
let database: TestDatabase;
let api: TestApi;
let user: TestUser;

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool, endpoints: [] });
  user = await createTestUser(database.pool, api.deps.vault, { password: PASSWORD });
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

interface Token {
  readonly token: Record<string, unknown> & { issued_at: string; expires_at: string };
}

describe('POST /v3/auth/tokens', () => {
  test('answers a token for 24 hours as Keystone does', async () => {
    const reply = await logIn({});
    expect(reply.status).toBe(201);
    expect(reply.headers.get('x-subject-token')).toMatch(/^[\w-]{43}$/);
    expect(reply.headers.get('x-iam-trace-id')).toBe(reply.headers.get('x-request-id'));
    const { token } = reply.json as Token;
    const domain = { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'hullwatch' };
    expect(token).toEqual({
      methods: ['password'],
      issued_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      expires_at: expect.stringMatching(/\.\d{6}Z$/),
      user: { id: expect.any(String), name: user.principal.userName, domain, password_expires_at: '' },
      project: { id: user.tenant.projectId, name: `project-${user.tenant.projectId}`, domain },
      roles: [{ id: 'admin', name: 'admin' }],
      catalog: [],
    });
    expect(Date.parse(token.expires_at) - Date.parse(token.issued_at)).toBe(24 * 3_600_000);
    expect(reply.text).not.toContain(reply.headers.get('x-subject-token'));
  });

  test('takes the project by name, and ?nocatalog', async () => {
    const scope = { project: { name: `project-${user.tenant.projectId}` } };
    expect((await logIn({ scope }, '?nocatalog=true')).status).toBe(201);
  });

  test('refuses a wrong password in the shape of Keystone', async () => {
    await expectError(logIn({ password: 'wrong horse' }), 401, 'Unauthorized', /user name or the password/);
    await expectError(logIn({ scope: { project: { id: 'nowhere' } } }), 401, 'Unauthorized', /no role/);
  });

  test.each([
    ['no JSON', '{"auth":'],
    ['another method', JSON.stringify(request({}, ['token']))],
    ['no user', JSON.stringify({ auth: { identity: { methods: ['password'], password: {} } } })],
    ['a password that is no text', JSON.stringify(request({ password: { 'hidden-value': 1 } }))],
    ['a user without domain', JSON.stringify(request({ domain: {} }))],
    ['a domain to act in', JSON.stringify(request({ scope: { domain: { name: 'hullwatch' } } }))],
    ['endless text', JSON.stringify(request({ filler: 'x'.repeat(70_000) }))],
    ['nothing', ''],
    ['a list', '[]'],
  ])('answers %s with 400 and without repeating it', async (_what, text) => {
    const reply = await send(api.address, { method: 'POST', target: '/v3/auth/tokens', body: text });
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: { code: 400, title: 'Bad Request' } });
    expect(reply.text).not.toMatch(/hidden-value|correct horse|xxxx/);
  });

  test('answers a U+0000 in a name or an id with 400: no stored text holds one', async () => {
    await expectError(logIn({ name: 'a\0' }), 400, 'Bad Request', /malformed/);
    await expectError(logIn({ scope: { project: { id: '\0' } } }), 400, 'Bad Request', /malformed/);
    await expectError(logIn({ scope: { project: { name: 'a\0b' } } }), 400, 'Bad Request', /malformed/);
  });
});

describe('what a credential belongs to', () => {
  test('is one project, whatever region the client asks for', async () => {
    for (const target of ['/v3/projects?name=eu-west-101', '/v3/projects']) {
      const reply = await send(api.address, { target, key: user.key });
      expect(reply.json).toEqual({
        projects: [expect.objectContaining({ id: user.tenant.projectId, name: `project-${user.tenant.projectId}` })],
      });
    }
  });

  test('is one domain', async () => {
    const reply = await send(api.address, { target: '/v3/auth/domains', key: user.key });
    expect(reply.json).toEqual({ domains: [expect.objectContaining({ name: 'hullwatch' })] });
    expect(reply.headers.get('x-iam-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is answered to a token and to a signature, and to nobody else', async () => {
    const token = (await logIn({})).headers.get('x-subject-token') ?? '';
    const byToken = await send(api.address, { target: '/v3/projects', headers: { 'x-auth-token': token } });
    expect(byToken.json).toMatchObject({ projects: [{ id: user.tenant.projectId }] });
    await expectError(send(api.address, { target: '/v3/projects' }), 401, 'Unauthorized', /Authorization/);
  });
});

interface Change {
  name?: string;
  password?: unknown;
  domain?: object;
  scope?: object;
  filler?: string;
}

function request(change: Change, methods = ['password']): object {
  const { scope = { project: { id: user?.tenant.projectId } }, ...fields } = change;
  const person = { name: user?.principal.userName, password: PASSWORD, domain: { name: 'hullwatch' }, ...fields };
  return { auth: { identity: { methods, password: { user: person } }, scope } };
}

function logIn(change: Change, query = ''): Promise<Reply> {
  const target = `/v3/auth/tokens${query}`;
  return send(api.address, { method: 'POST', target, body: JSON.stringify(request(change)) });
}

async function expectError(sent: Promise<Reply>, code: number, title: string, message: RegExp): Promise<void> {
  const reply = await sent;
  expect(reply.status).toBe(code);
  expect(reply.json).toMatchObject({ error: { code, title, message: expect.stringMatching(message) } });
  expect(reply.json).toMatchObject({ error_msg: expect.stringMatching(message), error_code: expect.any(String) });
}
