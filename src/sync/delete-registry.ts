import { inTransaction, type Transaction } from '../database/index.ts';
import { deleteImages, lockProject, someImageIds } from '../inventory/index.ts';
import { loadRegistry, removeRegistry } from '../registries/index.ts';
import type { RegistryTarget, SyncDeps } from './deps.ts';

const BATCH = 500;

/**
 * Deletes the images of a registry that is marked as deleting, in short transactions, then the registry. After an interruption it
 * continues with what is left. Does nothing for a registry that is gone or not to be deleted.
 */
export async function deleteRegistry(deps: SyncDeps, target: RegistryTarget, signal: AbortSignal): Promise<void> {
  const loaded = await loadRegistry(deps.pool, target.projectPk, target.registryPk, deps.vault);
  if (!loaded?.deleting) return;
  for (let more = true; more; ) {
    signal.throwIfAborted();
    more = await inTransaction(deps.pool, (tx) => deleteSome(tx, target));
  }
}

/**
 * The lock first: a sync of this registry that still runs has either committed its rows, and they are found here, or
 * will find the registry disconnected.
 * @returns whether anything may be left
 */
async function deleteSome(tx: Transaction, { projectPk, registryPk }: RegistryTarget): Promise<boolean> {
  await lockProject(tx, projectPk);
  const ids = await someImageIds(tx, projectPk, registryPk, BATCH);
  if (ids.length === 0) await removeRegistry(tx, projectPk, registryPk);
  else await deleteImages(tx, projectPk, ids);
  return ids.length > 0;
}
