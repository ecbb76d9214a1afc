import type { EgressPolicy } from '../http/index.ts';
import type { AppError, Descriptor, Registry, SharedStatus } from '../model/index.ts';
import type { ClientLimits, FoundManifest } from '../oci/index.ts';

/** A repository as a registry lists it. */
export interface RepositoryListing {
  /** Its path in the v2 API. */
  readonly repository: string;
  /** Shown as namespace: the project, organisation or repository key; empty when there is none. */
  readonly namespace: string;
  readonly imageName: string;
}

/** A tag as a registry lists it. What a registry does not list is absent; it is never guessed. */
export interface TagListing {
  readonly tag: string;
  readonly digest?: string;
  /** When the tag was put on this digest, milliseconds since 1970. */
  readonly updatedAt?: number;
  /** Compressed bytes. Used for manifests that do not tell theirs (schema 1). */
  readonly size?: number;
  /** The account that shares the image with this one. */
  readonly owner?: string;
  readonly sharedStatus?: SharedStatus;
  /** Whether the registry lets the image be pulled: false for an expired share. Whether it can be read at all, its manifest says. */
  readonly scannable?: boolean;
  /** The instance that holds the image, of types that have several behind one account. */
  readonly instance?: RegistryInstance;
}

export interface RegistryInstance {
  readonly instanceId: string;
  readonly instanceName: string;
  /** `host[:port]` that images are pulled from. */
  readonly instanceUrl: string;
}

/** One step of a connection test. */
export interface ConnectionStep {
  /** The kind of step, for example `api`. */
  readonly name: string;
  /** What was asked of the registry, in words. */
  readonly what: string;
  readonly milliseconds: number;
  /** Why it failed; null when it did not. No step follows a failed one. */
  readonly failure: AppError | null;
}

/**
 * What the product asks of a registry of any type: the port behind which the types differ. Proved by `testing/registries/connector-suite.ts`.
 * All calls may throw the registry_* codes, egress_denied and limit_exceeded; they end with the signal's reason when it aborts.
 */
export interface RegistryConnector {
  /** Tries, step by step, whether the registry can be reached and accepts the credentials. A failed step is a value, not an error. */
  test(signal?: AbortSignal): AsyncIterable<ConnectionStep>;
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
  /** The bytes of a blob, exactly `descriptor.size` of them; the reader verifies the digest. */
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

/**
 * Opens one type of registry; nothing is sent before the first call. `secret` is the password or key of
 * `registry.registryUsername`; null when anonymous.
 */
export type OpenConnector = (registry: Registry, secret: string | null, deps: ConnectorDeps) => RegistryConnector;
