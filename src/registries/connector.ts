import type { EgressPolicy } from '../http/index.ts';
import type { Descriptor, Registry } from '../model/index.ts';
import type { ClientLimits, FoundManifest } from '../oci/index.ts';

/** A repository as a registry lists it. */
export interface RepositoryListing {
  /** Its path in the v2 API. */
  readonly repository: string;
  /** Shown as namespace: the project, organisation or repository key; empty when there is none. */
  readonly namespace: string;
  readonly imageName: string;
}

/** A tag as a registry lists it. What a registry does not tell is absent. */
export interface TagListing {
  readonly tag: string;
  readonly digest?: string;
  /** When the tag was put on this digest, milliseconds since 1970. */
  readonly updatedAt?: number;
}

/**
 * What the product asks of a registry of any type: the port behind which the types differ. Proved by `testing/registries/connector-suite.ts`.
 * All calls may throw the registry_* codes, egress_denied and limit_exceeded; they end with the signal's reason when it aborts.
 */
export interface RegistryConnector {
  /** Returns when the registry can be reached and lets us in. */
  check(signal?: AbortSignal): Promise<void>;
  /** Every repository in pages; one may come twice when the registry changes meanwhile. */
  repositories(signal?: AbortSignal): AsyncIterable<readonly RepositoryListing[]>;
  /** Every tag of a repository in pages; one may come twice when the registry changes meanwhile. */
  tags(repository: RepositoryListing, signal?: AbortSignal): AsyncIterable<readonly TagListing[]>;
  /** A manifest by tag or digest, its digest verified. */
  manifest(
    repository: string,
    reference: string,
    options?: { knownDigest?: string; signal?: AbortSignal },
  ): Promise<FoundManifest>;
  /** The bytes of a blob, exactly `descriptor.size` of them; the digest is the reader's to verify. */
  blob(repository: string, descriptor: Descriptor, signal?: AbortSignal): AsyncIterable<Buffer>;
  /** A whole blob of at most `maxBytes`, its digest verified; a negative size means: not known. */
  smallBlob(repository: string, descriptor: Descriptor, maxBytes: number, signal?: AbortSignal): Promise<Buffer>;
  /** Requests sent so far. */
  readonly requests: number;
  /** Ends all connections. */
  close(): Promise<void>;
}

export interface ConnectorLimits extends ClientLimits {
  /** Requests in flight to one registry. */
  readonly registryConcurrency: number;
}

export interface ConnectorDeps {
  readonly egress: EgressPolicy;
  readonly limits: ConnectorLimits;
  /** Certificate authorities in PEM, trusted beside the system's. */
  readonly ca?: string | null;
}

/** Opens one type of registry. `secret` is the password or key of `registry.registryUsername`; null when anonymous. */
export type OpenConnector = (registry: Registry, secret: string | null, deps: ConnectorDeps) => RegistryConnector;
