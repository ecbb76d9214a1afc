/** What is the same for every registry of a type. */
interface RegistryTypeRow {
  /** The type in requests and answers of the HSS API. */
  readonly wireName: string;
  /** The type of its images there. */
  readonly wireImageType: string;
  /** Whether this release can connect one. */
  readonly connectable: boolean;
}

/**
 * Every type of registry; `oci` is any OCI / Docker v2 registry, whose image type `other` the vendor does not have.
 * `registries/types` says how each is spoken to.
 */
export const REGISTRY_TYPES = {
  'swr-private': { wireName: 'SwrPrivate', wireImageType: 'private_image', connectable: false },
  'swr-shared': { wireName: 'SwrShared', wireImageType: 'shared_image', connectable: false },
  'swr-enterprise': { wireName: 'SwrEnterprise', wireImageType: 'instance_image', connectable: false },
  harbor: { wireName: 'Harbor', wireImageType: 'harbor', connectable: true },
  jfrog: { wireName: 'Jfrog', wireImageType: 'jfrog', connectable: true },
  oci: { wireName: 'Other', wireImageType: 'other', connectable: true },
} as const satisfies Record<string, RegistryTypeRow>;

export type RegistryType = keyof typeof REGISTRY_TYPES;

/** Their names, in the order of the table. */
export const REGISTRY_TYPE_NAMES = Object.keys(REGISTRY_TYPES) as RegistryType[];

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
