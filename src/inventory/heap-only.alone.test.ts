import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { aManifest, anImage, anIndex, aScanResult, store } from '../../testing/inventory/stored-images.ts';
import { insertProject, insertRegistry } from '../../testing/rows/index.ts';
import { inTransaction, type Transaction } from '../database/index.ts';
import { saveScanResults } from './write/save-scan-result.ts';
import { setScanStatus } from './write/set-scan-status.ts';

const TABLES = ['image', 'image_child', 'manifest'];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Who vacuums or analyses has a snapshot, for which old versions must stay where they are. */
async function keepVacuumAway(): Promise<void> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of rows) await database.pool.query(`ALTER TABLE ${name} SET (autovacuum_enabled = off)`);
}

/** So does every session of the server, of other tests too, while a transaction runs that began before. */
async function untilNobodyLooks(): Promise<void> {
  const { rows } = await database.pool.query<{ now: string }>('SELECT pg_current_xact_id()::text AS now');
  const quiet = `SELECT pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 AND NOT EXISTS (SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL) AS quiet`;
  const look = async () => (await database.pool.query(quiet, [rows[0]?.now])).rows;
  await vi.waitFor(async () => expect(await look()).toEqual([{ quiet: true }]), { timeout: 30_000 });
}

/** Updates of one transaction by table, read before the session tells the server. */
async function updatesOf(work: (tx: Transaction) => Promise<unknown>) {
  await untilNobodyLooks();
  return inTransaction(database.pool, async (tx) => {
    await work(tx);
    const { rows } = await tx.query<{ table: string; updates: number; hot: number }>(
      `SELECT relname AS "table", n_tup_upd AS updates, n_tup_hot_upd AS hot FROM pg_stat_xact_user_tables
       WHERE relname = ANY ($1) ORDER BY 1`,
      [TABLES],
    );
    return rows;
  });
}

test('an order and a verdict that change whole pages at once leave every index alone', async () => {
  const { pool } = database;
  await keepVacuumAway();
  const { projectPk } = await insertProject(pool, 'many');
  await insertRegistry(pool, { projectPk }, 1);
  const names = Array.from({ length: 400 }, (_, n) => `name ${n}`);
  const platforms = names.map((name) => aManifest(`${name} on linux`));
  const manifests = names.flatMap((name, n) => anIndex(name, platforms.slice(n, n + 1)));
  await store(
    pool,
    projectPk,
    manifests,
    names.map((name) => anImage(name, name)),
  );
  const digests = platforms.map(({ digest }) => digest);
  const results = new Map(digests.map((digest) => [digest, aScanResult({ vulNum: 1, severity: 'high' })]));
  const ordered = await updatesOf((tx) => setScanStatus(tx, projectPk, digests, 'queued'));
  const judged = await updatesOf((tx) => saveScanResults(tx, projectPk, results));
  for (const { table, updates, hot } of [...ordered, ...judged]) {
    expect(updates).toBeGreaterThanOrEqual(names.length);
    expect({ table, hot: hot / updates > 0.95 }).toEqual({ table, hot: true });
  }
});
