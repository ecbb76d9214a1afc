import type { ScanCounter, Severity } from './image.ts';
import type { ScanFailureCode } from './scan-failure.ts';

/**
 * The stages of a scan, in the order in which they are shown, each with the counter that its findings add to. What a stage
 * without a counter finds is listed, but neither makes an image risky nor grades it (ADR 0008, 6 and 7).
 */
export const STAGES = {
  layers: { counter: null },
  packages: { counter: null },
  vulnerabilities: { counter: 'vulNum' },
  'build-commands': { counter: null },
} as const satisfies Record<string, { readonly counter: ScanCounter | null }>;

export type StageName = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as StageName[];

/**
 * `ok`: looked at everything. `partial`: some of it could not be read or judged. `failed`: gave no result. `skipped`: a stage
 * that it needs gave none. `stale`: newer rules or advisories are there and have not looked yet.
 */
export const STAGE_STATES = ['ok', 'partial', 'failed', 'skipped', 'stale'] as const;
export type StageState = (typeof STAGE_STATES)[number];

/** `found`: the findings that people count. Other keys are the stage's own. */
export type StageCounts = Readonly<Record<string, number>>;

/** How one stage of the scan of one manifest ended. */
export interface StageResult {
  readonly stage: StageName;
  readonly state: StageState;
  /** One sentence for people; null only when `ok`. */
  readonly reason: string | null;
  /** Set exactly when `failed`. */
  readonly failedCode: ScanFailureCode | null;
  /** When `failed`, those of the last time that it did not fail. */
  readonly counts: StageCounts;
  /** The worst finding; null when there is none. */
  readonly severity: Exclude<Severity, 'none'> | null;
  /** Version of the stage, its rules and engines; empty when an older release did not note it. */
  readonly version: string;
  /** Which advisories it judged by; null when it needs none, or an older release did not note it. */
  readonly advisorySnapshot: number | null;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
}

/** Something that could not be read; `path` is empty when it concerns the whole layer. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}
