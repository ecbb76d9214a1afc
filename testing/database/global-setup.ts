import { randomBytes } from 'node:crypto';
import { migrate, openPool } from '../../src/database/index.ts';
import { startServer } from './server.ts';

/** One real PostgreSQL per test run with a migrated template; every test file clones it (testing/database/index.ts). */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `template_${randomBytes(4).toString('hex')}`;
  const admin = openPool({ ...server.connection, database: 'postgres' }, { max: 1 });
  await admin.query(`CREATE DATABASE ${template}`);
  await admin.end();
  const pool = openPool({ ...server.connection, database: template }, { max: 2 });
  await migrate(pool);
  await pool.end();
  process.env.HULLWATCH_TEST_SERVER = JSON.stringify({ connection: server.connection, template });
  return server.stop;
}
