import { type Db, storableText } from '../database/index.ts';

/*
 * The life of one row of the queue. These statements work on the private tables of graphile-worker, whose shape
 * belongs to its pinned version 0.17 (docs/adr/0003). A row is only touched by the worker whose id is on it, so a
 * worker that lost its jobs cannot end them for the one that has them now.
 */

export interface TakenJob {
  readonly id: number;
  readonly name: string;
  readonly payload: unknown;
  /** The take counted; 1 on the first run. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Worker processes that died while they ran this job. */
  readonly crashes: number;
}

/**
 * Takes the most urgent job of these names that is due and whose queue is free.
 * @param running ids that this worker still runs: it may have lost one of them to those who took it for dead
 * @returns null when there is none
 */
export async function takeJob(
  db: Db,
  workerId: string,
  names: readonly string[],
  running: Iterable<number>,
): Promise<TakenJob | null> {
  const { rows } = await db.query<TakenJob>({
    name: 'jobs-take',
    text: `
      WITH next AS (
        SELECT job.id, job.job_queue_id, task.identifier
        FROM graphile_worker._private_jobs job
        JOIN graphile_worker._private_tasks task ON task.id = job.task_id
        WHERE job.is_available AND job.run_at <= now() AND task.identifier = ANY ($2::text[])
          AND job.id <> ALL ($3::bigint[]) AND (job.job_queue_id IS NULL OR job.job_queue_id IN (
            SELECT id FROM graphile_worker._private_job_queues WHERE is_available FOR UPDATE SKIP LOCKED))
        ORDER BY job.priority, job.run_at LIMIT 1 FOR UPDATE OF job SKIP LOCKED),
      queue AS (
        UPDATE graphile_worker._private_job_queues queue SET locked_by = $1, locked_at = now()
        FROM next WHERE queue.id = next.job_queue_id)
      UPDATE graphile_worker._private_jobs job SET attempts = attempts + 1, locked_by = $1, locked_at = now()
      FROM next WHERE job.id = next.id
      RETURNING job.id, next.identifier AS name, job.payload, job.attempts AS attempt, job.max_attempts AS "maxAttempts",
        coalesce((SELECT crashes FROM job_crash WHERE job_id = job.id), 0) AS crashes`,
    values: [workerId, names, [...running]],
  });
  return rows[0] ?? null;
}

export async function completeJob(db: Db, workerId: string, id: number): Promise<void> {
  await db.query({
    name: 'jobs-complete',
    text: `
      WITH done AS (
        DELETE FROM graphile_worker._private_jobs WHERE id = $2 AND locked_by = $1 RETURNING job_queue_id),
      crash AS (DELETE FROM job_crash WHERE job_id = $2)
      UPDATE graphile_worker._private_job_queues queue SET locked_by = NULL, locked_at = NULL
      FROM done WHERE queue.id = done.job_queue_id AND queue.locked_by = $1`,
    values: [workerId, id],
  });
}

/** A message can hold what the job read. */
const MAX_REASON_BYTES = 4_096;

/** Keeps the reason and runs the job again e^attempts seconds later (at most e^10, about six hours), or never when `final`. */
export async function failJob(db: Db, workerId: string, id: number, reason: string, final: boolean): Promise<void> {
  await db.query({
    name: 'jobs-fail',
    text: `
      WITH failed AS (
        UPDATE graphile_worker._private_jobs
        SET last_error = $3, locked_by = NULL, locked_at = NULL, updated_at = now(),
          attempts = CASE WHEN $4 THEN max_attempts ELSE attempts END,
          run_at = now() + exp(least(attempts, 10)) * interval '1 second'
        WHERE id = $2 AND locked_by = $1 RETURNING job_queue_id)
      UPDATE graphile_worker._private_job_queues queue SET locked_by = NULL, locked_at = NULL
      FROM failed WHERE queue.id = failed.job_queue_id AND queue.locked_by = $1`,
    values: [workerId, id, storableText(reason, MAX_REASON_BYTES), final],
  });
}

/** Gives jobs back as if they had not been taken. */
export async function giveBackJobs(db: Db, workerId: string, ids: readonly number[]): Promise<void> {
  await db.query({
    name: 'jobs-give-back',
    text: `
      WITH returned AS (
        UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, attempts = greatest(0, attempts - 1)
        WHERE id = ANY ($2::bigint[]) AND locked_by = $1 RETURNING job_queue_id)
      UPDATE graphile_worker._private_job_queues queue SET locked_by = NULL, locked_at = NULL
      FROM returned WHERE queue.id = returned.job_queue_id AND queue.locked_by = $1`,
    values: [workerId, ids],
  });
}
