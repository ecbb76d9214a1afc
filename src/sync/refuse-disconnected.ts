import type { Db } from '../database/index.ts';
import { AppError, isAppError } from '../model/index.ts';
import { loadRegistry } from '../registries/index.ts';
import type { RunTarget, SyncDeps } from './deps.ts';

const MOVED = 'registry_addr';

/**
 * Keeps a run from storing images of one registry under another.
 * @throws AppError `conflict` when the registry is gone, about to be deleted, or has another address than the run reads from
 */
export async function refuseDisconnected(db: Db, deps: SyncDeps, target: RunTarget): Promise<void> {
  const { projectPk, registryPk, protocol, registryAddr } = target;
  const loaded = await loadRegistry(db, projectPk, registryPk, deps.vault);
  if (!loaded || loaded.deleting) throw new AppError('conflict', 'the registry was disconnected');
  if (loaded.registry.protocol === protocol && loaded.registry.registryAddr === registryAddr) return;
  throw new AppError('conflict', 'the address of the registry was changed meanwhile; synchronise it again', {
    subject: MOVED,
  });
}

/** True when a run was refused because its registry has another address now: a retry would mix two registries. */
export function isMoved(error: unknown): boolean {
  return isAppError(error, 'conflict') && error.subject === MOVED;
}
