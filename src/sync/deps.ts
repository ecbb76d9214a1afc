import type { Pool, Transaction } from '../database/index.ts';
import type { EgressPolicy } from '../http/index.ts';
import type { Registry } from '../model/index.ts';
import type { Clock, Logger } from '../process/index.ts';
import type { ConnectorLimits, OpenConnector } from '../registries/index.ts';
import type { Vault } from '../secrets/index.ts';

export interface SyncLimits extends ConnectorLimits {
  readonly configBytes: number;
  /** Layers of one image. */
  readonly layerCount: number;
}

/** What synchronising needs from outside its module. */
export interface SyncDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly limits: SyncLimits;
  readonly clock: Clock;
  readonly egress: EgressPolicy;
  readonly logger: Logger;
  readonly openConnector: OpenConnector;
  /**
   * Queues the scans of images whose digests have no result yet, in the transaction that wrote the images; null when a sync
   * does not scan (docs/adr/0009).
   */
  readonly queueScans: ((tx: Transaction, projectPk: number, imageDigests: readonly string[]) => Promise<void>) | null;
}

export interface RegistryTarget {
  readonly projectPk: number;
  readonly registryPk: number;
}

/** One registry of one sync task. */
export interface SyncTarget extends RegistryTarget {
  readonly taskId: string;
}

/** A sync that runs: what it reads, and for whom. */
export type RunTarget = SyncTarget & Pick<Registry, 'epsPk' | 'protocol' | 'registryAddr'>;
