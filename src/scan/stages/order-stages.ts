import type { StageName } from '../../model/index.ts';
import type { ScanStage } from './port/stage.ts';

/**
 * The stages in an order in which each comes after all that it needs; among those that could be next, the one that is listed
 * first. Stages that judge what is stored come after those that judge the image, whose findings they read.
 * @throws Error when stages need each other in a circle, or one needs what is not there or what looks after it
 */
export function orderStages(stages: readonly ScanStage[]): ScanStage[] {
  const known = new Map(stages.map((stage) => [stage.name, stage]));
  for (const stage of stages) for (const name of stage.needs) refuseNeed(stage, name, known.get(name));
  const ordered: ScanStage[] = [];
  const open = new Set(stages);
  while (open.size > 0) {
    const isReady = ({ needs }: ScanStage) => needs.every((name) => ordered.some((each) => each.name === name));
    const next = [...open].find((stage) => isReady(stage) && !mustWait(stage, open));
    if (!next) throw new Error(`stages need each other in a circle: ${[...open].map(({ name }) => name).join(', ')}`);
    open.delete(next);
    ordered.push(next);
  }
  return ordered;
}

function mustWait({ judges }: ScanStage, open: ReadonlySet<ScanStage>): boolean {
  return judges === 'stored' && [...open].some((each) => each.judges === 'image');
}

function refuseNeed(stage: ScanStage, name: StageName, needed: ScanStage | undefined): void {
  if (!needed) throw new Error(`stage ${stage.name} needs ${name}, which is not in the list`);
  if (stage.judges === 'image' && needed.judges === 'stored')
    throw new Error(`stage ${stage.name} judges the image and cannot need ${name}, which judges what is stored later`);
}
