import type { Static, TObject } from 'typebox';
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

/** A job together with what it does, for a worker. */
export interface HandledJob {
  readonly name: string;
  readonly urgent: boolean;
  /** Rejects with `invalid_parameter` when the payload is not one of this job, which ends it for good. */
  readonly run: JobHandler<unknown>;
}

export function handleJob<Payload extends TObject>(
  job: JobDefinition<Payload>,
  handler: JobHandler<Static<Payload>>,
): HandledJob {
  const { name, urgent = false } = job;
  return { name, urgent, run: async (payload, run) => handler(job.read(payload), run) };
}
