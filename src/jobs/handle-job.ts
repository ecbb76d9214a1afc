import type { Static, TObject } from 'typebox';
import type { Transaction } from '../database/index.ts';
import type { JobDefinition } from './define-job.ts';

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
export type JobHandler<Payload> = (payload: Payload, run: JobRun) => Promise<void>;

/** A job that will not be tried again. */
export interface FailedJob {
  readonly key: string | null;
  /** As it is stored; that it cannot be read may be why the job failed. */
  readonly payload: unknown;
  readonly error: unknown;
}

/**
 * Tells those who wait for a job that it failed for good, whatever the reason. Runs in the transaction that ends the job.
 * May have to do without the payload: what the key says is always there.
 */
export type WhenFailed = (tx: Transaction, failed: FailedJob) => Promise<void>;

/** A job together with what it does, for a worker. */
export interface HandledJob {
  readonly name: string;
  readonly urgent: boolean;
  /** Rejects with `invalid_parameter` when the payload is not one of this job, which ends it for good. */
  readonly run: JobHandler<unknown>;
  readonly whenFailed?: WhenFailed | undefined;
}

export function handleJob<Payload extends TObject>(
  job: JobDefinition<Payload>,
  handler: JobHandler<Static<Payload>>,
  whenFailed?: WhenFailed,
): HandledJob {
  const { name, urgent = false } = job;
  return { name, urgent, run: async (payload, run) => handler(job.read(payload), run), whenFailed };
}
