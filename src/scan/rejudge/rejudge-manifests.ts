import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../../database/index.ts';
import {
  listStageResults,
  loadScanTimes,
  lockProject,
  type ScanResult,
  saveScanResults,
  saveStageResults,
} from '../../inventory/index.ts';
import type { StageResult } from '../../model/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { keepFindings } from '../stages/keep-findings.ts';
import { evaluated } from '../stages/stage-outcome.ts';
import { summarise } from '../stages/summarise.ts';

export type RejudgeDeps = Pick<ScanDeps, 'pool' | 'stages' | 'clock'>;

/**
 * Judges the vulnerabilities of these digests again, from what is stored. The project's row is locked first: a scan that ends meanwhile
 * waits, and its fresh result is not overwritten by this older one. A digest that comes to the same as before writes no row.
 */
export async function rejudgeManifests(
  deps: RejudgeDeps,
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
): Promise<void> {
  await lockProject(tx, projectPk);
  const scans = await loadScanTimes(tx, projectPk, digests);
  const present = [...scans.keys()];
  const earlier = await listStageResults(tx, projectPk, present);
  const fresh = await judgeAgain(deps, tx, projectPk, present);
  const results = mapValues(scans, (_, digest) => replaceResult(earlier.get(digest) ?? [], fresh.get(digest)));
  const scanResults = mapValues(scans, (scan, digest) => toScanResult(scan, results.get(digest) ?? []));
  await saveScanResults(tx, projectPk, scanResults);
  await saveStageResults(tx, projectPk, results);
}

async function judgeAgain(
  { stages, clock }: RejudgeDeps,
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
): Promise<ReadonlyMap<string, StageResult>> {
  const stage = stages.inOrder.find(({ name }) => name === 'vulnerabilities');
  if (stage?.judges !== 'stored') throw new Error('no stage judges vulnerabilities by what is stored');
  const evaluations = await stage.evaluate(tx, projectPk, digests);
  return mapValues(evaluations, (evaluation) => evaluated(stage, evaluation, clock.now()).result);
}

/** A result that says the same as before is left as it is, so that its row is not written. */
function replaceResult(earlier: readonly StageResult[], fresh: StageResult | undefined): readonly StageResult[] {
  const before = earlier.find(({ stage }) => stage === fresh?.stage);
  return !fresh || (before && saysTheSame(before, fresh)) ? earlier : keepFindings(earlier, [fresh]);
}

function saysTheSame(before: StageResult, { finishedAt, advisorySnapshot, ...words }: StageResult): boolean {
  return isDeepStrictEqual({ ...words, finishedAt, advisorySnapshot }, { ...before, finishedAt, advisorySnapshot });
}

/** The image was scanned when it was read, not when it is judged again; its stages tell of the latter. It may wait for its next scan. */
export function toScanResult(
  scan: Pick<ScanResult, 'scanStatus' | 'scanTime'>,
  results: readonly StageResult[],
): ScanResult {
  const isWaiting = scan.scanStatus === 'queued' || scan.scanStatus === 'scanning';
  return { ...summarise(results), ...(isWaiting && { scanStatus: scan.scanStatus }), scanTime: scan.scanTime };
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, change: (value: T, key: string) => U): Map<string, U> {
  return new Map([...map].map(([key, value]) => [key, change(value, key)]));
}
