import type { Pool } from '../../database/index.ts';
import type { EgressPolicy } from '../../http/index.ts';
import type { LayerLimits } from '../../layers/index.ts';
import type { Clock, Logger } from '../../process/index.ts';
import type { ConnectorLimits, OpenConnector } from '../../registries/index.ts';
import type { Vault } from '../../secrets/index.ts';
import type { Stages } from '../stages/index.ts';
import type { ImageLimits } from './check-scannable.ts';

export interface ScanLimits extends LayerLimits, ImageLimits, ConnectorLimits {
  readonly configBytes: number;
}

/** What scanning needs from other modules. */
export interface ScanDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly limits: ScanLimits;
  readonly clock: Clock;
  readonly egress: EgressPolicy;
  readonly logger: Logger;
  readonly stages: Stages;
  readonly openConnector: OpenConnector;
  /** Layers being read by this process, so that two images that share one read it once. */
  readonly layersInFlight: Map<string, Promise<void>>;
}
