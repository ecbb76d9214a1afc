import type { ScanResult } from '../../inventory/index.ts';
import {
  countEach,
  failedStatus,
  type ScanCounter,
  SEVERITIES,
  type Severity,
  STAGES,
  type StageResult,
} from '../../model/index.ts';

/** What the stages of a digest come to in the image list; only the time of the scan is not theirs to tell. */
export type StageSummary = Omit<ScanResult, 'scanTime'>;

/**
 * The one place where the results of stages become counters, severity, status and failure code.
 * A stage without a result has not looked at the image: the release that added it came after the last scan. It changes
 * nothing until it has looked; the list of stages says so in words (docs/adr/0017).
 * @param results in the order of the stages; the first that failed names the failure
 */
export function summarise(results: readonly StageResult[]): StageSummary {
  const failed = results.find(({ state }) => state === 'failed');
  const code = failed ? (failed.failedCode ?? 'unknown_error') : null;
  return {
    scanStatus: code === null ? 'succeeded' : failedStatus(code),
    scanFailedCode: code,
    failedDetail: failed?.reason ?? null,
    severity: worstSeverity(results),
    ...countEach((counter) => sumOf(results, counter)),
  };
}

/** `none` ("Security") only when every stage looked at everything: what is not known is not safe. */
function worstSeverity(results: readonly StageResult[]): Severity | null {
  const found = results.filter(({ stage }) => STAGES[stage].counter !== null).map(({ severity }) => severity);
  const worst = SEVERITIES.findLast((severity) => severity !== 'none' && found.includes(severity));
  if (worst) return worst;
  return results.length > 0 && results.every(({ state }) => state === 'ok') ? 'none' : null;
}

function sumOf(results: readonly StageResult[], counter: ScanCounter): number {
  const counted = results.filter(({ stage }) => STAGES[stage].counter === counter);
  return counted.reduce((sum, { counts }) => sum + (counts.found ?? 0), 0);
}
