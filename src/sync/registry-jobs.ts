import { enqueue, enqueueMany } from '../jobs/index.ts';
import type { Transaction } from '../runtime/index.ts';
import type { RegistryTarget } from './deps.ts';

/** Queues the first or a repeated look at a registry: can it be reached, does it let us in. */
export async function enqueueCheck(tx: Transaction, { projectPk, registryPk }: RegistryTarget): Promise<void> {
  await enqueue(tx, 'check-registry', { projectPk, registryPk }, { jobKey: `check:${projectPk}:${registryPk}` });
}

/** Queues the removal of registries that were marked as deleting in this transaction; each waits for its running sync. */
export async function enqueueDeletion(tx: Transaction, targets: readonly RegistryTarget[]): Promise<void> {
  const jobs = targets.map(({ projectPk, registryPk }) => ({
    payload: { projectPk, registryPk },
    jobKey: `delete:${projectPk}:${registryPk}`,
    queueName: queueOf({ projectPk, registryPk }),
  }));
  await enqueueMany(tx, 'delete-registry', jobs);
}

/** Queues the sync of registries for a task. */
export async function enqueueSyncs(tx: Transaction, taskId: string, targets: readonly RegistryTarget[]): Promise<void> {
  const jobs = targets.map(({ projectPk, registryPk }) => ({
    payload: { projectPk, taskId, registryPk },
    jobKey: `sync:${projectPk}:${registryPk}:${taskId}`,
    queueName: queueOf({ projectPk, registryPk }),
  }));
  await enqueueMany(tx, 'sync-registry', jobs);
}

/** One registry is never synchronised or deleted twice at once: its jobs stand in one queue. */
function queueOf({ projectPk, registryPk }: RegistryTarget): string {
  return `registry:${projectPk}:${registryPk}`;
}
