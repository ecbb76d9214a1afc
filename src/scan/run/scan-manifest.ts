import { holdAdvisories } from '../../advisories/index.ts';
import { inTransaction } from '../../database/index.ts';
import {
  isScanWanted,
  loadManifest,
  type ScannableManifest,
  savePackages,
  saveScanResult,
  saveStages,
  setScanStatus,
} from '../../inventory/index.ts';
import { type InstalledPackage, isRisky, type StageState } from '../../model/index.ts';
import { finishTaskImages, startTaskImages } from '../../tasks/index.ts';
import { judgeManifest, type Verdict } from '../stages/vulnerabilities/judge-manifest.ts';
import { matchManifest } from '../stages/vulnerabilities/match-manifest.ts';
import { checkScannable } from './check-scannable.ts';
import type { ScanDeps } from './deps.ts';
import { ScanError, type ScanFailure, toScanFailure } from './failure.ts';
import { readImage } from './read-image.ts';

/** A layer that ends its worker each time (by memory, say) must not do so for ever. */
const MAX_CRASHES = 5;

export interface ScanRun {
  readonly signal: AbortSignal;
  /** Whether a failure that may pass is worth another try. */
  readonly attemptsLeft: boolean;
  /** Workers that died while they scanned this. */
  readonly crashes: number;
}

export interface ScanTarget {
  readonly projectPk: number;
  readonly digest: string;
}

/**
 * Scans one manifest from its layers to its counters. Safe to run again at any point: layers already read are
 * taken from their facts, and results are written as set differences in one transaction.
 * @throws the failure itself while `attemptsLeft` and another try can help; otherwise the failure is stored
 */
export async function scanManifest(deps: ScanDeps, target: ScanTarget, run: ScanRun): Promise<void> {
  const manifest = await loadManifest(deps.pool, target.projectPk, target.digest);
  if (!manifest) return giveUp(deps, target);
  if (!(await begin(deps, target))) return;
  try {
    refuseDeadly(target, run);
    checkScannable(manifest, deps.limits);
    const image = await readImage(deps, target.projectPk, manifest, run.signal);
    await saveVerdict(deps, target, image.packages, image.stages);
  } catch (error) {
    if (run.signal.aborted) throw error;
    const failure = toScanFailure(error);
    if (failure.retryable && run.attemptsLeft) throw error;
    await saveFailure(deps, target.projectPk, manifest, failure);
    deps.logger.warn({ digest: target.digest, code: failure.code, reason: failure.reason }, 'scan failed');
  }
}

function refuseDeadly({ digest }: ScanTarget, { crashes }: ScanRun): void {
  if (crashes < MAX_CRASHES) return;
  const failure = { scanStatus: 'failed', code: 'unknown_error', stage: 'layers' } as const;
  throw new ScanError(failure, `the scan ended its worker ${crashes} times, probably for want of memory`, digest);
}

/** False when nobody wants it any more: the order was stopped, or another job of the digest gave the result. */
async function begin(deps: ScanDeps, { projectPk, digest }: ScanTarget): Promise<boolean> {
  return inTransaction(deps.pool, async (tx) => {
    const waiting = await startTaskImages(tx, projectPk, digest);
    // An order that crossed the end of another job's scan waits although the digest has a result.
    if (waiting === 0 && !(await isScanWanted(tx, projectPk, digest))) return false;
    await setScanStatus(tx, projectPk, [digest], 'scanning');
    return true;
  });
}

/** The image was deleted between the order and now; the tasks that wait for it have to end. */
async function giveUp(deps: ScanDeps, { projectPk, digest }: ScanTarget): Promise<void> {
  const reason = 'the image is not in its registry any more';
  await inTransaction(deps.pool, (tx) =>
    finishTaskImages(tx, projectPk, digest, { ok: false, code: 'get_detail_info_not_found', reason }),
  );
}

/** Task rows before the project row, and stages after it, everywhere: the one order in which these locks are taken. */
async function saveVerdict(
  deps: ScanDeps,
  { projectPk, digest }: ScanTarget,
  packages: readonly InstalledPackage[],
  read: readonly StageState[],
): Promise<void> {
  await inTransaction(deps.pool, async (tx) => {
    await holdAdvisories(tx);
    const stored = await savePackages(tx, projectPk, digest, packages);
    await matchManifest(tx, projectPk, stored);
    const verdict = await judgeManifest(tx, projectPk, digest, read);
    const now = deps.clock.now();
    const result = succeeded(verdict, now);
    await finishTaskImages(tx, projectPk, digest, { ok: true, risky: isRisky(result) });
    await saveScanResult(tx, projectPk, digest, result);
    await saveStages(tx, projectPk, digest, verdict.stages, now);
  });
}

function succeeded(verdict: Verdict, now: number) {
  const { vulNum, severity } = verdict;
  const nothingWrong = { scanFailedCode: null, failedDetail: null, unsafeNum: 0, maliciousNum: 0 };
  return { scanStatus: 'succeeded', scanTime: now, severity, vulNum, ...nothingWrong } as const;
}

/** What the last finished scan found stays true of the digest; only "nothing found" does not survive a failure. */
async function saveFailure(
  deps: ScanDeps,
  projectPk: number,
  { digest, severity, vulNum }: ScannableManifest,
  failure: ScanFailure,
): Promise<void> {
  await inTransaction(deps.pool, async (tx) => {
    const now = deps.clock.now();
    await finishTaskImages(tx, projectPk, digest, { ok: false, code: failure.code, reason: failure.reason });
    await saveScanResult(tx, projectPk, digest, {
      scanStatus: failure.scanStatus,
      scanFailedCode: failure.code,
      failedDetail: failure.reason,
      scanTime: now,
      severity: severity === 'none' ? null : severity,
      vulNum,
      unsafeNum: 0,
      maliciousNum: 0,
    });
    await saveStages(tx, projectPk, digest, [{ stage: failure.stage, status: 'failed', reason: failure.reason }], now);
  });
}
