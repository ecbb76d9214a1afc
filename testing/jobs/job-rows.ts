import type { Pool } from '../../src/database/index.ts';

export interface JobRow {
  readonly name: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly queue: string | null;
  readonly priority: number;
  /** Milliseconds since 1970. */
  readonly run_at: number;
  readonly state: 'waiting' | 'blocked' | 'running' | 'failed';
  readonly attempts: number;
  readonly max_attempts: number;
  readonly crashes: number;
  readonly worker_id: string | null;
  readonly last_error: string | null;
  /** Due later than now. */
  readonly later: boolean;
}

/** Every job of the database, in the order in which they were queued. */
export async function jobRows(pool: Pool): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>('SELECT *, run_at > now() AS later FROM job ORDER BY id');
  return rows;
}

export async function clearJobs(pool: Pool): Promise<void> {
  await pool.query('TRUNCATE job, job_queue');
}

/** Takes jobs of these names out of the queue without running them. */
export async function takeQueued(pool: Pool, names: readonly string[]): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>('DELETE FROM job WHERE name = ANY ($1) RETURNING *', [names]);
  return rows;
}
