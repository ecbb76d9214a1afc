import { isAppError, type ScanFailureCode, type StageName, type StageResult } from '../../model/index.ts';
import { checkEvaluation } from './check-evaluation.ts';
import type { Evaluation, JudgedStage, ScanStage } from './port/stage.ts';

export type JudgedStages = ReadonlyMap<StageName, JudgedStage>;

const NO_RESULT = { failedCode: null, counts: {}, severity: null, advisorySnapshot: null } as const;

/** @throws Error when the stage answered what the port does not allow */
export function evaluated(stage: ScanStage, evaluation: Evaluation, finishedAt: number): JudgedStage {
  checkEvaluation(stage.name, evaluation);
  const { findings, state, reason, counts, severity, advisorySnapshot = null } = evaluation;
  const said = { state, reason, counts, severity, advisorySnapshot };
  return { result: { ...NO_RESULT, ...outline(stage, finishedAt), ...said }, findings };
}

/** Texts of errors that are not ours stay out of the reason: they may hold anything. */
export function failed(stage: ScanStage, error: unknown, finishedAt: number): JudgedStage {
  const unexpected = `an unexpected ${error instanceof Error ? error.name : typeof error} ended the stage`;
  const failure = { code: stage.failureCode, reason: isAppError(error) ? error.message : unexpected };
  return { result: failedResult(stage, failure, finishedAt), findings: null };
}

/** The result of a stage that cannot look, because one that it needs gave no result; null when it can. */
export function skipped(stage: ScanStage, judged: JudgedStages, finishedAt: number): JudgedStage | null {
  const missing = stage.needs.find((name) => !gaveResult(judged.get(name)?.result));
  if (missing === undefined) return null;
  const reason = `did not look, because the stage ${missing} gave no result`;
  return { result: skippedResult(stage, reason, finishedAt), findings: null };
}

export function skippedResult(stage: ScanStage, reason: string, finishedAt: number): StageResult {
  return { ...NO_RESULT, ...outline(stage, finishedAt), state: 'skipped', reason };
}

export function failedResult(
  stage: ScanStage,
  { code, reason }: { readonly code: ScanFailureCode; readonly reason: string },
  finishedAt: number,
): StageResult {
  return { ...NO_RESULT, ...outline(stage, finishedAt), state: 'failed', reason, failedCode: code };
}

/** Whether a stage that needs this one can look. */
export function gaveResult(result: StageResult | undefined): boolean {
  return result !== undefined && result.state !== 'failed' && result.state !== 'skipped';
}

function outline(stage: ScanStage, finishedAt: number): Pick<StageResult, 'stage' | 'version' | 'finishedAt'> {
  return { stage: stage.name, version: stage.version(), finishedAt };
}
