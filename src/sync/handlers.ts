import { type HandledJob, handleJob } from '../jobs/index.ts';
import { checkRegistry } from './check-registry.ts';
import { deleteRegistry } from './delete-registry.ts';
import type { SyncDeps } from './deps.ts';
import { failCheck, failSync } from './fail-jobs.ts';
import { checkRegistryJob, deleteRegistryJob, syncRegistryJob } from './jobs.ts';
import { syncRegistry } from './sync-registry.ts';

export function syncHandlers(deps: SyncDeps): HandledJob[] {
  return [
    handleJob(checkRegistryJob, (registry, { signal }) => checkRegistry(deps, registry, signal), failCheck),
    handleJob(
      syncRegistryJob,
      (target, { signal, attempt, maxAttempts }) =>
        syncRegistry(deps, target, { signal, attemptsLeft: attempt < maxAttempts }),
      failSync,
    ),
    handleJob(deleteRegistryJob, (registry, { signal }) => deleteRegistry(deps, registry, signal)),
  ];
}
