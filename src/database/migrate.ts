import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '../model/index.ts';
import { inTransaction, type Pool } from './database.ts';

/** `migrations/` beside `src/` in a checkout and beside `dist/` in a release. */
const FOLDER = new URL('../../migrations/', import.meta.url);

/** SQLSTATEs unique_violation, duplicate_table and duplicate_object. */
const CREATED_MEANWHILE = new Set(['23505', '42P07', '42710']);

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/**
 * Applies every migration that the database does not have, each in a transaction of its own, in order of name.
 * @returns names applied now
 * @throws AppError `database_unavailable` when an applied migration differs from its file or is unknown to this release
 */
export async function migrate(pool: Pool): Promise<string[]> {
  await createLedger(pool);
  await refuseForeignSchema(pool);
  const applied: string[] = [];
  for (const migration of readMigrations()) if (await apply(pool, migration)) applied.push(migration.name);
  return applied;
}

/** Names of migrations that this release has and the database has not: empty when the database is ready to serve. */
export async function pendingMigrations(pool: Pool): Promise<string[]> {
  const names = new Set((await appliedMigrations(pool)).map(({ name }) => name));
  return readMigrations().flatMap(({ name }) => (names.has(name) ? [] : [name]));
}

/**
 * Ends a process of an older release at once, instead of at the first statement that finds its table gone.
 * @throws AppError `database_unavailable` when an applied migration differs from its file or is unknown to this release
 */
export async function refuseForeignSchema(pool: Pool): Promise<void> {
  const foreign = await findForeignMigration(pool);
  if (foreign !== null)
    throw new AppError('database_unavailable', `${foreign}; use the release that wrote this database`);
}

/** @returns the first migration of another release in words, for example of a newer one that was started meanwhile; null: none */
export async function findForeignMigration(pool: Pool): Promise<string | null> {
  const known = new Map(readMigrations().map(({ name, sha256 }) => [name, sha256]));
  const foreign = (await appliedMigrations(pool)).find(({ name, sha256 }) => known.get(name) !== sha256);
  if (!foreign) return null;
  return `migration ${foreign.name} ${known.has(foreign.name) ? 'was applied with other content' : 'comes from a newer release'}`;
}

async function appliedMigrations(pool: Pool): Promise<Pick<Migration, 'name' | 'sha256'>[]> {
  const { rows } = await pool.query<{ ledger: string | null }>(`SELECT to_regclass('migration')::text AS ledger`);
  if (rows[0]?.ledger == null) return [];
  return (await pool.query<Migration>('SELECT name, sha256 FROM migration ORDER BY name')).rows;
}

function readMigrations(): Migration[] {
  const names = readdirSync(FOLDER).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const sql = readFileSync(new URL(name, FOLDER), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * IF NOT EXISTS looks before it locks: of two processes that start together over an empty database, one waits for the other
 * to commit and then fails with a duplicate name in a system catalogue. The table is there by then.
 */
async function createLedger(pool: Pool): Promise<void> {
  try {
    await pool.query(`CREATE TABLE IF NOT EXISTS migration (
      name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  } catch (error) {
    if (!CREATED_MEANWHILE.has(String((error as { code?: unknown }).code))) throw error;
  }
}

/** The row goes in first, so that of two processes starting together one waits here and then finds nothing to do. */
async function apply(pool: Pool, migration: Migration): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query(
      'INSERT INTO migration (name, sha256) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
      [migration.name, migration.sha256],
    );
    if (rowCount === 0) return false;
    await tx.query(migration.sql);
    return true;
  });
}
