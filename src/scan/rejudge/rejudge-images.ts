import { lockAdvisoriesShared } from '../../advisories/index.ts';
import { inTransaction, type Transaction } from '../../database/index.ts';
import { addManifestsToJudge, takeManifestsToJudge, takePackagesToMatch } from '../../inventory/index.ts';
import { matchStoredPackages } from '../stages/vulnerabilities/match-stored-packages.ts';
import { rejudgeImagesJob } from './jobs.ts';
import { type RejudgeDeps, rejudgeManifests } from './rejudge-manifests.ts';

/** Short transactions: matching holds the rows of these packages, and scans that match them wait. */
const PACKAGES_PER_TRANSACTION = 1_000;
/** Judging holds the rows of a project, and every other writer of the project waits, some 100 ms. */
const MANIFESTS_PER_TRANSACTION = 50;
/** Then the job ends and goes on as a new one, so that other jobs get their turn. */
const STEPS_PER_JOB = 100;

/**
 * Judges again what changed advisories can concern, and nothing else: first the packages that they name are matched, then
 * each image that holds one of them is judged, once for all of them. Reads no layer. Each step is one transaction that also takes its
 * work off the list, so a job that is killed goes on where it was.
 */
export async function rejudgeImages(deps: RejudgeDeps, signal: AbortSignal): Promise<void> {
  for (let step = 0; step < STEPS_PER_JOB; step += 1) {
    signal.throwIfAborted();
    const matched = await inTransaction(deps.pool, matchNext);
    if (!matched && !(await inTransaction(deps.pool, (tx) => judgeNext(deps, tx)))) return;
  }
  await rejudgeImagesJob.enqueue(deps.pool, {});
}

/** @returns false when no package is left to be matched */
async function matchNext(tx: Transaction): Promise<boolean> {
  await lockAdvisoriesShared(tx);
  const projects = await takePackagesToMatch(tx, PACKAGES_PER_TRANSACTION);
  for (const [projectPk, packages] of projects ?? []) {
    await matchStoredPackages(tx, projectPk, packages);
    const packagePks = packages.map((each) => each.packagePk);
    await addManifestsToJudge(tx, projectPk, packagePks);
  }
  return projects !== null;
}

/** @returns false when no image is left to be judged */
async function judgeNext(deps: RejudgeDeps, tx: Transaction): Promise<boolean> {
  await lockAdvisoriesShared(tx);
  const next = await takeManifestsToJudge(tx, MANIFESTS_PER_TRANSACTION);
  if (next) await rejudgeManifests(deps, tx, next.projectPk, next.digests);
  return next !== null;
}
