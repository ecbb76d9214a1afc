import { type AppError, type ErrorCode, isAppError } from '../model/index.ts';
import type { FailReason } from '../registries/index.ts';

/** What one repository or tag can have without the rest of the registry suffering. */
const LOCAL: readonly ErrorCode[] = [
  'digest_mismatch',
  'egress_denied',
  'limit_exceeded',
  'registry_forbidden',
  'registry_not_found',
  'registry_protocol',
  'registry_unavailable',
  'registry_unreachable',
  'unreadable',
];

/** What can end a sync or check and is the registry's or the operator's to mend: trying again at once does not help. */
const REGISTRY: readonly ErrorCode[] = [
  ...LOCAL,
  'registry_authentication_failed',
  'registry_catalog_unsupported',
  'registry_rate_limited',
];

/** The registry answered, and the answer is at fault. Everything else is a request that did not get through. */
const SERVER_ERRORS: readonly ErrorCode[] = [
  'registry_unavailable',
  'registry_protocol',
  'digest_mismatch',
  'limit_exceeded',
];

/** So many requests in a row without an answer are an outage, each after all its retries. */
const OUTAGE = 5;
const MAX_REASON = 1_000;

/** Whether the error says something about the registry, and not about this program or its database. */
export function isRegistryFailure(error: unknown): error is AppError {
  return isAppError(error, ...REGISTRY);
}

/** What the registry record says of a failure (contract/README.md section f, 2). */
export function failReasonOf(error: unknown): FailReason {
  if (isRegistryFailure(error)) return SERVER_ERRORS.includes(error.code) ? 'SERVER_ERROR' : 'REQUEST_API_ERROR';
  return 'CREATE_JOB_FAILED';
}

/** One sentence for people. Texts of errors that are not ours stay out: they may hold anything. */
export function inWords(error: unknown): string {
  if (isAppError(error)) return printable(error.message);
  return `an unexpected ${error instanceof Error ? error.name : typeof error} ended the work`;
}

/** Control characters forge log lines, and a NUL cannot be stored. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}]/gu, ' ').slice(0, MAX_REASON);
}

/** Tells a bad tag from a registry that is down. */
export interface Tolerance {
  /** @returns the reason in words when work can go on without this tag or repository; @throws the error otherwise */
  forgive(error: unknown): string;
  /** An answer came: the registry is alive. */
  answered(): void;
}

/** @param stop called with the first error that is not forgiven, so that nothing else is asked meanwhile */
export function openTolerance(stop: (reason: unknown) => void): Tolerance {
  let unanswered = 0;
  return {
    forgive(error) {
      const silent = isAppError(error, 'registry_unavailable', 'registry_unreachable');
      unanswered = silent ? unanswered + 1 : 0;
      if (isAppError(error, ...LOCAL) && unanswered < OUTAGE) return inWords(error);
      stop(error);
      throw error;
    },
    answered() {
      unanswered = 0;
    },
  };
}
