import type { Db, Pool } from '../database/index.ts';
import { returnJob } from './settle-job.ts';

/*
 * Each worker renews a lease, a row of `worker`, by the clock of the database alone. The jobs of a worker whose lease has
 * expired run elsewhere.
 */

interface Run {
  readonly id: number;
  readonly worker_id: string;
}

/** Renews the lease of a worker, or takes one. @returns false when it had none: others may have taken its jobs */
export async function renewLease(db: Db, workerId: string): Promise<boolean> {
  const { rows } = await db.query<{ known: boolean }>({
    name: 'jobs-renew-lease',
    text: `INSERT INTO worker (worker_id) VALUES ($1)
      ON CONFLICT (worker_id) DO UPDATE SET beat_at = now() RETURNING beat_at > started_at AS known`,
    values: [workerId],
  });
  return rows[0]?.known ?? false;
}

/**
 * Releases the jobs of every worker whose lease is older than `staleMs`, and counts a crash on each.
 * @returns how many jobs were released
 */
export async function releaseDeadWorkers(pool: Pool, staleMs: number): Promise<number> {
  const { rows } = await pool.query<Run>(
    `WITH expiry AS (SELECT now() - $1 * interval '1 millisecond' AS at),
     alive AS (SELECT worker_id FROM worker, expiry WHERE beat_at > expiry.at),
     expired AS (DELETE FROM worker USING expiry WHERE beat_at <= expiry.at)
     SELECT id, job.worker_id FROM job, expiry
     WHERE state = 'running' AND taken_at <= expiry.at AND job.worker_id NOT IN (SELECT worker_id FROM alive)`,
    [staleMs],
  );
  let released = 0;
  for (const run of rows) if (await returnJob(pool, run.worker_id, run.id, true)) released += 1;
  return released;
}

/**
 * Gives back jobs that carry our id although we do not run them: the answer to a take was lost with its connection.
 * @param running ids that are running or being settled
 */
export async function returnForgotten(pool: Pool, workerId: string, running: ReadonlySet<number>, ageMs: number) {
  const { rows } = await pool.query<Run>(
    `SELECT id FROM job WHERE worker_id = $1 AND state = 'running' AND taken_at < now() - $2 * interval '1 millisecond'`,
    [workerId, ageMs],
  );
  for (const { id } of rows) if (!running.has(id)) await returnJob(pool, workerId, id);
}

/** Gives back every job that the worker still holds, and its lease. */
export async function endLease(pool: Pool, workerId: string): Promise<void> {
  const { rows } = await pool.query<Run>(`SELECT id FROM job WHERE worker_id = $1 AND state = 'running'`, [workerId]);
  for (const { id } of rows) await returnJob(pool, workerId, id);
  await pool.query('DELETE FROM worker WHERE worker_id = $1', [workerId]);
}

/** Forgets jobs that failed for good more than a week ago. */
export async function forgetFailed(db: Db): Promise<void> {
  await db.query(`DELETE FROM job WHERE state = 'failed' AND failed_at < now() - interval '7 days'`);
}
