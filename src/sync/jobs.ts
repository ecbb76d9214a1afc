import type { JobHandler } from '../jobs/index.ts';
import { AppError } from '../model/index.ts';
import { checkRegistry } from './check-registry.ts';
import { deleteRegistry } from './delete-registry.ts';
import type { RegistryTarget, SyncDeps, SyncTarget } from './deps.ts';
import { syncRegistry } from './sync-registry.ts';

/** The jobs of this module by name. */
export function syncJobs(deps: SyncDeps): Record<string, JobHandler> {
  return {
    'check-registry': (payload, { signal }) => checkRegistry(deps, registryOf(payload), signal),
    'sync-registry': (payload, { signal, attempt, maxAttempts }) =>
      syncRegistry(deps, syncOf(payload), { signal, attemptsLeft: attempt < maxAttempts }),
    'delete-registry': (payload, { signal }) => deleteRegistry(deps, registryOf(payload), signal),
  };
}

function syncOf(payload: unknown): SyncTarget {
  const { taskId } = (payload ?? {}) as Partial<SyncTarget>;
  if (typeof taskId !== 'string') throw notAPayload();
  return { ...registryOf(payload), taskId };
}

function registryOf(payload: unknown): RegistryTarget {
  const { projectPk, registryPk } = (payload ?? {}) as Partial<RegistryTarget>;
  if (!Number.isInteger(projectPk) || !Number.isInteger(registryPk)) throw notAPayload();
  return { projectPk: projectPk as number, registryPk: registryPk as number };
}

function notAPayload(): AppError {
  return new AppError('invalid_parameter', 'the payload of the job names no registry');
}
