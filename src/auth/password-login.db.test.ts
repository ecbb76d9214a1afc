import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStandingClock, createTestUser, type StandingClock, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { inTransaction } from '../database/index.ts';
import { createVault } from '../secrets/index.ts';
import { grantRole } from './access.ts';
import { type Login, openPasswordLogin, type PasswordLogin } from './password-login.ts';
import { DEFAULT_DOMAIN, domainId } from './principals.ts';

const vault = createVault(Buffer.alloc(32, 7));
const PASSWORD = 'correct horse';
let database: TestDatabase;
let clock: StandingClock;
let desk: PasswordLogin;
let user: TestUser;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  clock = createStandingClock(Date.parse('2026-11-24T10:00:00Z'));
  desk = openPasswordLogin({ db: database.pool, clock });
  user = await createTestUser(database.pool, vault, { password: PASSWORD });
});

afterAll(() => database.drop());

test('the project may be given by id, by name, or left out when there is one', async () => {
  const { projectId } = user.tenant;
  for (const project of [{ id: projectId }, { name: `project-${projectId}` }, null]) {
    const { caller, token } = await logIn({ project });
    expect(caller.tenant).toEqual(user.tenant);
    expect(token.token).toMatch(/^[\w-]{43}$/);
  }
});

test('the domain may be given by name or by id', async () => {
  await expect(logIn({ domain: { id: domainId(DEFAULT_DOMAIN) } })).resolves.toBeDefined();
  await expect(logIn({ domain: { name: 'another' } })).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(logIn({ domain: { id: domainId('another') } })).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a wrong password and an unknown user are refused with the same words', async () => {
  const wrong = await logIn({ password: 'wrong horse' }).catch((error) => error);
  const unknown = await logIn({ userName: 'nobody' }).catch((error) => error);
  expect(wrong.code).toBe('unauthenticated');
  expect(unknown.message).toBe(wrong.message);
});

test('a user without a password cannot log in', async () => {
  const keysOnly = await createTestUser(database.pool, vault);
  await expect(logIn({ userName: keysOnly.principal.userName, password: '' })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

describe('a project', () => {
  test('of somebody else gives the same error as one that does not exist', async () => {
    const other = await createTestUser(database.pool, vault);
    const foreign = await logIn({ project: { id: other.tenant.projectId } }).catch((error) => error);
    const absent = await logIn({ project: { id: 'nowhere' } }).catch((error) => error);
    expect(foreign).toMatchObject({ code: 'unauthenticated', message: absent.message });
  });

  test('has to be named by a user who has several', async () => {
    const other = await createTestUser(database.pool, vault);
    const { principalPk } = user.principal;
    await inTransaction(database.pool, (tx) =>
      grantRole(tx, other.tenant, { principalPk, epsPk: null, role: 'auditor' }),
    );
    await expect(logIn({ project: null })).rejects.toMatchObject({ code: 'invalid_parameter' });
    const { caller } = await logIn({ project: { id: other.tenant.projectId } });
    expect(caller.grants).toEqual([{ epsPk: null, role: 'auditor' }]);
  });
});

test('six wrong passwords lock the user for that address, and not for another', async () => {
  for (let each = 0; each < 6; each++) await logIn({ password: 'wrong horse' }).catch(() => {});
  await expect(logIn({})).rejects.toMatchObject({ message: expect.stringContaining('locked') });
  await expect(logIn({}, '10.0.0.2')).resolves.toBeDefined();
  clock.advance(5 * 60_000);
  await expect(logIn({})).resolves.toBeDefined();
});

test('attempts sent all at once do not get around the lock', async () => {
  const wrong = Array.from({ length: 16 }, () => logIn({ password: 'wrong horse' }).catch(() => {}));
  const right = logIn({});
  await expect(right).rejects.toMatchObject({ message: expect.stringContaining('locked') });
  await Promise.all(wrong);
});

test('one password tried on many users locks the address', async () => {
  const users = await Promise.all(
    [1, 2, 3, 4, 5].map(() => createTestUser(database.pool, vault, { password: PASSWORD })),
  );
  for (const { principal } of users) {
    for (let each = 0; each < 5; each++) {
      await logIn({ userName: principal.userName, password: 'wrong horse' }).catch(() => {});
    }
  }
  await expect(logIn({})).rejects.toMatchObject({ message: expect.stringContaining('locked') });
  await expect(logIn({}, '10.0.0.2')).resolves.toBeDefined();
});

function logIn(change: Partial<Login>, source = '10.0.0.1') {
  const login = { userName: user.principal.userName, domain: { name: DEFAULT_DOMAIN }, password: PASSWORD };
  return desk.logIn({ ...login, project: null, ...change }, source);
}
