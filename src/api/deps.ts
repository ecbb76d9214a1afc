import type { Clock, Limits, Logger, Metrics, Pool, Vault } from '../runtime/index.ts';

/** Whether the service can answer calls now. `problems` are sentences for an operator, free of secrets; empty when ready. */
export interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly string[];
}

/** Everything the API needs from outside; built by `src/compose.ts`. Extend it, do not reach around it. */
export interface ApiDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics;
  ready(): Promise<Readiness>;
}
