import type { Transaction } from '../database/index.ts';
import type { FailedJob } from '../jobs/index.ts';
import { setRegistryStatus } from '../registries/index.ts';
import { finishTaskRegistry } from '../tasks/index.ts';
import { failReasonOf, inWords } from './failure.ts';
import { readJobKey } from './jobs.ts';
import { closeLedger } from './ledger.ts';

/*
 * What is stored of jobs that failed for good before they could store it themselves, for example because their payload cannot be
 * read. Their keys name the registry.
 */

/** Ends the registry's part of the task, which otherwise stays running, and stores the reason on the record of the registry. */
export async function failSync(tx: Transaction, { key, error }: FailedJob): Promise<void> {
  const named = readJobKey(key);
  if (named === null || named.taskId === null) return;
  const { projectPk, registryPk, taskId } = named;
  await finishTaskRegistry(tx, projectPk, taskId, registryPk, { ok: false, reason: inWords(error) });
  await markFailed(tx, named, error);
  await closeLedger(tx, { projectPk, registryPk, taskId });
}

/** Stores on the record of the registry why its connection was not tested; otherwise its status stays `accessing`. */
export async function failCheck(tx: Transaction, { key, error }: FailedJob): Promise<void> {
  const named = readJobKey(key);
  if (named !== null) await markFailed(tx, named, error);
}

function markFailed(
  tx: Transaction,
  { projectPk, registryPk }: { readonly projectPk: number; readonly registryPk: number },
  error: unknown,
): Promise<void> {
  const state = { status: 'fail', failReason: failReasonOf(error), failDetail: inWords(error) } as const;
  return setRegistryStatus(tx, projectPk, registryPk, state);
}
