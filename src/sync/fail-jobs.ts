import type { Transaction } from '../database/index.ts';
import type { FailedJob } from '../jobs/index.ts';
import { setRegistryStatus } from '../registries/index.ts';
import { finishTaskRegistry } from '../tasks/index.ts';
import { failReasonOf, inWords } from './failure.ts';
import { closeLedger } from './ledger.ts';

/*
 * Of jobs that failed for good before they could say so themselves, for example because their payload cannot be read. Their keys
 * name the registry, see jobs.ts.
 */

/** Ends the registry's part of the task, which would else run for ever, and says on the record of the registry why. */
export async function failSync(tx: Transaction, { key, error }: FailedJob): Promise<void> {
  const [, project, registry, taskId] = /^(\d+):(\d+):(.+)$/.exec(key ?? '') ?? [];
  if (taskId === undefined) return;
  const target = { projectPk: Number(project), registryPk: Number(registry), taskId };
  await finishTaskRegistry(tx, target.projectPk, taskId, target.registryPk, { ok: false, reason: inWords(error) });
  await markFailed(tx, target, error);
  await closeLedger(tx, target);
}

/** Says on the record of the registry why its connection was not tested; it would else be tested for ever. */
export async function failCheck(tx: Transaction, { key, error }: FailedJob): Promise<void> {
  const [, project, registry] = /^(\d+):(\d+)$/.exec(key ?? '') ?? [];
  if (registry !== undefined) await markFailed(tx, { projectPk: Number(project), registryPk: Number(registry) }, error);
}

function markFailed(
  tx: Transaction,
  { projectPk, registryPk }: { readonly projectPk: number; readonly registryPk: number },
  error: unknown,
): Promise<void> {
  const state = { status: 'fail', failReason: failReasonOf(error), failDetail: inWords(error) } as const;
  return setRegistryStatus(tx, projectPk, registryPk, state);
}
