import type { AdvisoryChanges } from '../../advisories/index.ts';
import type { Transaction } from '../../database/index.ts';
import { addPackagesToMatch } from '../../inventory/index.ts';
import { rejudgeImagesJob } from './jobs.ts';

/** Writes down what the change can concern and queues the job, in the transaction that swaps the advisories: a crash loses neither. */
export async function orderRejudge(tx: Transaction, changes: AdvisoryChanges): Promise<void> {
  if (changes.keys.length === 0 && changes.ecosystems.length === 0) return;
  await addPackagesToMatch(tx, changes);
  await rejudgeImagesJob.enqueue(tx, {});
}
