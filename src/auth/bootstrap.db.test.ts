import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { systemClock } from '../process/index.ts';
import { createVault } from '../secrets/index.ts';
import { loadAccessKey } from './access-keys.ts';
import { bootstrap } from './bootstrap.ts';
import { openPasswordLogin } from './password-login.ts';

const vault = createVault(Buffer.alloc(32, 7));
const GENERATED = { projectId: null, accessKey: null, secretKey: null };
let databases: TestDatabase[] = [];

beforeAll(async () => {
  databases = await Promise.all([1, 2, 3].map(() => createTestDatabase()));
});

afterAll(async () => {
  await Promise.all(databases.map((database) => database.drop()));
});

test('the first start creates a project, an administrator who can log in, and a key that works', async () => {
  const { pool } = databaseAt(0);
  const first = await bootstrap(pool, GENERATED, vault);
  if (first === null) throw new Error('the database was not empty');
  const known = await loadAccessKey(pool, first.accessKey, vault);
  expect(known?.secretKey).toBe(first.secretKey);
  expect(known?.caller.tenant.projectId).toBe(first.projectId);
  expect(known?.caller.grants).toEqual([{ epsPk: null, role: 'admin' }]);
  const { caller } = await openPasswordLogin({ db: pool, clock: systemClock }).logIn(
    { userName: first.userName, domain: { name: 'hullwatch' }, password: first.password, project: null },
    '127.0.0.1',
  );
  expect(caller.tenant.projectId).toBe(first.projectId);
});

test('a configured project id and key are used, and a second start changes nothing', async () => {
  const { pool } = databaseAt(1);
  const options = { projectId: 'my-project', accessKey: 'MYACCESSKEY', secretKey: 'my-secret-key-of-the-test' };
  expect(await bootstrap(pool, options, vault)).toMatchObject(options);
  expect(await bootstrap(pool, { ...options, accessKey: 'ANOTHER' }, vault)).toBeNull();
  expect(await bootstrap(pool, GENERATED, vault)).toBeNull();
  const { rows } = await pool.query('SELECT access_key FROM access_key');
  expect(rows).toEqual([{ access_key: 'MYACCESSKEY' }]);
});

test('of two processes that start at once, one creates the project', async () => {
  const { pool } = databaseAt(2);
  const starts = await Promise.all([1, 2, 3, 4].map(() => bootstrap(pool, GENERATED, vault)));
  expect(starts.filter((start) => start !== null)).toHaveLength(1);
});

test('neither the secret key nor the password is stored in the clear', async () => {
  const { pool } = databaseAt(1);
  const { rows } = await pool.query("SELECT encode(secret_sealed, 'escape') AS sealed FROM access_key");
  expect(rows[0].sealed).not.toContain('my-secret-key');
});

function databaseAt(index: number): TestDatabase {
  const database = databases[index];
  if (database === undefined) throw new Error('no such database');
  return database;
}
