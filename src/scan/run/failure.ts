import { isDatabaseUnavailable } from '../../database/index.ts';
import { AppError, type ErrorCode, isAppError, type ScanFailureCode, type StageResult } from '../../model/index.ts';
import type { Stages } from '../stages/index.ts';
import { failedResult, type JudgedStages, skippedResult } from '../stages/stage-outcome.ts';

/** Why an image could not be read. */
export interface ScanFailure {
  readonly code: ScanFailureCode;
  /** One sentence for people. */
  readonly reason: string;
  /** Whether the same scan may succeed a little later. */
  readonly retryable: boolean;
}

/** Thrown where a failure has a code of its own that no AppError code tells. */
export class ScanError extends AppError {
  readonly failureCode: ScanFailureCode;

  constructor(failureCode: ScanFailureCode, message: string, subject: string) {
    super('unreadable', message, { subject });
    this.failureCode = failureCode;
  }
}

type Row = readonly [code: ScanFailureCode, retryable: boolean];

const BY_CODE: Partial<Record<ErrorCode, Row>> = {
  registry_authentication_failed: ['authentication_failed', false],
  registry_forbidden: ['authentication_failed', false],
  registry_not_found: ['get_detail_info_not_found', false],
  registry_unreachable: ['download_failed', true],
  registry_unavailable: ['download_failed', true],
  registry_rate_limited: ['download_failed', true],
  registry_protocol: ['download_failed', false],
  digest_mismatch: ['download_failed', false],
  egress_denied: ['download_failed', false],
  limit_exceeded: ['image_over_sized', false],
  unreadable: ['failed_to_scan_file', false],
  timed_out: ['response_timed_out', true],
  database_unavailable: ['database_error', true],
};
const UNKNOWN: Row = ['unknown_error', true];

/** Sorts whatever a scan threw. Texts of errors that are not ours stay out of the reason: they may hold anything. */
export function toScanFailure(error: unknown): ScanFailure {
  if (error instanceof ScanError) return { code: error.failureCode, reason: error.message, retryable: false };
  if (isAppError(error)) return fromRow(BY_CODE[error.code] ?? UNKNOWN, error.message);
  if (isDatabaseError(error)) return fromRow(['database_error', true], 'the database failed');
  return fromRow(UNKNOWN, `an unexpected ${error instanceof Error ? error.name : typeof error} ended the scan`);
}

/** What the stages come to when the image could not be read: reading failed, and no other stage could look. */
export function failedResults({ inOrder }: Stages, failure: ScanFailure, finishedAt: number): StageResult[] {
  return inOrder.map((stage) =>
    stage.name === 'layers'
      ? failedResult(stage, failure, finishedAt)
      : skippedResult(stage, 'did not look, because the image could not be read', finishedAt),
  );
}

/** The same as `known` of `judgeImage`, for the stages that look although the layers could not be read. */
export function failedLayers({ inOrder }: Stages, failure: ScanFailure, finishedAt: number): JudgedStages {
  const layers = inOrder.filter(({ name }) => name === 'layers');
  return new Map(
    layers.map((stage) => [stage.name, { result: failedResult(stage, failure, finishedAt), findings: null }]),
  );
}

function fromRow([code, retryable]: Row, reason: string): ScanFailure {
  return { code, retryable, reason };
}

/** The server's own errors carry a SQLSTATE: five digits and capitals, of which Node's codes (`EPIPE`) have only capitals. */
function isDatabaseError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return isDatabaseUnavailable(error) || (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code));
}
