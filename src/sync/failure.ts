import { type AppError, type ErrorCode, isAppError } from '../model/index.ts';
import type { FailReason } from '../registries/index.ts';

/** Failures that concern one repository or tag; the rest of the registry is read on. */
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

/** Failures that end a sync or connection test and that a retry does not cure: the registry or the operator has to act. */
const REGISTRY: readonly ErrorCode[] = [
  ...LOCAL,
  'registry_authentication_failed',
  'registry_catalog_unsupported',
  'registry_rate_limited',
];

/** The registry answered, and the answer is wrong. Every other code means that a request did not get through. */
const SERVER_ERRORS: readonly ErrorCode[] = [
  'registry_unavailable',
  'registry_protocol',
  'digest_mismatch',
  'limit_exceeded',
];

/** This many requests in a row without an answer, each after all its retries: the registry is down. */
const OUTAGE = 5;
const MAX_REASON = 1_000;

/** Whether the error says something about the registry, and not about this program or its database. */
export function isRegistryFailure(error: unknown): error is AppError {
  return isAppError(error, ...REGISTRY);
}

/** What the registry record says of a failure. */
export function failReasonOf(error: unknown): FailReason {
  if (isRegistryFailure(error)) return SERVER_ERRORS.includes(error.code) ? 'SERVER_ERROR' : 'REQUEST_API_ERROR';
  return 'CREATE_JOB_FAILED';
}

/** One sentence for people. The text of an error that is no AppError may hold secrets, so it is left out. */
export function inWords(error: unknown): string {
  if (isAppError(error)) return printable(error.message);
  return `an unexpected ${error instanceof Error ? error.name : typeof error} ended the work`;
}

/** Control characters forge log lines, and a NUL cannot be stored. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}]/gu, ' ').slice(0, MAX_REASON);
}

/** Tells a tag or repository that cannot be read from a registry that is down. */
export interface FailureBudget {
  /** @returns the reason in words when work can go on without this tag or repository; @throws the error otherwise */
  record(error: unknown): string;
  /** The registry answered a request, so it is up. */
  answered(): void;
}

/** @param stop called with the error that ends the run, so that nothing else is requested meanwhile */
export function openFailureBudget(stop: (reason: unknown) => void): FailureBudget {
  let unanswered = 0;
  return {
    record(error) {
      const noAnswer = isAppError(error, 'registry_unavailable', 'registry_unreachable');
      unanswered = noAnswer ? unanswered + 1 : 0;
      if (isAppError(error, ...LOCAL) && unanswered < OUTAGE) return inWords(error);
      stop(error);
      throw error;
    },
    answered() {
      unanswered = 0;
    },
  };
}
