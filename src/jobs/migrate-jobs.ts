import { Logger as QueueLogger, runMigrations } from 'graphile-worker';
import type { Pool } from '../database/index.ts';
import type { Logger } from '../process/index.ts';

/** Brings the queue's own schema (`graphile_worker`) up to date. Idempotent; run it after `migrate`. */
export async function migrateJobs(pool: Pool, logger: Logger): Promise<void> {
  const queueLogger = new QueueLogger(() => (_level, message) => logger.debug(message));
  await runMigrations({ pgPool: pool, schema: 'graphile_worker', logger: queueLogger });
}
