import type { Pool } from '../../src/database/index.ts';
import type { HandledJob, JobRun } from '../../src/jobs/index.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { type TakenJob, takeJob } from '../../src/jobs/take-job.ts';
import { createThrottledWarning } from '../../src/jobs/throttled-warning.ts';
import { createLogger } from '../../src/process/index.ts';

const WORKER = 'test';
const SLOTS = 4;

/**
 * Runs what is queued, and what that queues, until nothing is due. Failed jobs stay for a later try.
 * @param crashes workers that died of each job before, as its handler is told
 */
export async function runQueuedJobs(pool: Pool, jobs: readonly HandledJob[], crashes = 0): Promise<void> {
  const names = jobs.map(({ name }) => name);
  const runSlot = async (): Promise<void> => {
    for (;;) {
      const job = await takeJob(pool, WORKER, names, []);
      if (job === null) return;
      await runTaken(pool, jobs, { ...job, crashes: job.crashes + crashes });
    }
  };
  await Promise.all(Array.from({ length: SLOTS }, runSlot));
}

/** Runs one job that is not in the queue, as if for the first time. */
export async function runHandler(
  jobs: readonly HandledJob[],
  { name }: { readonly name: string },
  payload: unknown,
  run: Partial<JobRun> = {},
): Promise<void> {
  const handled = jobs.find((job) => job.name === name);
  if (!handled) throw new Error(`nothing handles ${name}`);
  await handled.run(payload, { signal: new AbortController().signal, attempt: 1, maxAttempts: 10, crashes: 0, ...run });
}

function runTaken(pool: Pool, jobs: readonly HandledJob[], job: TakenJob): Promise<void> {
  const handled = jobs.find(({ name }) => name === job.name);
  if (!handled) throw new Error(`nothing handles ${job.name}`);
  const logger = createLogger('silent');
  return runJob(job, handled, {
    ...{ pool, logger, workerId: WORKER, signal: new AbortController().signal, observe: () => {} },
    ...{ settling: createThrottledWarning(logger, 'not settled'), isLeaving: () => false },
  });
}
