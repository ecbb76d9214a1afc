import { checkEnrichmentSources } from './advisories/index.ts';
import type { Config, Limits } from './config/index.ts';
import { createEgressPolicy, type EgressPolicy } from './http/index.ts';
import { AppError } from './model/index.ts';
import { createMetrics, type Logger, type Metrics, systemClock } from './process/index.ts';
import { createVault, type Vault } from './secrets/index.ts';

/** What every part of the process shares. */
export interface Services {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: Limits;
  readonly clock: typeof systemClock;
  readonly vault: Vault;
  readonly egress: EgressPolicy;
}

/** @throws AppError `config_invalid` when no master key is configured, or an enrichment feed that does not exist */
export function composeServices(config: Config, logger: Logger, masterKey: Buffer | null = config.masterKey): Services {
  if (masterKey === null)
    throw new AppError('config_invalid', 'HULLWATCH_MASTER_KEY or HULLWATCH_MASTER_KEY_FILE is needed');
  checkEnrichmentSources(config.enrichmentSources);
  const egress = createEgressPolicy(config.egressAllow);
  const vault = createVault(masterKey);
  return { config, logger, metrics: createMetrics(), limits: config.limits, clock: systemClock, vault, egress };
}
