import type { RegistryType } from './registry.ts';
import type { ScanFailureCode } from './scan-failure.ts';
import type { EnterpriseScope } from './tenant.ts';

/** `queued` waits for a worker, `scanning` runs; the last three are ends that carry a failure code. */
export const SCAN_STATUSES = [
  'unscanned',
  'queued',
  'scanning',
  'succeeded',
  'failed',
  'download_failed',
  'oversized',
] as const;
export type ScanStatus = (typeof SCAN_STATUSES)[number];

/** Worst finding of a finished scan; `none` only when every stage was read completely. */
export const SEVERITIES = ['none', 'low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type SharedStatus = 'effective' | 'expired';

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

/** Counters and state that a scan produces, for an image or one of its platforms. */
export interface ScanSummary {
  readonly scanStatus: ScanStatus;
  readonly scanFailedCode: ScanFailureCode | null;
  /** End of the last finished scan, milliseconds since 1970; null: never. */
  readonly scanTime: number | null;
  /** Null until a scan finished, and while a stage of it is unknown and nothing was found. */
  readonly severity: Severity | null;
  readonly vulNum: number;
  readonly unsafeNum: number;
  readonly maliciousNum: number;
}

/** Whether a scan found something that counts as a risk (contract/README.md section e, 6). */
export function isRisky({
  vulNum,
  unsafeNum,
  maliciousNum,
}: Pick<ScanSummary, 'vulNum' | 'unsafeNum' | 'maliciousNum'>): boolean {
  return vulNum > 0 || unsafeNum > 0 || maliciousNum > 0;
}

/** One platform of a multi-arch image. */
export interface ImageChild extends ScanSummary {
  readonly id: number;
  readonly imageDigest: string;
  readonly platform: Platform | null;
  readonly imageSize: number;
}

/** One tag as the list shows it. Sizes in bytes, times in milliseconds since 1970. */
export interface Image extends ScanSummary {
  readonly id: number;
  readonly registryId: string;
  readonly registryName: string;
  readonly registryType: RegistryType;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly instanceUrl: string;
  readonly namespace: string;
  readonly imageName: string;
  readonly imageVersion: string;
  readonly imageDigest: string;
  readonly imageSize: number;
  readonly updateTime: number;
  readonly syncTime: number;
  readonly latestVersion: boolean;
  readonly isMultiarch: boolean;
  readonly scannable: boolean;
  readonly sharedStatus: SharedStatus | null;
  readonly domainName: string | null;
  readonly children: readonly ImageChild[];
}

/** Inclusive bounds in milliseconds since 1970. A row without the time never matches. */
export interface TimeRange {
  readonly from?: bigint;
  readonly to?: bigint;
}

/** All that a list of images can be narrowed by. Absent means: no condition. Texts match exactly, case-sensitively. */
export interface ImageFilter {
  readonly enterprise: EnterpriseScope;
  readonly namespace?: string;
  readonly imageName?: string;
  readonly imageVersion?: string;
  readonly registryName?: string;
  readonly registryType?: RegistryType;
  readonly instanceId?: string;
  readonly instanceName?: string;
  /** Only true filters: the newest tag of each repository. */
  readonly latestVersion?: true;
  readonly imageSize?: bigint;
  readonly scanStatus?: ScanStatus;
  readonly updateTime?: TimeRange;
  readonly scanTime?: TimeRange;
  readonly syncTime?: TimeRange;
  /** The next five match only images with a finished scan, whether true or false. */
  readonly hasMaliciousFile?: boolean;
  readonly hasUnsafeSetting?: boolean;
  readonly hasVul?: boolean;
  readonly risky?: boolean;
  readonly severity?: Severity;
  readonly isMultiarch?: boolean;
}

export interface ImagePage {
  /** Null: by id. Never-scanned images count as time 0; ties go by id. */
  readonly sort: 'scan_time_asc' | 'scan_time_desc' | null;
  readonly offset: number;
  readonly limit: number;
}
