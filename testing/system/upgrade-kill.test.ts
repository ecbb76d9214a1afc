import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, type Pool } from '../../src/database/index.ts';
import { type HullwatchProcess, runHullwatch } from '../processes/hullwatch.ts';
import { comparable, readTables } from '../upgrade/read-tables.ts';
import { type RestoredState, restoreState } from '../upgrade/stored-state.ts';

const MIGRATE = fileURLToPath(new URL('../upgrade/migrate-process.ts', import.meta.url));
const LAST_OF_D5194FD = '0009-room-for-updates.sql';
const MIGRATIONS = readdirSync(new URL('../../migrations', import.meta.url))
  .filter((name) => name.endsWith('.sql') && name > LAST_OF_D5194FD)
  .sort();
/** Every migration changes the catalogues of tables or of their columns: this holds it at its first statement that does. */
const AT_THE_START = 'LOCK TABLE pg_catalog.pg_class, pg_catalog.pg_attribute IN SHARE MODE';
/** What holds a migration where the greater part of it is done. */
const FURTHER_ON: Readonly<Record<string, string>> = {
  '0010-queue.sql': 'SELECT FROM job_schedule FOR UPDATE',
  '0011-stage-results.sql': 'LOCK TABLE stage_state IN ACCESS SHARE MODE',
  '0013-table-owners.sql': 'LOCK TABLE project IN ACCESS SHARE MODE',
};

let state: RestoredState;

beforeAll(async () => {
  state = await restoreState();
});
afterAll(() => state?.drop());

test.each(MIGRATIONS.map((name, index) => [name, MIGRATIONS[index + 1]] as const))(
  'a kill -9 in the middle of %s leaves nothing of it, and one after it leaves the whole',
  async (name, next) => {
    const before = await contents(state.pool);
    for (const lock of [AT_THE_START, FURTHER_ON[name]]) {
      if (lock) await killBehind(state.pool, lock);
      expect(await contents(state.pool)).toEqual(before);
    }
    if (next === undefined) return;
    await killBehind(state.pool, `INSERT INTO migration (name, sha256) VALUES ('${next}', 'held')`);
    expect(await appliedMigrations(state.pool)).toEqual([...MIGRATIONS.slice(0, MIGRATIONS.indexOf(next))]);
  },
);

test('the run after all these kills comes to what an undisturbed one comes to', async () => {
  const run = startMigration();
  expect([await run.ended, run.errors()]).toEqual([0, '']);
  const undisturbed = await restoreState();
  await migrate(undisturbed.pool);
  const shape =
    'SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns ORDER BY 1, 2';
  expect((await state.pool.query(shape)).rows).toEqual((await undisturbed.pool.query(shape)).rows);
  const [disturbed, other] = [await readTables(state.pool), await readTables(undisturbed.pool)];
  // Both were restored at another moment.
  for (const [table, rows] of disturbed) expect([table, rows.length]).toEqual([table, other.get(table)?.length]);
  await undisturbed.drop();
});

/** Holds a lock, lets the command run until it waits for it, and kills it there. */
async function killBehind(pool: Pool, lock: string): Promise<void> {
  const holder = await pool.connect();
  await holder.query('BEGIN');
  await holder.query(lock);
  const run = startMigration();
  while (!(await someoneWaits(pool)))
    if (run.child.exitCode !== null) throw new Error(`nothing in a migration waits for: ${lock}\n${run.errors()}`);
  await run.kill('SIGKILL');
  await holder.query('ROLLBACK');
  holder.release();
  while (await someoneWorks(pool)) await sleep(20);
}

/** Without the rest of the program, whose modules take longer to load than the migrations run. */
function startMigration(): HullwatchProcess {
  return runHullwatch([state.url], {}, ['--import', 'tsx', MIGRATE]);
}

const OTHERS = 'FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

async function someoneWaits(pool: Pool): Promise<boolean> {
  await sleep(20);
  return (await pool.query(`SELECT ${OTHERS} AND wait_event_type = 'Lock'`)).rows.length > 0;
}

/** The server notices that its client is gone when the statement has ended. */
async function someoneWorks(pool: Pool): Promise<boolean> {
  return (await pool.query(`SELECT ${OTHERS} AND state <> 'idle'`)).rows.length > 0;
}

async function contents(pool: Pool): Promise<unknown> {
  const tables = [...(await readTables(pool))].map(([table, rows]) => [table, comparable(rows)]);
  return { applied: await appliedMigrations(pool), tables };
}

async function appliedMigrations(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM migration WHERE name > $1 ORDER BY name', [
    LAST_OF_D5194FD,
  ]);
  return rows.map(({ name }) => name);
}
