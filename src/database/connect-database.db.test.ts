import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { waitForDatabase } from './connect-database.ts';
import { openPool, type Pool } from './database.ts';
import { pendingMigrations } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a database that answers is taken at once', async () => {
  await waitForDatabase(database.pool, { seconds: 0 });
});

test('a server that is not there is waited for, then named without the password', async () => {
  const pool = openPool('postgresql://someone:hunter2@127.0.0.1:9/db');
  const waits: string[] = [];
  const at = Date.now();
  const failed = waitForDatabase(pool, { seconds: 1, onWait: (reason) => waits.push(reason) });
  await expect(failed).rejects.toThrow(/^the database does not answer: connect ECONNREFUSED 127\.0\.0\.1:9$/);
  expect(Date.now() - at).toBeGreaterThanOrEqual(1000);
  expect(waits).toHaveLength(1);
  await pool.end();
});

test('an error that waiting does not cure fails at once', async () => {
  const pool = openPool(database.url.replace(/\/test_\w+/, '/absent'));
  const waits: string[] = [];
  const failed = waitForDatabase(pool, { seconds: 30, onWait: (reason) => waits.push(reason) });
  await expect(failed).rejects.toThrow(/database "absent" does not exist/);
  expect(waits).toEqual([]);
  await pool.end();
});

test('PostgreSQL 14 is refused by its version', async () => {
  const old = { query: async () => ({ rows: [{ version: '14.12 (Debian)' }] }) } as unknown as Pool;
  await expect(waitForDatabase(old, { seconds: 30 })).rejects.toThrow(
    'PostgreSQL 14.12 (Debian); 15 or newer is needed',
  );
});

test('migrations that are not applied are named', async () => {
  expect(await pendingMigrations(database.pool)).toEqual([]);
  await database.pool.query(`DELETE FROM migration WHERE name LIKE '0006%'`);
  expect(await pendingMigrations(database.pool)).toEqual(['0006-workers.sql']);
  await database.pool.query('DROP TABLE migration');
  expect(await pendingMigrations(database.pool)).toContain('0001-tenancy.sql');
});
