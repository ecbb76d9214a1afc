import { deleteImages, someImageIds } from '../inventory/index.ts';
import { loadRegistry, removeRegistry } from '../registries/index.ts';
import { inTransaction } from '../runtime/index.ts';
import type { RegistryTarget, SyncDeps } from './deps.ts';

const BATCH = 500;

/**
 * Deletes the images of a registry that is marked as deleting, in short transactions, then the registry. Interrupted, it
 * goes on with what is left. Does nothing for a registry that is gone or not to be deleted.
 */
export async function deleteRegistry(deps: SyncDeps, target: RegistryTarget, signal: AbortSignal): Promise<void> {
  const { projectPk, registryPk } = target;
  const loaded = await loadRegistry(deps.pool, projectPk, registryPk, deps.vault);
  if (!loaded?.deleting) return;
  for (;;) {
    signal.throwIfAborted();
    const ids = await someImageIds(deps.pool, projectPk, registryPk, BATCH);
    if (ids.length === 0) break;
    await inTransaction(deps.pool, (tx) => deleteImages(tx, projectPk, ids));
  }
  await inTransaction(deps.pool, (tx) => removeRegistry(tx, projectPk, registryPk));
}
