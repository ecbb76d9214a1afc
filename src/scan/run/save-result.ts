import { inTransaction, type Transaction } from '../../database/index.ts';
import {
  listStageResults,
  lockManifestShared,
  lockProject,
  saveScanResult,
  saveStageResults,
} from '../../inventory/index.ts';
import { isRisky, type StageResult } from '../../model/index.ts';
import { finishTaskImages, type ScanOutcome } from '../../tasks/index.ts';
import { judgeStored } from '../stages/judge-stored.ts';
import { keepFindings } from '../stages/keep-findings.ts';
import type { ScanTarget } from '../stages/port/stage.ts';
import type { JudgedStages } from '../stages/stage-outcome.ts';
import { type StageSummary, summarise } from '../stages/summarise.ts';
import type { ScanDeps } from './deps.ts';
import { failedResults, type ScanFailure } from './failure.ts';

type SaveDeps = Pick<ScanDeps, 'pool' | 'stages' | 'clock'>;

/** Stores what the stages found, in one transaction with the stages that judge what is stored. @returns false when the image is gone */
export function saveResult(deps: SaveDeps, target: ScanTarget, judged: JudgedStages): Promise<boolean> {
  const judge = (tx: Transaction) => judgeStored(deps.stages, tx, target, judged, deps.clock.now);
  return inTransaction(deps.pool, (tx) => save(deps, tx, target, judge));
}

/** Stores that the image could not be read. What earlier scans found stays true of the digest. */
export function saveFailure(
  deps: Omit<SaveDeps, 'pool'>,
  tx: Transaction,
  target: ScanTarget,
  failure: ScanFailure,
): Promise<boolean> {
  return save(deps, tx, target, async () => failedResults(deps.stages, failure, deps.clock.now()));
}

/** Task rows before the project row, and results of stages after it, everywhere: the one order in which these locks are taken. */
async function save(
  { clock }: Pick<SaveDeps, 'clock'>,
  tx: Transaction,
  target: ScanTarget,
  judge: (tx: Transaction) => Promise<StageResult[]>,
): Promise<boolean> {
  const { projectPk, digest } = target;
  if (!(await lockManifestShared(tx, projectPk, digest))) return false;
  const fresh = await judge(tx);
  const expected = summarise(await withEarlier(tx, target, fresh));
  await finishTaskImages(tx, projectPk, digest, endOf(expected));
  await lockProject(tx, projectPk);
  const results = await withEarlier(tx, target, fresh);
  await saveScanResult(tx, projectPk, digest, { ...summarise(results), scanTime: clock.now() });
  await saveStageResults(tx, projectPk, new Map([[digest, results]]));
  return true;
}

async function withEarlier(tx: Transaction, { projectPk, digest }: ScanTarget, fresh: readonly StageResult[]) {
  const earlier = await listStageResults(tx, projectPk, [digest]);
  return keepFindings(earlier.get(digest) ?? [], fresh);
}

function endOf(summary: StageSummary): ScanOutcome {
  const { scanFailedCode: code, failedDetail: reason } = summary;
  return code === null ? { ok: true, risky: isRisky(summary) } : { ok: false, code, reason: reason ?? '' };
}
