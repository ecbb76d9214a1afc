import { STAGES, type StageName } from '../../model/index.ts';
import type { Evaluation } from './port/stage.ts';

const STATES = new Set<unknown>(['ok', 'partial']);
const SEVERITIES = new Set<unknown>([null, 'low', 'medium', 'high']);
/** Counters of the image list are 32-bit integers. */
const MAX_COUNT = 2 ** 31 - 1;

/**
 * Refuses an answer that is not of the shape of the port. A stage may hand on what an engine of its own says; stored, a wrong state,
 * count or grade would fail the whole scan or grade the image wrongly.
 * @throws Error, which makes the stage `failed`
 */
export function checkEvaluation(stage: StageName, evaluation: Evaluation): void {
  const { state, reason, counts, severity, advisorySnapshot } = evaluation;
  if (!STATES.has(state)) throw new InvalidEvaluation(`state ${state}`);
  if ((state === 'ok') !== (reason === null)) throw new InvalidEvaluation(`state ${state} with reason ${reason}`);
  for (const [name, count] of Object.entries(counts)) {
    if (!isCount(count, MAX_COUNT)) throw new InvalidEvaluation(`count ${name} of ${count}`);
  }
  if (!SEVERITIES.has(severity)) throw new InvalidEvaluation(`severity ${severity}`);
  if (STAGES[stage].counter !== null) checkGrade(evaluation);
  if (advisorySnapshot !== undefined && !isCount(advisorySnapshot, Number.MAX_SAFE_INTEGER)) {
    throw new InvalidEvaluation(`advisory snapshot ${advisorySnapshot}`);
  }
}

/** Findings without a grade, or a stage that does not say how many there are, would leave the image graded as secure. */
function checkGrade({ counts: { found }, severity }: Evaluation): void {
  if (found === undefined) throw new InvalidEvaluation('counts without found');
  if (found > 0 && severity === null) throw new InvalidEvaluation(`${found} findings without severity`);
}

/** A mistake of the stage; its name is what people read. */
class InvalidEvaluation extends Error {
  override readonly name = 'InvalidEvaluation';
}

function isCount(value: unknown, max: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max;
}
