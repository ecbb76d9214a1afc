import type { Pool } from '../database/index.ts';
import { every, type ScheduleEntry } from '../jobs/index.ts';
import { loadAdvisoriesJob, retireAdvisoriesJob } from './rejudge/jobs.ts';

const HOUR = 3_600;

/** Every configured source is looked at every hour; unchanged ones are skipped cheaply. */
export function advisorySchedule(sources: readonly string[]): ScheduleEntry[] {
  return sources.map((source) => every(HOUR, loadAdvisoriesJob, { source }));
}

/** A source that was just configured should not wait for its hour, nor one that is no longer. */
export async function loadAdvisoriesNow(pool: Pool, sources: readonly string[]): Promise<void> {
  await retireAdvisoriesJob.enqueue(pool, { sources: [...sources] });
  await loadAdvisoriesJob.enqueueMany(
    pool,
    sources.map((source) => ({ source })),
  );
}
