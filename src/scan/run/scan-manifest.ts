import { inTransaction, type Transaction } from '../../database/index.ts';
import { isScanWanted, loadManifest, type ScannableManifest, setScanStatus } from '../../inventory/index.ts';
import type { FailedJob } from '../../jobs/index.ts';
import { finishTaskImages, startTaskImages } from '../../tasks/index.ts';
import { judgeImage } from '../stages/judge-image.ts';
import type { ScanTarget } from '../stages/port/stage.ts';
import type { JudgedStages } from '../stages/stage-outcome.ts';
import { viewUnreadImage } from '../stages/view-unread-image.ts';
import { checkScannable } from './check-scannable.ts';
import type { ScanDeps } from './deps.ts';
import { failedLayers, ScanError, type ScanFailure, toScanFailure } from './failure.ts';
import { loadStoredConfig } from './learn-config.ts';
import { readImage } from './read-image.ts';
import { saveFailure, saveResult } from './save-result.ts';

/** A layer that ends its worker each time, by memory for example, must not do so for ever. */
const MAX_CRASHES = 5;

export interface ScanRun {
  readonly signal: AbortSignal;
  /** Whether a failure that may pass is worth another try. */
  readonly attemptsLeft: boolean;
  /** Workers that died while they scanned this. */
  readonly crashes: number;
}

/**
 * Scans one manifest from its layers to its counters. Safe to run again at any point: layers already read are
 * taken from their facts, and results are written as set differences in one transaction.
 * @throws the failure itself while `attemptsLeft` and another try can help; otherwise the failure is stored
 */
export async function scanManifest(deps: ScanDeps, target: ScanTarget, run: ScanRun): Promise<void> {
  const manifest = await loadManifest(deps.pool, target.projectPk, target.digest);
  if (!manifest) return inTransaction(deps.pool, (tx) => giveUp(tx, target));
  if (!(await begin(deps, target))) return;
  try {
    refuseCrashLoop(target, run);
    const judged = await readAndJudge(deps, target, manifest, run);
    if (!(await saveResult(deps, target, judged))) await inTransaction(deps.pool, (tx) => giveUp(tx, target));
  } catch (error) {
    const failure = finalFailure(deps, target, run, error);
    await inTransaction(deps.pool, (tx) => storeFailure(deps, tx, target, failure));
  }
}

async function readAndJudge(
  deps: ScanDeps,
  target: ScanTarget,
  manifest: ScannableManifest,
  run: ScanRun,
): Promise<JudgedStages> {
  try {
    checkScannable(manifest, deps.limits);
    const view = await readImage(deps, target.projectPk, manifest, run.signal);
    return await judgeImage(deps.stages, view, deps.clock.now);
  } catch (error) {
    const learned = await loadStoredConfig(deps.pool, target.projectPk, manifest);
    if (!learned?.config) throw error;
    const known = failedLayers(deps.stages, finalFailure(deps, target, run, error), deps.clock.now());
    return judgeImage(deps.stages, viewUnreadImage(manifest.layers, learned.config), deps.clock.now, known);
  }
}

/** @throws the error itself while another try can help */
function finalFailure({ logger }: ScanDeps, { digest }: ScanTarget, run: ScanRun, error: unknown): ScanFailure {
  const failure = toScanFailure(error);
  if (run.signal.aborted || (failure.retryable && run.attemptsLeft)) throw error;
  logger.warn({ digest, code: failure.code, reason: failure.reason }, 'scan failed');
  return failure;
}

/** Stores why a scan failed that did not come to store it, so that neither its image nor a task waits for it. The key names its target. */
export async function failScan(deps: ScanDeps, tx: Transaction, { key, error }: FailedJob): Promise<void> {
  const [, projectPk, digest] = /^(\d+):(.+)$/.exec(key ?? '') ?? [];
  if (projectPk === undefined || digest === undefined) return;
  await storeFailure(deps, tx, { projectPk: Number(projectPk), digest }, toScanFailure(error));
}

async function storeFailure(deps: ScanDeps, tx: Transaction, target: ScanTarget, failure: ScanFailure): Promise<void> {
  if (!(await saveFailure(deps, tx, target, failure))) await giveUp(tx, target);
}

function refuseCrashLoop({ digest }: ScanTarget, { crashes }: ScanRun): void {
  if (crashes < MAX_CRASHES) return;
  throw new ScanError('unknown_error', `the scan ended its worker ${crashes} times, probably out of memory`, digest);
}

/** False when nobody wants it any more: the order was stopped, or another job of the digest gave the result. */
async function begin(deps: ScanDeps, { projectPk, digest }: ScanTarget): Promise<boolean> {
  return inTransaction(deps.pool, async (tx) => {
    const waiting = await startTaskImages(tx, projectPk, digest);
    // An order placed while another job finished the scan waits, although the digest already has a result.
    if (waiting === 0 && !(await isScanWanted(tx, projectPk, digest))) return false;
    await setScanStatus(tx, projectPk, [digest], 'scanning');
    return true;
  });
}

/** The image was deleted between the order and now; the tasks that wait for it have to end. */
function giveUp(tx: Transaction, { projectPk, digest }: ScanTarget): Promise<void> {
  const reason = 'the image is not in its registry any more';
  return finishTaskImages(tx, projectPk, digest, { ok: false, code: 'get_detail_info_not_found', reason });
}
