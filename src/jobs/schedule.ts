import { inTransaction, type Pool } from '../database/index.ts';
import { enqueue } from './enqueue.ts';

/** A job that is queued again and again, once for all workers together. */
export interface ScheduleEntry {
  /** Job name, one of the handlers. */
  readonly name: string;
  /** Seconds between two; the first is queued when the first worker ever starts. */
  readonly everySeconds: number;
  readonly payload?: object;
  /** Tells entries of one name apart, and is the job key; default the name. */
  readonly identifier?: string;
}

/** Queues the entry when it is due and no other worker has done so. */
export async function queueWhenDue(pool: Pool, entry: ScheduleEntry): Promise<void> {
  const identifier = entry.identifier ?? entry.name;
  await inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query({
      name: 'jobs-schedule',
      text: `INSERT INTO job_schedule (identifier, queued_at) VALUES ($1, now())
        ON CONFLICT (identifier) DO UPDATE SET queued_at = now()
        WHERE job_schedule.queued_at <= now() - $2 * interval '1 second'`,
      values: [identifier, entry.everySeconds],
    });
    if (rowCount !== 0) await enqueue(tx, entry.name, entry.payload ?? {}, { jobKey: `schedule:${identifier}` });
  });
}
