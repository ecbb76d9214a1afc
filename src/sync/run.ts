import type { Registry } from '../model/index.ts';
import type { RegistryConnector } from '../registries/index.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { SyncDeps, SyncTarget } from './deps.ts';
import type { ConfigCache, DigestCache } from './digest-cache.ts';
import type { Tolerance } from './failure.ts';
import type { Slots } from './in-flight.ts';
import type { Progress } from './progress.ts';
import type { StoredManifests } from './stored-manifests.ts';

/** One run of one registry's sync: what its steps share. */
export interface SyncRun {
  readonly deps: SyncDeps;
  readonly target: SyncTarget;
  readonly registry: Registry;
  readonly connector: RegistryConnector;
  /** Aborted when the worker stops or a step failed. */
  readonly signal: AbortSignal;
  /** Ends the run for this reason: steps that run beside the failed one stop at their next request. */
  stop(reason: unknown): void;
  /** Requests in flight. */
  readonly slots: Slots;
  readonly tolerance: Tolerance;
  readonly progress: Progress;
  readonly writer: BatchWriter;
  readonly digests: DigestCache;
  readonly configs: ConfigCache;
  readonly stored: StoredManifests;
}
