// The migrations of `hullwatch migrate` in a process of their own, to be killed: `migrate-process.ts <database url>`.
import { migrate, openPool } from '../../src/database/index.ts';

const pool = openPool(process.argv[2] ?? '', { max: 2 });
await migrate(pool);
await pool.end();
