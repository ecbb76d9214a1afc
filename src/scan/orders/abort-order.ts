import type { Transaction } from '../../database/index.ts';
import type { FailedJob } from '../../jobs/index.ts';
import { abortTask } from '../../tasks/index.ts';
import { queueScansJob } from './jobs.ts';

const REASON = 'the images of the order could not be queued; the log says why';

/** Ends the task whose images could not be found, or not all be queued: else it would run for ever. Its jobs have its id as their key. */
export async function abortOrder(tx: Transaction, { key, payload }: FailedJob): Promise<void> {
  if (key !== null) await abortTask(tx, key, queuedUpTo(payload), REASON);
}

/** Of an order that queued none yet, and of one that cannot say, 0. */
function queuedUpTo(payload: unknown): number {
  try {
    return queueScansJob.read(payload).after;
  } catch {
    return 0;
  }
}
