import type { Limits } from '../../config/index.ts';
import type { Pool } from '../../database/index.ts';
import type { EgressPolicy } from '../../http/index.ts';
import type { Clock, Logger } from '../../process/index.ts';
import type { OpenConnector } from '../../registries/index.ts';
import type { Vault } from '../../secrets/index.ts';

/** What scanning needs from outside its room. */
export interface ScanDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly egress: EgressPolicy;
  readonly logger: Logger;
  readonly openConnector: OpenConnector;
  /** Layers being read by this process, so that two images that share one read it once. */
  readonly layersInFlight: Map<string, Promise<void>>;
}
