import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { migrate, refuseForeignSchema } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a migrated database has nothing left to apply', async () => {
  expect(await migrate(database.pool)).toEqual([]);
});

test('an empty database is not from another release', async () => {
  const empty = await createTestDatabase({ empty: true });
  await expect(refuseForeignSchema(empty.pool)).resolves.toBeUndefined();
  await empty.drop();
});

test('a database from a newer release is refused by name', async () => {
  await database.pool.query(`INSERT INTO migration VALUES ('9999-future.sql', 'x')`);
  for (const look of [migrate, refuseForeignSchema])
    await expect(look(database.pool)).rejects.toThrow(/9999-future\.sql comes from a newer release; use the release/);
  await database.pool.query(`DELETE FROM migration WHERE name = '9999-future.sql'`);
});

test('processes that start together over an empty database each succeed, and every migration is applied once', async () => {
  const { pool } = database;
  await Promise.all(Array.from({ length: 4 }, () => pool.query('SELECT pg_sleep(0.1)')));
  for (let round = 0; round < 4; round++) {
    await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(pool)));
    const { rows } = await pool.query<{ name: string }>('SELECT name FROM migration ORDER BY name');
    expect(applied.flat().sort()).toEqual(rows.map(({ name }) => name));
  }
});

test('a migration that fails leaves nothing of itself, and the next start goes on', async () => {
  const { pool } = database;
  await pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE stage_state ()');
  await expect(migrate(pool)).rejects.toThrow(/"stage_state" already exists/);
  const { rows } = await pool.query(
    `SELECT to_regclass('layer') AS layer, (SELECT count(*) FROM migration) AS applied`,
  );
  expect(rows).toEqual([{ layer: null, applied: 2 }]);
  await pool.query('DROP TABLE stage_state');
  expect((await migrate(pool))[0]).toBe('0003-facts.sql');
});

test('times come back as milliseconds and int8 as numbers', async () => {
  const { rows } = await database.pool.query(
    `SELECT '2026-11-24 10:00:00.123+00'::timestamptz t, 9007199254740991::bigint n, ARRAY[1,2]::bigint[] a`,
  );
  expect(rows[0]).toEqual({ t: Date.UTC(2026, 10, 24, 10, 0, 0, 123), n: 9007199254740991, a: [1, 2] });
});
