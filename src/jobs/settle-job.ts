import { type Db, inTransaction, type Pool, storableText, type Transaction } from '../database/index.ts';
import type { TakenJob } from './take-job.ts';

/*
 * How a run ends. A row is only touched by the worker whose id is on it, so a worker that lost its jobs cannot end
 * them for the one that has them now.
 */

type Run = Pick<TakenJob, 'id' | 'queue'>;

/** What a run left to be decided, locked until the end of the transaction. */
interface LockedRun {
  readonly key: string | null;
  readonly queue: string | null;
}

type EndRun = (tx: Transaction, run: LockedRun) => Promise<void>;

/** How a run failed. */
export interface JobFailure {
  readonly reason: string;
  /** Trying again cannot help. */
  readonly final: boolean;
  /** Called when the job ends for good and no other of its key waits, in the transaction that ends it. */
  readonly whenFailed?: ((tx: Transaction) => Promise<void>) | undefined;
}

/** A message can hold what the job read. */
const MAX_REASON_BYTES = 4_096;
const ONE_WAITING_JOB_PER_KEY = 'job_by_key';
const IS_REPLACED = `EXISTS (SELECT FROM job AS later
  WHERE later.name = job.name AND later.key = job.key AND later.state IN ('waiting', 'blocked'))`;

export async function completeJob(pool: Pool, workerId: string, { id, queue }: Run): Promise<void> {
  if (queue === null) await deleteRun(pool, workerId, id);
  else
    await inTransaction(pool, async (tx) => {
      if (await deleteRun(tx, workerId, id)) await freeQueue(tx, queue);
    });
}

/**
 * Keeps the reason and runs the job again e^attempts seconds later (at most e^10, about six hours), or never when `final`
 * or its attempts are used up; nor when another of its key waits, which has taken its place.
 */
export async function failJob(pool: Pool, workerId: string, id: number, failure: JobFailure): Promise<void> {
  await endRun(pool, workerId, id, async (tx, run) => {
    if (await failForGood(tx, id, failure)) return tellOfFailure(tx, id, failure);
    if (await dropReplaced(tx, id, run)) return;
    await tx.query(
      `UPDATE job SET state = 'waiting', worker_id = NULL, taken_at = NULL, last_error = $2, attempts = attempts + 1,
         run_at = now() + exp(least(attempts + 1, 10)) * interval '1 second'
       WHERE id = $1`,
      [id, storableText(failure.reason, MAX_REASON_BYTES)],
    );
  });
}

/**
 * Gives a job back as if it had not been taken; one whose place another of its key has taken is gone.
 * @param crashed the worker died: counted on the job, or on the one that took its place
 * @returns false when the worker does not run it any more
 */
export async function returnJob(pool: Pool, workerId: string, id: number, crashed = false): Promise<boolean> {
  return endRun(pool, workerId, id, async (tx, run) => {
    if (crashed) await countCrash(tx, id, run);
    if (await dropReplaced(tx, id, run)) return;
    await tx.query(`UPDATE job SET state = 'waiting', worker_id = NULL, taken_at = NULL WHERE id = $1`, [id]);
  });
}

/**
 * Deletes queues whose job is gone, as after an operator has deleted rows, and lets the first job of each queue without a
 * running one be taken.
 */
export async function repairQueues(db: Db): Promise<void> {
  await db.query(
    `DELETE FROM job_queue WHERE NOT EXISTS (SELECT FROM job WHERE job.id = job_id AND job.state = 'running')`,
  );
  await unblock(
    db,
    `SELECT DISTINCT queue FROM job WHERE state = 'blocked' AND queue IS NOT NULL
       AND NOT EXISTS (SELECT FROM job_queue WHERE job_queue.queue = job.queue)`,
    [],
  );
}

async function deleteRun(db: Db, workerId: string, id: number): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `DELETE FROM job WHERE id = $2 AND worker_id = $1 AND state = 'running'`,
    values: [workerId, id],
  });
  return rowCount !== 0;
}

/**
 * One transaction a job: with several keys in one, it could deadlock with somebody who queues the same keys. When a job of
 * its key was queued and committed meanwhile, it is tried again and then sees that one.
 */
async function endRun(pool: Pool, workerId: string, id: number, end: EndRun): Promise<boolean> {
  for (;;) {
    try {
      return await endOnce(pool, workerId, id, end);
    } catch (error) {
      if ((error as { constraint?: unknown }).constraint !== ONE_WAITING_JOB_PER_KEY) throw error;
    }
  }
}

async function endOnce(pool: Pool, workerId: string, id: number, end: EndRun): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<LockedRun>(
      `SELECT key, queue FROM job WHERE id = $2 AND worker_id = $1 AND state = 'running' FOR UPDATE`,
      [workerId, id],
    );
    const [run] = rows;
    if (!run) return false;
    await end(tx, run);
    if (run.queue !== null) await freeQueue(tx, run.queue);
    return true;
  });
}

async function failForGood(tx: Transaction, id: number, { reason, final }: JobFailure): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE job SET state = 'failed', failed_at = now(), worker_id = NULL, taken_at = NULL, last_error = $2,
       attempts = attempts + 1
     WHERE id = $1 AND ($3 OR attempts + 1 >= max_attempts)`,
    [id, storableText(reason, MAX_REASON_BYTES), final],
  );
  return rowCount !== 0;
}

async function tellOfFailure(tx: Transaction, id: number, { whenFailed }: JobFailure): Promise<void> {
  if (!whenFailed) return;
  const { rowCount } = await tx.query(`SELECT FROM job WHERE id = $1 AND ${IS_REPLACED}`, [id]);
  if (rowCount === 0) await whenFailed(tx);
}

async function countCrash(tx: Transaction, id: number, { key }: LockedRun): Promise<void> {
  const { rows } = await tx.query<{ name: string; crashes: number }>(
    'UPDATE job SET crashes = crashes + 1 WHERE id = $1 RETURNING name, crashes',
    [id],
  );
  if (key === null) return;
  await tx.query(
    `UPDATE job SET crashes = greatest(crashes, $3) WHERE name = $1 AND key = $2 AND state IN ('waiting', 'blocked')`,
    [rows[0]?.name, key, rows[0]?.crashes],
  );
}

/** @returns whether another job of its key waits */
async function dropReplaced(tx: Transaction, id: number, { key }: LockedRun): Promise<boolean> {
  if (key === null) return false;
  const { rowCount } = await tx.query(`DELETE FROM job WHERE id = $1 AND ${IS_REPLACED}`, [id]);
  return rowCount !== 0;
}

/** The second statement sees what was blocked while the first waited for it (`takeJob`). */
async function freeQueue(tx: Transaction, queue: string): Promise<void> {
  await tx.query('DELETE FROM job_queue WHERE queue = $1', [queue]);
  await unblock(tx, 'SELECT $1::text', [queue]);
}

/** A row that is locked is being queued anew, and waits after that. */
async function unblock(db: Db, queues: string, values: readonly unknown[]): Promise<void> {
  await db.query(
    `UPDATE job SET state = 'waiting' FROM (${queues}) AS free (queue)
     CROSS JOIN LATERAL (
       SELECT id FROM job WHERE job.queue = free.queue AND job.state = 'blocked'
       ORDER BY priority, run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) AS first
     WHERE job.id = first.id`,
    [...values],
  );
}
