import { type ConnectionStep, loadRegistry, type RegistryState, setRegistryStatus } from '../registries/index.ts';
import type { RegistryTarget, SyncDeps } from './deps.ts';
import { failReasonOf, inWords, isRegistryFailure } from './failure.ts';

/**
 * Tests the connection of a registry and writes on its record how that went. Does nothing for a registry that is gone.
 * @throws the abort, and failures that are not the registry's
 */
export async function checkRegistry(deps: SyncDeps, target: RegistryTarget, signal: AbortSignal): Promise<void> {
  const { projectPk, registryPk } = target;
  const loaded = await loadRegistry(deps.pool, projectPk, registryPk, deps.vault);
  if (!loaded || loaded.deleting) return;
  const connector = deps.openConnector(loaded.registry, loaded.secret, { egress: deps.egress, limits: deps.limits });
  try {
    const steps: ConnectionStep[] = [];
    for await (const step of connector.test(signal)) steps.push(step);
    deps.logger.info({ projectPk, registryPk, steps: steps.map(stepInWords) }, 'connection of registry tested');
    await setRegistryStatus(deps.pool, projectPk, registryPk, stateAfter(steps), loaded.connection);
  } finally {
    await connector.close();
  }
}

function stateAfter(steps: readonly ConnectionStep[]): RegistryState {
  const failure = steps.find((step) => step.failure)?.failure;
  if (!failure) return { status: 'success', failReason: null, failDetail: null };
  if (!isRegistryFailure(failure)) throw failure;
  return { status: 'fail', failReason: failReasonOf(failure), failDetail: inWords(failure) };
}

/** `api: GET /v2/, 12 ms, ok` */
function stepInWords({ name, what, milliseconds, failure }: ConnectionStep): string {
  return `${name}: ${what}, ${milliseconds} ms, ${failure ? inWords(failure) : 'ok'}`;
}
