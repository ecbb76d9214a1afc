import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStandingClock, createTestUser, type StandingClock, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { createVault } from '../secrets/index.ts';
import { sign } from '../signing/index.ts';
import { grantRole } from './access.ts';
import { deactivateAccessKey } from './access-keys.ts';
import { type Authenticator, openAuthenticator } from './authenticator.ts';
import { setPassword } from './principals.ts';
import { issueToken, purgeExpiredTokens } from './tokens.ts';

const START = Date.parse('2026-11-24T10:00:00Z');
const HOUR = 3_600_000;
const vault = createVault(Buffer.alloc(32, 7));
const body = Buffer.alloc(0);
let database: TestDatabase;
let clock: StandingClock;
let authenticator: Authenticator;
let user: TestUser;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  clock = createStandingClock(START);
  authenticator = openAuthenticator({ db: database.pool, vault, clock });
  user = await createTestUser(database.pool, vault);
});

afterAll(() => database.drop());

describe('a signature', () => {
  test('says who calls, in which project, with which roles', async () => {
    expect(await check()).toEqual({
      ...user.principal,
      tenant: user.tenant,
      projectName: `project-${user.tenant.projectId}`,
      grants: [{ epsPk: null, role: 'admin' }],
    });
  });

  test('of an unknown key and a wrong one of a known key are refused with the same words', async () => {
    const unknown = await check({ accessKey: 'UNKNOWN' }).catch((error) => error);
    const wrong = await check({ secretKey: 'not-the-secret-key' }).catch((error) => error);
    expect(unknown).toMatchObject({ code: 'unauthenticated', message: wrong.message });
    expect(wrong.message).not.toContain(user.key.secretKey);
  });

  test('that is refused costs one query and one unsealing, whether the key is unknown, new or cached', async () => {
    const counts = { queries: 0, unsealed: 0 };
    const query = ((...given: Parameters<typeof database.pool.query>) => {
      counts.queries++;
      return database.pool.query(...given);
    }) as typeof database.pool.query;
    const unseal = (sealed: Buffer, context: string) => {
      counts.unsealed++;
      return vault.unseal(sealed, context);
    };
    authenticator = openAuthenticator({ db: { query }, vault: { ...vault, unseal }, clock });
    const costOf = async (attempt: Attempt) => {
      Object.assign(counts, { queries: 0, unsealed: 0 });
      await check(attempt).catch(() => {});
      return { ...counts };
    };
    expect(await costOf({ accessKey: 'UNKNOWN' })).toEqual({ queries: 1, unsealed: 1 });
    expect(await costOf({ secretKey: 'not-the-secret-key' })).toEqual({ queries: 1, unsealed: 1 });
    await check();
    expect(await costOf({})).toEqual({ queries: 0, unsealed: 0 });
    expect(await costOf({ secretKey: 'not-the-secret-key' })).toEqual({ queries: 1, unsealed: 1 });
  });

  test('is refused after six failures in a row for five minutes, from that address only', async () => {
    for (let each = 0; each < 6; each++) await check({ secretKey: 'not-the-secret-key' }).catch(() => {});
    await expect(check()).rejects.toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('locked'),
    });
    await expect(check({ source: '10.0.0.2' })).resolves.toBeDefined();
    clock.advance(5 * 60_000);
    await expect(check()).resolves.toBeDefined();
  });

  test('five failures do not lock, and a success starts the count at zero', async () => {
    for (let round = 0; round < 2; round++) {
      for (let each = 0; each < 5; each++) await check({ secretKey: 'not-the-secret-key' }).catch(() => {});
      await expect(check()).resolves.toBeDefined();
    }
  });

  test('of a revoked key is refused within ten seconds', async () => {
    await check();
    await deactivateAccessKey(database.pool, user.tenant, user.key.accessKey);
    clock.advance(10_001);
    await expect(check()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('over a malformed query is refused with a message about the query', async () => {
    const head = { method: 'GET', target: '/v5/x?a=%zz', headers: signed({}) };
    const claim = authenticator.readClaim(head, '10.0.0.1');
    await expect(authenticator.checkSignature(claim, head, body, '10.0.0.1')).rejects.toMatchObject({
      code: 'invalid_parameter',
    });
  });

  test('made with a secret copied from the row of another key is an internal error', async () => {
    const other = await createTestUser(database.pool, vault);
    await database.pool.query(
      'UPDATE access_key SET secret_sealed = (SELECT secret_sealed FROM access_key WHERE access_key = $1) WHERE access_key = $2',
      [other.key.accessKey, user.key.accessKey],
    );
    await expect(check({ secretKey: other.key.secretKey })).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a token', () => {
  test('is valid for 24 hours', async () => {
    const { token, expiresAt } = await issueToken(database.pool, holder(), clock.now());
    expect(expiresAt).toBe(START + 24 * HOUR);
    expect((await authenticator.checkToken(token)).tenant).toEqual(user.tenant);
    clock.advance(24 * HOUR - 1);
    await expect(authenticator.checkToken(token)).resolves.toBeDefined();
    clock.advance(1);
    await expect(authenticator.checkToken(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('is stored as a hash only', async () => {
    const { token } = await issueToken(database.pool, holder(), clock.now());
    const { rows } = await database.pool.query('SELECT token_hash FROM auth_token');
    expect(rows.map(({ token_hash }) => token_hash.toString('base64url'))).not.toContain(token);
    expect(rows.every(({ token_hash }) => token_hash.length === 32)).toBe(true);
  });

  test.each([['unknown'], [''], ['x'.repeat(40_000)]])('that was never issued is refused', async (token) => {
    await expect(authenticator.checkToken(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('is refused within ten seconds of a new password', async () => {
    const { token } = await issueToken(database.pool, holder(), clock.now());
    await authenticator.checkToken(token);
    const tx = await database.pool.connect();
    await setPassword(tx, user.principal.principalPk, 'a new password').finally(() => tx.release());
    clock.advance(10_001);
    await expect(authenticator.checkToken(token)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('has new roles within ten seconds', async () => {
    const { token } = await issueToken(database.pool, holder(), clock.now());
    await authenticator.checkToken(token);
    const tx = await database.pool.connect();
    const grant = { principalPk: user.principal.principalPk, epsPk: null, role: 'auditor' } as const;
    await grantRole(tx, user.tenant, grant).finally(() => tx.release());
    clock.advance(10_001);
    expect((await authenticator.checkToken(token)).grants).toEqual([{ epsPk: null, role: 'auditor' }]);
  });

  test('that expired is purged, a valid one stays', async () => {
    await database.pool.query('DELETE FROM auth_token');
    await issueToken(database.pool, holder(), START - 25 * HOUR);
    const living = await issueToken(database.pool, holder(), START - 2 * HOUR);
    expect(await purgeExpiredTokens(database.pool, START, 100)).toBe(1);
    await expect(authenticator.checkToken(living.token)).resolves.toBeDefined();
  });
});

interface Attempt {
  accessKey?: string;
  secretKey?: string;
  source?: string;
}

async function check(attempt: Attempt = {}) {
  const source = attempt.source ?? '10.0.0.1';
  const head = { method: 'GET', target: '/v5/x?a=1', headers: signed(attempt) };
  return authenticator.checkSignature(authenticator.readClaim(head, source), head, body, source);
}

function signed(attempt: Attempt): Record<string, string> {
  const url = new URL('http://hw.example/v5/x?a=1');
  return sign({ method: 'GET', url, ...user.key, ...attempt, now: clock.now() });
}

function holder() {
  return { projectPk: user.tenant.projectPk, principalPk: user.principal.principalPk };
}
