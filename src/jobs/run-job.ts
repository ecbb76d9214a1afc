import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable, type Pool } from '../database/index.ts';
import { isAppError } from '../model/index.ts';
import type { Logger } from '../process/index.ts';
import type { HandledJob } from './handle-job.ts';
import type { ObserveJob } from './job-metrics.ts';
import { completeJob, failJob, type JobFailure, returnJob } from './settle-job.ts';
import type { TakenJob } from './take-job.ts';
import type { ThrottledWarning } from './throttled-warning.ts';

export interface JobContext {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly workerId: string;
  readonly signal: AbortSignal;
  readonly observe: ObserveJob;
  /** Told when outcomes cannot be written. */
  readonly settling: ThrottledWarning;
  /** True when settling may stop trying, because the process is about to end. */
  isLeaving(): boolean;
}

type Settle = () => Promise<unknown>;

const RETRY_MS = 500;

/** Runs the handler and writes down how it went; while the database is away, that is tried until it is back. */
export async function runJob(job: TakenJob, handled: HandledJob, context: JobContext): Promise<void> {
  const settle = await runHandler(job, handled, context);
  while (!context.isLeaving()) {
    try {
      await settle();
      context.settling.succeeded();
      return;
    } catch (error) {
      context.settling.failed(error);
      await sleep(RETRY_MS);
    }
  }
}

async function runHandler(job: TakenJob, handled: HandledJob, context: JobContext): Promise<Settle> {
  const { pool, workerId, signal, logger, observe } = context;
  const { attempt, maxAttempts, crashes } = job;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    signal.throwIfAborted();
    await handled.run(job.payload, { signal, attempt, maxAttempts, crashes });
    observe(job.name, 'done', seconds());
    logger.debug({ job: job.name, seconds: seconds() }, 'job done');
    return () => completeJob(pool, workerId, job);
  } catch (error) {
    if (!signal.aborted) return settleFailure(job, handled, error, context, seconds());
    observe(job.name, 'returned', seconds());
    logger.info({ job: job.name }, 'job given back');
    return () => returnJob(pool, workerId, job.id);
  }
}

function settleFailure(
  job: TakenJob,
  handled: HandledJob,
  error: unknown,
  context: JobContext,
  seconds: number,
): Settle {
  const { pool, workerId, logger, observe } = context;
  const final = isFinal(error);
  const last = final || job.attempt >= job.maxAttempts;
  const fields = { job: job.name, attempt: job.attempt, err: error };
  observe(job.name, last ? 'failed' : 'retried', seconds);
  if (last) logger.error(fields, 'job failed for good');
  else logger.warn(fields, 'job failed, will run again');
  const reason = error instanceof Error ? error.message : String(error);
  const failure = { reason, final, whenFailed: tellOf(job, handled, error) };
  return () => failJob(pool, workerId, job.id, failure).catch(endUntold);

  /** A mistake in what tells of the failure must not keep the worker at this job for ever. */
  function endUntold(cause: unknown): Promise<void> {
    if (isDatabaseUnavailable(cause)) throw cause;
    logger.error({ job: job.name, err: cause }, 'nobody could be told that the job failed');
    return failJob(pool, workerId, job.id, { reason, final });
  }
}

function tellOf({ key, payload }: TakenJob, { whenFailed }: HandledJob, error: unknown): JobFailure['whenFailed'] {
  return whenFailed && ((tx) => whenFailed(tx, { key, payload, error }));
}

function isFinal(error: unknown): boolean {
  return isAppError(error, 'invalid_parameter', 'not_found', 'forbidden', 'egress_denied');
}
