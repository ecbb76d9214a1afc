import type { Task } from 'graphile-worker';
import { type Db, isAppError, type Logger } from '../runtime/index.ts';
import { countCrashes, endForGood, giveBack } from './job-locks.ts';

export interface JobRun {
  /** Aborted when the worker stops or has lost the job to another; the handler should throw soon, and the job is given back. */
  readonly signal: AbortSignal;
  /** 1 on the first run; when it equals `maxAttempts`, a failure of this run is final. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Worker processes that died while they ran this job. Several mean that the job itself may kill them (memory). */
  readonly crashes: number;
}

/**
 * Does one job. Jobs run at least once: after a crash a job runs again, so a handler must be idempotent.
 * An `AppError` that trying again cannot help ends the job for good, any other error backs off (e^attempt seconds).
 */
export type JobHandler = (payload: unknown, run: JobRun) => Promise<void>;

/** Who runs the job; both change when the worker loses its jobs, so they are asked for at each use. */
export interface JobRunner {
  readonly db: Db;
  readonly logger: Logger;
  workerId(): string;
  signal(): AbortSignal;
}

/** Makes a handler what the queue calls. */
export function runJob(name: string, handler: JobHandler, runner: JobRunner): Task {
  return async (payload, { job }) => {
    const signal = runner.signal();
    const run = { signal, attempt: job.attempts, maxAttempts: job.max_attempts };
    try {
      const crashes = await countCrashes(runner.db, Number(job.id));
      await handler(payload, { ...run, crashes });
    } catch (error) {
      await settleFailure(error, name, run, Number(job.id), runner);
      throw error;
    }
  };
}

type Attempt = Pick<JobRun, 'signal' | 'attempt' | 'maxAttempts'>;

async function settleFailure(error: unknown, name: string, run: Attempt, jobId: number, runner: JobRunner) {
  if (run.signal.aborted) {
    runner.logger.info({ job: name }, 'job given back');
    return giveBack(runner.db, runner.workerId(), jobId);
  }
  const final = isFinal(error);
  const last = final || run.attempt >= run.maxAttempts;
  const level = last ? 'error' : 'warn';
  runner.logger[level]({ job: name, attempt: run.attempt, err: error }, last ? 'job failed for good' : 'job failed');
  if (final) await endForGood(runner.db, runner.workerId(), jobId);
}

function isFinal(error: unknown): boolean {
  return isAppError(error, 'invalid_parameter', 'not_found', 'forbidden', 'egress_denied');
}
