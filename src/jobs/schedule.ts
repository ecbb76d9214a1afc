import type { Static, TObject } from 'typebox';
import { inTransaction, type Pool, type Transaction } from '../database/index.ts';
import type { JobDefinition } from './define-job.ts';
import { indexable } from './enqueue.ts';

/** A job that is queued again and again, once for all workers together. */
export interface ScheduleEntry {
  /** Name and key of the job: when it was queued last is remembered by it. */
  readonly identifier: string;
  readonly everySeconds: number;
  enqueue(tx: Transaction): Promise<void>;
}

/** The first is queued when the first worker ever starts. */
export function every<Payload extends TObject>(
  everySeconds: number,
  job: JobDefinition<Payload>,
  payload: Static<Payload>,
): ScheduleEntry {
  const identifier = indexable([job.name, job.key?.(payload) ?? []].flat().join(':'));
  return { identifier, everySeconds, enqueue: (tx) => job.enqueue(tx, payload) };
}

/** Queues the entry when it is due and no other worker has done so. */
export async function queueWhenDue(pool: Pool, { identifier, everySeconds, enqueue }: ScheduleEntry): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const { rowCount } = await tx.query({
      name: 'jobs-schedule',
      text: `INSERT INTO job_schedule (identifier, queued_at) VALUES ($1, now())
        ON CONFLICT (identifier) DO UPDATE SET queued_at = now()
        WHERE job_schedule.queued_at <= now() - $2 * interval '1 second'`,
      values: [identifier, everySeconds],
    });
    if (rowCount !== 0) await enqueue(tx);
  });
}
