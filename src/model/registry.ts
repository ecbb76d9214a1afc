/** Every kind of registry that can be connected; `oci` is any OCI / Docker v2 registry. */
export const REGISTRY_TYPES = ['swr-private', 'swr-shared', 'swr-enterprise', 'harbor', 'jfrog', 'oci'] as const;
export type RegistryType = (typeof REGISTRY_TYPES)[number];

export type RegistryStatus = 'accessing' | 'success' | 'fail';

/** A connected registry as stored, without its secret. Times in milliseconds since 1970. */
export interface Registry {
  readonly projectPk: number;
  readonly registryPk: number;
  /** UUID, the id on the wire. */
  readonly registryId: string;
  readonly epsPk: number;
  readonly registryName: string;
  readonly registryType: RegistryType;
  readonly apiVersion: string;
  readonly protocol: 'http' | 'https';
  /** `host[:port]`. */
  readonly registryAddr: string;
  /** Empty means anonymous. */
  readonly registryUsername: string;
  readonly namespace: string;
  readonly connectClusterId: string;
  readonly getScanImageChannel: string;
  /** Explicit repositories, for registries that refuse `_catalog`. */
  readonly repositories: readonly string[] | null;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly instanceUrl: string;
  readonly status: RegistryStatus;
  readonly failReason: string | null;
  readonly failDetail: string | null;
  readonly imagesNum: number;
  readonly syncedAt: number | null;
}
