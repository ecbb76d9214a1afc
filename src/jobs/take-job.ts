import type { Db } from '../database/index.ts';

export interface TakenJob {
  readonly id: number;
  readonly name: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly queue: string | null;
  /** This run; 1 on the first. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Worker processes that died while they ran this job. */
  readonly crashes: number;
}

/**
 * Takes the first job of these names that is due: the smallest priority, then the earliest `run_at`.
 * @param running ids that this worker still runs: it may have lost one of them while it was away
 * @returns null when there is none
 */
export async function takeJob(
  db: Db,
  workerId: string,
  names: readonly string[],
  running: Iterable<number>,
): Promise<TakenJob | null> {
  const values = [workerId, names, [...running]];
  for (;;) {
    const { rows } = await db.query<TakenJob & { state: 'running' | 'blocked' }>({
      name: 'jobs-take',
      text: TAKE,
      values,
    });
    const [found] = rows;
    if (!found) return null;
    const { state, ...job } = found;
    if (state === 'running') return job;
    await blockQueue(db, job.queue as string);
  }
}

const TAKE = `
  SELECT id, name, payload, key, queue, attempts + 1 AS attempt, max_attempts AS "maxAttempts", crashes, state
  FROM take_job($1, $2, $3)`;

/** Takes the jobs of a queue that are due out of the way of all others, in large steps: there may be thousands. */
async function blockQueue(db: Db, queue: string): Promise<void> {
  await db.query(
    `WITH held AS MATERIALIZED (SELECT queue FROM job_queue WHERE queue = $1 FOR UPDATE)
     UPDATE job SET state = 'blocked' FROM (
       SELECT id FROM job WHERE queue = (SELECT queue FROM held) AND state = 'waiting' AND run_at <= now()
       ORDER BY priority, run_at LIMIT 10000 FOR UPDATE SKIP LOCKED) AS due
     WHERE job.id = due.id`,
    [queue],
  );
}
