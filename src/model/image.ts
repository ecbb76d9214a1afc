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

/**
 * What scans count, and whether it makes an image risky (ADR 0008, 6). A new counter is a row here and a
 * column of its name in `image`, `image_child`, `manifest` and `image_change`; inventory/scan-columns.ts does the rest.
 */
export const SCAN_COUNTERS = {
  /** Vulnerabilities (docs/adr/0010). */
  vulNum: { risky: true },
  /** Failed baseline checks. */
  unsafeNum: { risky: true },
  /** Malicious files. */
  maliciousNum: { risky: true },
} as const;
export type ScanCounter = keyof typeof SCAN_COUNTERS;
export type ScanCounts = Readonly<Record<ScanCounter, number>>;

const COUNTERS = Object.keys(SCAN_COUNTERS) as ScanCounter[];

/** A number for each counter. */
export function countEach(count: (counter: ScanCounter) => number): ScanCounts {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, count(counter)])) as ScanCounts;
}

/** Counters and state that a scan produces, for an image or one of its platforms. */
export interface ScanSummary extends ScanCounts {
  readonly scanStatus: ScanStatus;
  readonly scanFailedCode: ScanFailureCode | null;
  /** End of the last finished scan, milliseconds since 1970; null: never. */
  readonly scanTime: number | null;
  /** Null until a scan finished, and while a stage of it is unknown and nothing was found. */
  readonly severity: Severity | null;
}

/** Whether a scan found something that counts as a risk. */
export function isRisky(counts: ScanCounts): boolean {
  return COUNTERS.some((counter) => SCAN_COUNTERS[counter].risky && counts[counter] > 0);
}

/** One platform of a multi-arch image. */
export interface ImageChild extends ScanSummary {
  readonly id: number;
  readonly imageDigest: string;
  readonly platform: Platform | null;
  readonly imageSize: number;
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
