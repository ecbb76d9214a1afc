import type { Clock, Limits, Logger, Pool, Vault } from '../runtime/index.ts';

/** Whether the service can answer calls now. `problems` are sentences for an operator, free of secrets; empty when ready. */
export interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly string[];
}

/** What one answered request looked like. `route` is the path template (bounded set), never the path as received. */
export interface RequestMeasure {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** Where the numbers of `/metrics` go and come from. */
export interface ApiMetrics {
  observe(measure: RequestMeasure): void;
  /** The whole exposition text and its content type. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Everything the API needs from outside; built by `src/compose.ts`. Extend it, do not reach around it. */
export interface ApiDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: ApiMetrics;
  ready(): Promise<Readiness>;
}
