import { afterEach, expect, test, vi } from 'vitest';
import type { FakeAuth } from '../../fixtures/registry/index.ts';
import { type ClientOfFake, openClientOfFake } from '../../testing/registries/open-client.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });

const ann = { username: 'ann', password: 'secret' };
const opened: ClientOfFake[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

test('Basic: one rejected request, then every request has the header', async () => {
  const { client, registry } = await open({ kind: 'basic', ...ann });
  await client.ping();
  await client.manifest('a/b', 'x');
  await client.manifest('a/c', 'x');
  expect(registry.requests.map(({ headers }) => headers.authorization?.split(' ')[0])).toEqual([
    undefined,
    'Basic',
    'Basic',
    'Basic',
  ]);
});

test('Bearer: one token per scope, used for all its requests', async () => {
  const { client, registry } = await open({ kind: 'bearer', ...ann });
  for (const repository of ['a/b', 'a/b', 'a/c', 'a/b']) await client.manifest(repository, 'x');
  expect(registry.tokensGiven).toBe(2);
  expect(client.requests).toBe(4 + 2 + 1);
});

test('many requests at once share one token', async () => {
  const { client, registry } = await open({ kind: 'bearer', ...ann });
  await Promise.all(Array.from({ length: 100 }, () => client.manifest('a/b', 'x')));
  expect(registry.tokensGiven).toBe(1);
});

test('Bearer is preferred where Basic is offered too: the password goes to the token service only', async () => {
  const { client, registry } = await open({ kind: 'bearer', alsoBasic: true, ...ann });
  await client.manifest('a/b', 'x');
  const basic = registry.requests.filter(({ headers }) => headers.authorization?.startsWith('Basic'));
  expect(basic.map(({ url }) => url.split('?')[0])).toEqual(['/token']);
});

test('a token is renewed at 80 % of its life', async () => {
  const { client, registry, advance } = await open({ kind: 'bearer', tokenSeconds: 100, ...ann });
  await client.manifest('a/b', 'x');
  advance(79_000);
  await client.manifest('a/b', 'x');
  expect(registry.tokensGiven).toBe(1);
  advance(2_000);
  await client.manifest('a/b', 'x');
  expect(registry.tokensGiven).toBe(2);
});

test('a token without expires_in is used for 60 seconds', async () => {
  const { client, registry, advance } = await open({
    kind: 'bearer',
    noExpiry: true,
    tokenField: 'access_token',
    ...ann,
  });
  await client.manifest('a/b', 'x');
  advance(47_000);
  await client.manifest('a/b', 'x');
  expect(registry.tokensGiven).toBe(1);
  advance(2_000);
  await client.manifest('a/b', 'x');
  expect(registry.tokensGiven).toBe(2);
});

test('a token that is rejected later is replaced once, without an error', async () => {
  const { client, registry } = await open({ kind: 'bearer', ...ann });
  await client.manifest('a/b', 'x');
  registry.revokeTokens();
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.manifest('a/b', 'x')));
  expect(answers.every(({ status }) => status === 'absent')).toBe(true);
  expect(registry.tokensGiven).toBe(2);
});

test('a valid token without the right is registry_forbidden, and not requested again', async () => {
  const { client, registry } = await open({ kind: 'bearer', denied: ['repository:a/b:pull'], ...ann });
  await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({ code: 'registry_forbidden' });
  expect(registry.requests.length).toBeLessThanOrEqual(3);
  expect(await client.manifest('a/c', 'x')).toEqual({ status: 'absent' });
});

test.each<[string, FakeAuth]>([
  ['Basic, as Harbor', { kind: 'basic', denied: ['repository:a/b:pull'], ...ann }],
  ['Bearer, as Quay', { kind: 'bearer', denied: ['repository:a/b:pull'], vague: true, ...ann }],
])('one repository denied by a 401 with %s is forbidden; the account is not', async (_title, auth) => {
  const { client } = await open(auth);
  const denied = { code: 'registry_forbidden', message: expect.stringMatching(/denies access to the .*a\/b/) };
  await expect(client.tags('a/b').next()).rejects.toMatchObject(denied);
  await expect(client.manifest('a/b', 'x')).rejects.toMatchObject(denied);
  expect(await client.manifest('a/c', 'x')).toEqual({ status: 'absent' });
});

test('a tag list that requires another scope than manifests gets its own token, and both are cached', async () => {
  const { client, registry } = await open({ kind: 'bearer', listAction: 'metadata_read', ...ann });
  for (let round = 0; round < 3; round++) {
    for (const repository of ['a/b', 'a/c']) {
      expect(await client.tags(repository).next()).toEqual({ done: true, value: undefined });
      expect(await client.manifest(repository, 'x')).toEqual({ status: 'absent' });
    }
  }
  // Of the second repository the usual token is tried first: nothing says yet that its list asks for another, too.
  expect(registry.tokensGiven).toBe(4);
});

test('a caller that waits for a token can be aborted', async () => {
  // A byte a second: the whole token takes longer than a test may.
  const { client } = await open({ kind: 'bearer', dripMs: 1000, ...ann });
  const reason = new Error('stopped');
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 300);
  await expect(client.manifest('a/b', 'x', { signal: stop.signal })).rejects.toBe(reason);
});

test.each<[string, FakeAuth]>([
  ['Basic', { kind: 'basic', ...ann, password: 'other' }],
  ['Bearer', { kind: 'bearer', ...ann, password: 'other' }],
])('a wrong password with %s is an authentication failure without the password in it', async (_title, auth) => {
  const { client } = await open(auth);
  const error = await client.ping().catch((each) => each as Error);
  expect(error).toMatchObject({ code: 'registry_authentication_failed' });
  expect(JSON.stringify([String(error), error])).not.toMatch(/secret|YW5u/);
});

test('a registry that requires credentials is reported when none are configured', async () => {
  const { client } = await open({ kind: 'basic', ...ann }, null);
  await expect(client.ping()).rejects.toMatchObject({
    code: 'registry_authentication_failed',
    message: expect.stringMatching(/none are configured/),
  });
});

test('anonymous tokens are fetched without credentials', async () => {
  const { client, registry } = await open({ kind: 'bearer' }, null);
  expect(await client.manifest('a/b', 'x')).toEqual({ status: 'absent' });
  expect(registry.requests.find(({ url }) => url.startsWith('/token'))?.headers.authorization).toBeUndefined();
});

test.each([
  ['another domain', 'https://tokens.evil.example/token', 'egress_denied'],
  ['the metadata service', 'http://169.254.169.254/token', 'egress_denied'],
  ['no address', 'Some Realm', 'registry_protocol'],
])('the password is not sent to a realm that is %s', async (_title, realm, code) => {
  const { client, registry } = await open({ kind: 'bearer', realm, ...ann });
  await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({ code });
  expect(registry.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

test('a realm at the metadata service is refused by the egress policy, also without credentials', async () => {
  const { client } = await open({ kind: 'bearer', realm: 'http://169.254.169.254/token' }, null);
  await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({ code: 'egress_denied' });
});

async function open(auth: FakeAuth, credentials: typeof ann | null = ann): Promise<ClientOfFake> {
  const each = await openClientOfFake({ auth, credentials });
  opened.push(each);
  return each;
}
