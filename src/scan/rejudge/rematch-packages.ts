import { isDeepStrictEqual } from 'node:util';
import { holdAdvisories } from '../../advisories/index.ts';
import { inTransaction, type Transaction } from '../../database/index.ts';
import {
  findManifestsOfEcosystems,
  findManifestsOfPackages,
  findPackagesByKeys,
  listStageResults,
  loadScanTimes,
  lockProject,
  type PackageKey,
  type ScanResult,
  type StoredPackage,
  saveScanResults,
  saveStageResults,
} from '../../inventory/index.ts';
import type { StageResult } from '../../model/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { keepFindings } from '../stages/keep-findings.ts';
import { evaluated } from '../stages/stage-outcome.ts';
import { summarise } from '../stages/summarise.ts';
import { matchStoredPackages } from '../stages/vulnerabilities/match-stored-packages.ts';

/** Short transactions: each holds the project's row, and every other writer of the project waits for it. */
const MANIFESTS_PER_TRANSACTION = 50;
const PACKAGES_PER_TRANSACTION = 1_000;

/**
 * Judges again what changed advisories can concern, and nothing else: the packages with one of these keys, then the
 * counters of the images that hold them. Reads no layer. Safe to run again at any point.
 */
export async function rematchPackages(deps: ScanDeps, keys: readonly PackageKey[]): Promise<void> {
  for (const [projectPk, packages] of byProject(await findPackagesByKeys(deps.pool, keys))) {
    for (const some of inBatches(packages, PACKAGES_PER_TRANSACTION)) await rematch(deps, projectPk, some);
    const packagePks = packages.map((each) => each.packagePk);
    await rejudge(deps, projectPk, await findManifestsOfPackages(deps.pool, projectPk, packagePks));
  }
}

/** Judges again the images of ecosystems that advisories began or ceased to cover. */
export async function rejudgeEcosystems(deps: ScanDeps, ecosystems: readonly string[]): Promise<void> {
  for (const [projectPk, found] of byProject(await findManifestsOfEcosystems(deps.pool, ecosystems))) {
    const digests = found.map((each) => each.digest);
    await rejudge(deps, projectPk, digests);
  }
}

async function rematch(deps: ScanDeps, projectPk: number, packages: readonly StoredPackage[]): Promise<void> {
  await inTransaction(deps.pool, async (tx) => {
    await holdAdvisories(tx);
    await matchStoredPackages(tx, projectPk, packages);
  });
}

async function rejudge(deps: ScanDeps, projectPk: number, digests: readonly string[]): Promise<void> {
  for (const some of inBatches(digests, MANIFESTS_PER_TRANSACTION)) {
    await inTransaction(deps.pool, (tx) => rejudgeBatch(deps, tx, projectPk, some));
  }
}

/** The project's row first: a scan that ends meanwhile waits, and its fresh result is not overwritten by this older one. */
async function rejudgeBatch(deps: ScanDeps, tx: Transaction, projectPk: number, digests: readonly string[]) {
  await holdAdvisories(tx);
  await lockProject(tx, projectPk);
  const scans = await loadScanTimes(tx, projectPk, digests);
  const earlier = await listStageResults(tx, projectPk, [...scans.keys()]);
  const fresh = await judgeAgain(deps, tx, projectPk, [...scans.keys()]);
  const results = mapValues(scans, (_, digest) => replaceResult(earlier.get(digest) ?? [], fresh.get(digest)));
  await saveScanResults(
    tx,
    projectPk,
    mapValues(scans, (scan, digest) => toScanResult(scan, results.get(digest) ?? [])),
  );
  await saveStageResults(tx, projectPk, results);
}

async function judgeAgain({ stages, clock }: ScanDeps, tx: Transaction, projectPk: number, digests: readonly string[]) {
  const stage = stages.inOrder.find(({ name }) => name === 'vulnerabilities');
  if (stage?.judges !== 'stored') throw new Error('there is no stage that judges vulnerabilities by what is stored');
  const evaluations = await stage.evaluate(tx, projectPk, digests);
  return mapValues(evaluations, (evaluation) => evaluated(stage, evaluation, clock.now()).result);
}

/** A result that says the same as before is left as it is, so that its row is not written. */
function replaceResult(earlier: readonly StageResult[], fresh: StageResult | undefined): readonly StageResult[] {
  const before = earlier.find(({ stage }) => stage === fresh?.stage);
  if (!fresh || (before && saysTheSame(before, fresh))) return earlier;
  return keepFindings(earlier, [fresh]);
}

function saysTheSame(one: StageResult, other: StageResult): boolean {
  const { finishedAt: _, advisorySnapshot: __, ...words } = one;
  return isDeepStrictEqual({ ...other, ...words }, other);
}

/** The image was scanned when it was read, not when it is judged again: stages tell of the latter. It may wait for its next scan. */
function toScanResult(scan: Pick<ScanResult, 'scanStatus' | 'scanTime'>, results: readonly StageResult[]): ScanResult {
  const summary = summarise(results);
  const isWaiting = scan.scanStatus === 'queued' || scan.scanStatus === 'scanning';
  return { ...summary, ...(isWaiting && { scanStatus: scan.scanStatus }), scanTime: scan.scanTime };
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, change: (value: T, key: string) => U): Map<string, U> {
  return new Map([...map].map(([key, value]) => [key, change(value, key)]));
}

function byProject<T extends { readonly projectPk: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(row.projectPk);
    if (group) group.push(row);
    else groups.set(row.projectPk, [row]);
  }
  return groups;
}

function* inBatches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
