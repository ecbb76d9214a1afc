import { openPool } from '../database/index.ts';

/** Creates the database of a fresh cluster; does nothing when it is there. */
export async function createDatabase(connection: {
  host: string;
  port: number;
  user: string;
  database: string;
}): Promise<void> {
  const pool = openPool({ ...connection, database: 'postgres' }, { max: 1 });
  try {
    const { rowCount } = await pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [connection.database]);
    if (rowCount === 0) await pool.query(`CREATE DATABASE ${connection.database}`);
  } finally {
    await pool.end();
  }
}
