import type { Pool } from '../database/index.ts';
import { type HandledJob, handleJob } from '../jobs/index.ts';
import type { Clock } from '../process/index.ts';
import { purgeTasksJob } from './jobs.ts';
import { purgeTasks } from './purge-tasks.ts';

const KEEP_MS = 90 * 24 * 3_600_000;

/** The jobs that this module does by itself; scans are done by `scan`. */
export function taskHandlers({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): HandledJob[] {
  return [handleJob(purgeTasksJob, () => purgeTasks(pool, clock.now() - KEEP_MS))];
}
