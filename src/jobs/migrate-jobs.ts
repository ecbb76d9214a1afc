import { runMigrations } from 'graphile-worker';
import type { Logger, Pool } from '../runtime/index.ts';
import { queueLogger } from './queue-logger.ts';

/** Brings the queue's own schema (`graphile_worker`) up to date. Idempotent; run it beside `migrate`. */
export async function migrateJobs(pool: Pool, logger: Logger): Promise<void> {
  await runMigrations({ pgPool: pool, schema: 'graphile_worker', logger: queueLogger(logger) });
}
