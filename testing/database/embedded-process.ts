// An embedded database in a process of its own, to be killed: `embedded-process.ts <data folder> [bundled binaries]`.
// Says `{"url", "attached", "server"}`, then the number of each row that it has committed.
import { openPool } from '../../src/database/index.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';

const [dataDir = '', bundled] = process.argv.slice(2);

try {
  const database = await startEmbeddedPostgres({ dataDir, ...(bundled && { bundled }) });
  process.once('SIGTERM', () => database.stop().then(() => process.exit(0)));
  process.once('SIGHUP', () => process.exit(0));
  const pool = openPool(database.connection, { max: 1 });
  const { rows } = await pool.query(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS server`);
  console.log(JSON.stringify({ url: database.url, attached: database.attached, server: rows[0].server }));
  await pool.query('CREATE TABLE IF NOT EXISTS written (n integer PRIMARY KEY)');
  for (;;) {
    const { rows: added } = await pool.query(
      'INSERT INTO written SELECT coalesce(max(n), 0) + 1 FROM written RETURNING n',
    );
    console.log(added[0].n);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
