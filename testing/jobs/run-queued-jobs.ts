import type { Pool } from '../../src/database/index.ts';
import type { JobHandler } from '../../src/jobs/index.ts';
import { completeJob, failJob } from '../../src/jobs/settle-job.ts';
import { type TakenJob, takeJob } from '../../src/jobs/take-job.ts';

const WORKER = 'test';
const SLOTS = 4;

/**
 * Runs what is queued, and what that queues, until nothing is due. Failed jobs stay for a later try.
 * @param crashes workers that died of each job before, as its handler is told
 */
export async function runQueuedJobs(
  pool: Pool,
  handlers: Readonly<Record<string, JobHandler>>,
  crashes = 0,
): Promise<void> {
  const runSlot = async (): Promise<void> => {
    for (;;) {
      const job = await takeJob(pool, WORKER, Object.keys(handlers), []);
      if (job === null) return;
      await runTaken(pool, handlers, { ...job, crashes: job.crashes + crashes });
    }
  };
  await Promise.all(Array.from({ length: SLOTS }, runSlot));
}

async function runTaken(pool: Pool, handlers: Readonly<Record<string, JobHandler>>, job: TakenJob): Promise<void> {
  const { signal } = new AbortController();
  try {
    await handlers[job.name]?.(job.payload, { ...job, signal });
    await completeJob(pool, WORKER, job);
  } catch (error) {
    await failJob(pool, WORKER, job.id, String(error), false);
  }
}
