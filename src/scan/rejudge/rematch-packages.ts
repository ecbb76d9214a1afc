import { coveredEcosystems, holdAdvisories } from '../../advisories/index.ts';
import { inTransaction, type Transaction } from '../../database/index.ts';
import { judgeVulnerabilities } from '../../findings/index.ts';
import {
  findManifestsOfEcosystems,
  findPackagesByKeys,
  findScannedManifests,
  listStagesOfAll,
  loadScanTimes,
  lockProject,
  type PackageKey,
  type ScanResult,
  type StoredPackage,
  saveScanResults,
  saveStagesOfAll,
} from '../../inventory/index.ts';
import type { StageState } from '../../model/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { toVerdict, type Verdict } from '../stages/vulnerabilities/judge-manifest.ts';
import { matchManifest } from '../stages/vulnerabilities/match-manifest.ts';

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
    await rejudge(deps, projectPk, await findScannedManifests(deps.pool, projectPk, packagePks));
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
    await matchManifest(tx, projectPk, packages);
  });
}

async function rejudge(deps: ScanDeps, projectPk: number, digests: readonly string[]): Promise<void> {
  for (const some of inBatches(digests, MANIFESTS_PER_TRANSACTION)) {
    await inTransaction(deps.pool, (tx) => rejudgeBatch(deps, tx, projectPk, some));
  }
}

/** The project's row first: a scan that ends meanwhile waits, and its fresh verdict is not overwritten by this older one. */
async function rejudgeBatch(deps: ScanDeps, tx: Transaction, projectPk: number, digests: readonly string[]) {
  await holdAdvisories(tx);
  await lockProject(tx, projectPk);
  const scans = await loadScanTimes(tx, projectPk, digests);
  const scanned = [...scans.keys()];
  const read = await listStagesOfAll(tx, projectPk, scanned);
  const judged = await judgeVulnerabilities(tx, projectPk, scanned, await coveredEcosystems(tx));
  const verdicts = new Map(judged.map((each) => [each.digest, toVerdict(each, stagesBefore(read.get(each.digest)))]));
  await saveStagesOfAll(tx, projectPk, mapValues(verdicts, lastStage), deps.clock.now());
  const results = mapValues(verdicts, (verdict, digest) => toResult(verdict, scans.get(digest)));
  await saveScanResults(tx, projectPk, results);
}

function stagesBefore(stages: readonly StageState[] = []): StageState[] {
  return stages.filter(({ stage }) => stage !== 'vulnerabilities');
}

function lastStage({ stages }: Verdict): StageState[] {
  return stages.filter(({ stage }) => stage === 'vulnerabilities');
}

/** The image was scanned when it was read, not when it is judged again: stages tell of the latter. It may wait for its next scan. */
function toResult({ vulNum, severity }: Verdict, scan?: Pick<ScanResult, 'scanStatus' | 'scanTime'>): ScanResult {
  const nothingWrong = { scanFailedCode: null, failedDetail: null, unsafeNum: 0, maliciousNum: 0 };
  return { scanStatus: 'succeeded', scanTime: null, ...scan, severity, vulNum, ...nothingWrong };
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
