import type { Registry } from '../model/index.ts';
import type { RegistryConnector, RegistryInstance } from '../registries/index.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { SyncDeps, SyncTarget } from './deps.ts';
import type { FailureBudget } from './failure.ts';
import type { Slots } from './in-flight.ts';
import type { Progress } from './progress.ts';
import type { ConfigCache, ManifestCache } from './resolved-manifest.ts';
import type { StoredManifests } from './stored-manifests.ts';

/** What the steps of one sync of one registry share. */
export interface SyncRun {
  readonly deps: SyncDeps;
  readonly target: SyncTarget;
  readonly registry: Registry;
  readonly connector: RegistryConnector;
  /** Aborted when the worker stops or a step failed. */
  readonly signal: AbortSignal;
  /** Ends the run: every step stops at its next request, and the run throws the reason that was given first. */
  stop(reason: unknown): void;
  /** Requests in flight. */
  readonly slots: Slots;
  readonly failures: FailureBudget;
  readonly progress: Progress;
  readonly writer: BatchWriter;
  readonly manifests: ManifestCache;
  readonly configs: ConfigCache;
  readonly stored: StoredManifests;
  /** The instances that the listed tags belong to, by id; empty for types without instances. */
  readonly instances: Map<string, RegistryInstance>;
}
