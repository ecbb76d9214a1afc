import { loadRegistry } from '../registries/index.ts';
import { AppError, type Db } from '../runtime/index.ts';
import type { RegistryTarget, SyncDeps } from './deps.ts';

/** @throws AppError `conflict` when the registry is gone or about to be deleted */
export async function refuseDisconnected(
  db: Db,
  deps: SyncDeps,
  { projectPk, registryPk }: RegistryTarget,
): Promise<void> {
  const loaded = await loadRegistry(db, projectPk, registryPk, deps.vault);
  if (!loaded || loaded.deleting) throw new AppError('conflict', 'the registry was disconnected');
}
