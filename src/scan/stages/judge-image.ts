import type { StageName } from '../../model/index.ts';
import type { Stages } from './index.ts';
import type { ImageView } from './port/image-view.ts';
import type { ImageStage, JudgedStage } from './port/stage.ts';
import { evaluated, failed, type JudgedStages, skipped } from './stage-outcome.ts';

/**
 * Runs every stage that judges the image, in order. A stage that throws has failed, and those that need it are skipped.
 * @param known results of stages that are not run
 */
export async function judgeImage(
  { inOrder }: Stages,
  view: ImageView,
  now: () => number,
  known: JudgedStages = new Map(),
): Promise<JudgedStages> {
  const judged = new Map<StageName, JudgedStage>(known);
  for (const stage of inOrder) {
    if (stage.judges !== 'image' || known.has(stage.name)) continue;
    judged.set(stage.name, skipped(stage, judged, now()) ?? (await judge(stage, view, judged, now)));
  }
  return judged;
}

async function judge(
  stage: ImageStage,
  view: ImageView,
  judged: JudgedStages,
  now: () => number,
): Promise<JudgedStage> {
  try {
    const results = new Map([...judged].filter(([name]) => stage.needs.includes(name)));
    const evaluation = await stage.evaluate(view, { results });
    return evaluated(stage, evaluation, now());
  } catch (error) {
    return failed(stage, error, now());
  }
}
