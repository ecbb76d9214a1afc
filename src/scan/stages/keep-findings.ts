import { STAGE_NAMES, type StageResult } from '../../model/index.ts';
import { gaveResult } from './stage-outcome.ts';

/**
 * The results of a digest after a scan, in the order of the stages. What an earlier scan found stays true of the digest while a stage
 * cannot look: one that failed keeps its earlier counts, one that was skipped its earlier result.
 */
export function keepFindings(earlier: readonly StageResult[], fresh: readonly StageResult[]): StageResult[] {
  const known = new Map(earlier.map((result) => [result.stage, result]));
  for (const result of fresh) known.set(result.stage, keepOne(known.get(result.stage), result));
  return STAGE_NAMES.flatMap((stage) => known.get(stage) ?? []);
}

/** That this version could not look either is kept, so that nobody has it try again and again. */
function notLooked(earlier: StageResult, fresh: StageResult): StageResult {
  return earlier.state === 'skipped' ? fresh : { ...earlier, version: fresh.version };
}

function keepOne(earlier: StageResult | undefined, fresh: StageResult): StageResult {
  if (!earlier || gaveResult(fresh)) return fresh;
  if (fresh.state === 'skipped') return gaveResult(earlier) ? earlier : notLooked(earlier, fresh);
  const { counts, severity, advisorySnapshot } = earlier;
  return { ...fresh, counts, severity, advisorySnapshot };
}
