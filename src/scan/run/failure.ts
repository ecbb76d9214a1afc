import { isDatabaseUnavailable } from '../../database/index.ts';
import { AppError, type ErrorCode, isAppError, type ScanStatus, type Stage } from '../../model/index.ts';

/** How a scan that did not finish is stored and shown. */
export interface ScanFailure {
  readonly scanStatus: Extract<ScanStatus, 'failed' | 'download_failed' | 'oversized'>;
  /** A failure code of the HSS list (seed, `scan_failed_code`). */
  readonly code: string;
  readonly stage: Stage;
  /** One sentence for people. */
  readonly reason: string;
  /** Whether the same scan may succeed a little later. */
  readonly retryable: boolean;
}

/** Thrown where a failure has a code of its own that no AppError code tells. */
export class ScanError extends AppError {
  readonly failure: Omit<ScanFailure, 'reason' | 'retryable'>;

  constructor(failure: Omit<ScanFailure, 'reason' | 'retryable'>, message: string, subject: string) {
    super('unreadable', message, { subject });
    this.failure = failure;
  }
}

type Row = readonly [ScanFailure['scanStatus'], string, Stage, boolean];

const download: Row = ['download_failed', 'download_failed', 'layers', true];
const BY_CODE: Partial<Record<ErrorCode, Row>> = {
  registry_authentication_failed: ['failed', 'authentication_failed', 'layers', false],
  registry_forbidden: ['failed', 'authentication_failed', 'layers', false],
  registry_not_found: ['failed', 'get_detail_info_not_found', 'layers', false],
  registry_unreachable: download,
  registry_unavailable: download,
  registry_rate_limited: download,
  registry_protocol: ['download_failed', 'download_failed', 'layers', false],
  digest_mismatch: ['download_failed', 'download_failed', 'layers', false],
  egress_denied: ['download_failed', 'download_failed', 'layers', false],
  limit_exceeded: ['oversized', 'image_over_sized', 'layers', false],
  unreadable: ['failed', 'failed_to_scan_file', 'layers', false],
  database_unavailable: ['failed', 'database_error', 'layers', true],
};
const UNKNOWN: Row = ['failed', 'unknown_error', 'layers', true];
const TIMED_OUT: Row = ['failed', 'response_timed_out', 'layers', true];

/** Sorts whatever a scan threw. Texts of errors that are not ours stay out of the reason: they may hold anything. */
export function toScanFailure(error: unknown): ScanFailure {
  if (error instanceof ScanError) return { ...error.failure, reason: error.message, retryable: false };
  if (isAppError(error)) return fromRow(BY_CODE[error.code] ?? UNKNOWN, error.message);
  if (error instanceof Error && error.name === 'TimeoutError')
    return fromRow(TIMED_OUT, 'a layer took too long to read');
  if (isDatabaseError(error)) return fromRow(['failed', 'database_error', 'layers', true], 'the database failed');
  return fromRow(UNKNOWN, `an unexpected ${error instanceof Error ? error.name : typeof error} ended the scan`);
}

function fromRow([scanStatus, code, stage, retryable]: Row, reason: string): ScanFailure {
  return { scanStatus, code, stage, retryable, reason };
}

/** The server's own errors carry a SQLSTATE: five digits and capitals, of which Node's codes (`EPIPE`) have only capitals. */
function isDatabaseError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return isDatabaseUnavailable(error) || (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code));
}
