import type { Transaction } from '../database/index.ts';
import { enqueueMany } from '../jobs/index.ts';
import type { RegistryTarget } from './deps.ts';

/** Queues the sync of registries for a task. One registry is never synchronised twice at once: its syncs stand in one queue. */
export async function enqueueSyncs(tx: Transaction, taskId: string, targets: readonly RegistryTarget[]): Promise<void> {
  const jobs = targets.map(({ projectPk, registryPk }) => ({
    payload: { projectPk, taskId, registryPk },
    jobKey: `sync:${projectPk}:${registryPk}:${taskId}`,
    queueName: `sync:${projectPk}:${registryPk}`,
  }));
  await enqueueMany(tx, 'sync-registry', jobs);
}
