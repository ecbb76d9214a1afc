import { randomBytes } from 'node:crypto';
import { openPool, type Pool } from '../../src/database/index.ts';

interface TestServerHandle {
  readonly connection: { host: string; port: number; user: string };
  readonly template: string;
}

export interface TestDatabase {
  readonly pool: Pool;
  /** For processes that need an address: `postgresql://…` over the unix socket. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A fresh clone of the migrated template, or nothing at all when `empty`. Call `drop` in `afterAll`. */
export async function createTestDatabase(options: { max?: number; empty?: boolean } = {}): Promise<TestDatabase> {
  const { connection, template } = JSON.parse(process.env.HULLWATCH_TEST_SERVER ?? 'null') as TestServerHandle;
  const database = `test_${randomBytes(6).toString('hex')}`;
  await onAdmin(connection, `CREATE DATABASE ${database} TEMPLATE ${options.empty ? 'template0' : template}`);
  const pool = openPool({ ...connection, database }, options);
  const url = `postgresql://${connection.user}@/${database}?host=${encodeURIComponent(connection.host)}&port=${connection.port}`;
  const drop = async (): Promise<void> => {
    await pool.end();
    await onAdmin(connection, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  };
  return { pool, url, drop };
}

async function onAdmin(connection: TestServerHandle['connection'], sql: string): Promise<void> {
  const admin = openPool({ ...connection, database: 'postgres' }, { max: 1 });
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
