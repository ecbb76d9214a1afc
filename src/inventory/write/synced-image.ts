import type { SharedStatus } from '../../model/index.ts';
import type { OptionalColumns } from '../image-columns.ts';

/** Where the images come from. The repository of each is in its namespace and name. */
export interface WriteTarget {
  readonly projectPk: number;
  readonly registryPk: number;
  readonly epsPk: number;
}

/** One tag as a registry shows it. Its manifest must be stored already: size, platforms and scan state come from there. */
export interface SyncedImage extends OptionalColumns {
  readonly namespace: string;
  readonly imageName: string;
  readonly tag: string;
  readonly digest: string;
  /** Milliseconds since 1970. Null, before 1980 or in the future: the time it was first seen with this digest. */
  readonly updateTime: number | null;
  readonly updateSource: 'registry' | 'config' | 'first_seen';
  /** False: charts, signatures and other artifacts, which the list does not show. */
  readonly listed: boolean;
  /** False when the registry forbids it (an expired share); otherwise the manifest decides. */
  readonly scannable: boolean;
  readonly domainName: string | null;
  readonly sharedStatus: SharedStatus | null;
}
