import type { Db } from '../runtime/index.ts';

/*
 * The queue locks a job by writing the worker's id on its row, and knows no dead workers: such a lock lasts four
 * hours. These statements work on its private tables, whose shape belongs to the pinned graphile-worker 0.17
 * (docs/adr/0003). An attempt counts only when the handler failed, so every release takes back the one that was
 * counted when the job was locked.
 */

/** Says that the worker lives. @returns false when its row was gone: others may have taken its jobs */
export async function beat(db: Db, workerId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'jobs-beat',
    text: 'UPDATE worker SET beat_at = now() WHERE worker_id = $1',
    values: [workerId],
  });
  if (rowCount === 0) await db.query('INSERT INTO worker (worker_id) VALUES ($1) ON CONFLICT DO NOTHING', [workerId]);
  return rowCount !== 0;
}

/**
 * Releases the jobs of every worker that has not said for `staleMs` that it lives, and counts a crash on each.
 * @returns how many jobs were released
 */
export async function releaseDeadWorkers(db: Db, staleMs: number): Promise<number> {
  const { rows } = await db.query<{ released: number }>({
    name: 'jobs-release-dead',
    text: `
      WITH limits AS (SELECT now() - $1 * interval '1 millisecond' AS stale),
      alive AS (SELECT worker_id FROM worker, limits WHERE beat_at > stale),
      dead AS (DELETE FROM worker USING limits WHERE beat_at <= stale),
      released AS (
        UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, attempts = greatest(0, attempts - 1)
        FROM limits WHERE locked_at <= stale AND locked_by NOT IN (SELECT worker_id FROM alive) RETURNING id),
      queues AS (
        UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL
        FROM limits WHERE locked_at <= stale AND locked_by NOT IN (SELECT worker_id FROM alive)),
      counted AS (
        INSERT INTO job_crash (job_id, crashes) SELECT id, 1 FROM released
        ON CONFLICT (job_id) DO UPDATE SET crashes = job_crash.crashes + 1)
      SELECT count(*) AS released FROM released`,
    values: [staleMs],
  });
  return rows[0]?.released ?? 0;
}

/** Gives back every job that the worker still holds, and takes its row away. */
export async function leave(db: Db, workerId: string): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM worker WHERE worker_id = $1),
      queues AS (
        UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL WHERE locked_by = $1)
      UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, attempts = greatest(0, attempts - 1)
      WHERE locked_by = $1`,
    [workerId],
  );
}

/** Gives one job back as if it had not been taken; does nothing when the worker does not hold it any more. */
export async function giveBack(db: Db, workerId: string, jobId: number): Promise<void> {
  await db.query(
    `WITH returned AS (
        UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, attempts = greatest(0, attempts - 1)
        WHERE id = $2 AND locked_by = $1 RETURNING job_queue_id)
      UPDATE graphile_worker._private_job_queues queue SET locked_at = NULL, locked_by = NULL
      FROM returned WHERE queue.id = returned.job_queue_id AND queue.locked_by = $1`,
    [workerId, jobId],
  );
}

/** Makes the failure that the queue is about to record the last one of this job. */
export async function endForGood(db: Db, workerId: string, jobId: number): Promise<void> {
  await db.query('UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE id = $2 AND locked_by = $1', [
    workerId,
    jobId,
  ]);
}

export async function countCrashes(db: Db, jobId: number): Promise<number> {
  const { rows } = await db.query<{ crashes: number }>({
    name: 'jobs-crashes',
    text: 'SELECT crashes FROM job_crash WHERE job_id = $1',
    values: [jobId],
  });
  return rows[0]?.crashes ?? 0;
}

/** Forgets jobs that ended for good more than a week ago, and crashes of jobs that are gone. */
export async function forgetEnded(db: Db): Promise<void> {
  await db.query(
    `DELETE FROM graphile_worker._private_jobs
     WHERE attempts >= max_attempts AND locked_at IS NULL AND run_at < now() - interval '7 days'`,
  );
  await db.query('DELETE FROM job_crash WHERE job_id NOT IN (SELECT id FROM graphile_worker._private_jobs)');
}
