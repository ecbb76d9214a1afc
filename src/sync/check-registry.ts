import { loadRegistry, type RegistryState, setRegistryStatus } from '../registries/index.ts';
import type { RegistryTarget, SyncDeps } from './deps.ts';
import { failReasonOf, inWords, isRegistryFailure } from './failure.ts';

/**
 * Looks whether a registry can be reached and lets us in, and writes that on its record. Does nothing for a registry
 * that is gone.
 * @throws the abort, and what is not the registry's fault
 */
export async function checkRegistry(deps: SyncDeps, target: RegistryTarget, signal: AbortSignal): Promise<void> {
  const { projectPk, registryPk } = target;
  const loaded = await loadRegistry(deps.pool, projectPk, registryPk, deps.vault);
  if (!loaded || loaded.deleting) return;
  const connector = deps.openConnector(loaded.registry, loaded.secret, { egress: deps.egress, limits: deps.limits });
  try {
    const state = await stateOf(connector.check(signal), signal);
    await setRegistryStatus(deps.pool, projectPk, registryPk, state, loaded.connection);
  } finally {
    await connector.close();
  }
}

async function stateOf(check: Promise<void>, signal: AbortSignal): Promise<RegistryState> {
  try {
    await check;
    return { status: 'success', failReason: null, failDetail: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!isRegistryFailure(error)) throw error;
    return { status: 'fail', failReason: failReasonOf(error), failDetail: inWords(error) };
  }
}
