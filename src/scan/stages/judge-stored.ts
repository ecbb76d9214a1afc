import { isDatabaseUnavailable, type Transaction } from '../../database/index.ts';
import type { StageResult } from '../../model/index.ts';
import type { Stages } from './index.ts';
import type { ImageStage, JudgedStage, ScanStage, ScanTarget, StoredStage } from './port/stage.ts';
import { evaluated, failed, gaveResult, type JudgedStages, skipped } from './stage-outcome.ts';

/**
 * Stores the findings of the stages that judged the image, then runs those that judge what is stored.
 * @returns the results of all stages, in order
 * @throws what says that the database is not there; any other error makes the stage `failed`, and what it wrote is undone
 */
export async function judgeStored(
  { inOrder }: Stages,
  tx: Transaction,
  target: ScanTarget,
  judgedImage: JudgedStages,
  now: () => number,
): Promise<StageResult[]> {
  const judged = new Map(judgedImage);
  for (const stage of inOrder) {
    const work =
      stage.judges === 'image'
        ? () => saveFindings(stage, tx, target, judged.get(stage.name))
        : async () => skipped(stage, judged, now()) ?? (await judge(stage, tx, target, now));
    judged.set(stage.name, await orFailed(stage, tx, work, now));
  }
  return [...judged.values()].map(({ result }) => result);
}

async function saveFindings(
  stage: ImageStage,
  tx: Transaction,
  target: ScanTarget,
  judged: JudgedStage | undefined,
): Promise<JudgedStage> {
  if (!judged) throw new Error(`stage ${stage.name} has not judged the image`);
  if (gaveResult(judged.result)) await stage.save?.(tx, target, judged.findings);
  return judged;
}

async function judge(stage: StoredStage, tx: Transaction, target: ScanTarget, now: () => number): Promise<JudgedStage> {
  await stage.prepare(tx, target);
  const evaluations = await stage.evaluate(tx, target.projectPk, [target.digest]);
  const evaluation = evaluations.get(target.digest);
  if (!evaluation) throw new Error(`stage ${stage.name} gave no evaluation of ${target.digest}`);
  return evaluated(stage, evaluation, now());
}

async function orFailed(
  stage: ScanStage,
  tx: Transaction,
  work: () => Promise<JudgedStage>,
  now: () => number,
): Promise<JudgedStage> {
  await tx.query('SAVEPOINT stage');
  try {
    const judged = await work();
    await tx.query('RELEASE SAVEPOINT stage');
    return judged;
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT stage');
    return failed(stage, error, now());
  }
}
