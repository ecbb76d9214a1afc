import type { Db } from '../database/index.ts';
import { giveBackJobs } from './job-row.ts';

/*
 * Who lives. The queue's own locks last four hours and know no dead workers; the `worker` table does. An attempt
 * counts only when a handler failed, so a release takes back the one that was counted when the job was taken.
 */

/** Says that the worker lives. @returns false when its row was not there: others may have taken its jobs */
export async function beat(db: Db, workerId: string): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>({
    name: 'jobs-beat',
    text: `INSERT INTO worker (worker_id) VALUES ($1)
      ON CONFLICT (worker_id) DO UPDATE SET beat_at = now() RETURNING beat_at > started_at AS known`,
    values: [workerId],
  });
  return rows[0]?.known ?? false;
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

/**
 * Gives back jobs that carry our id although we do not run them: the answer to a take was lost with its connection.
 * @param running ids that are running or being settled
 */
export async function giveBackForgotten(db: Db, workerId: string, running: ReadonlySet<number>, ageMs: number) {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM graphile_worker._private_jobs
     WHERE locked_by = $1 AND locked_at < now() - $2 * interval '1 millisecond'`,
    [workerId, ageMs],
  );
  const forgotten = rows.flatMap(({ id }) => (running.has(id) ? [] : [id]));
  if (forgotten.length > 0) await giveBackJobs(db, workerId, forgotten);
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

/** Forgets jobs that ended for good more than a week ago, and crashes of jobs that are gone. */
export async function forgetEnded(db: Db): Promise<void> {
  await db.query(
    `DELETE FROM graphile_worker._private_jobs
     WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < now() - interval '7 days'`,
  );
  await db.query('DELETE FROM job_crash WHERE job_id NOT IN (SELECT id FROM graphile_worker._private_jobs)');
}
