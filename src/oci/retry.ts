import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '../model/index.ts';

/** How often and how long a request is repeated. Times in milliseconds. */
export interface RetryPolicy {
  /** Attempts in all. */
  readonly tries: number;
  /** From the first attempt to the start of the last one. */
  readonly totalMs: number;
  /** Longest pause before the first repetition; doubles each time. */
  readonly baseMs: number;
  readonly capMs: number;
  now(): number;
  random(): number;
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
}

/** What the requests to one registry share: Retry-After holds for all of them. */
export interface Pace {
  /** Milliseconds since 1970: no request is sent before. */
  notBefore: number;
}

/** The `cause` of an AppError whose answer said how long to wait. */
interface Pause {
  readonly waitMs: number;
}

export const standardRetry: RetryPolicy = {
  tries: 6,
  totalMs: 120_000,
  baseMs: 500,
  capMs: 60_000,
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    sleep(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      // Node's own AbortError would hide why the caller stopped.
      signal?.throwIfAborted();
      throw error;
    }),
};

/**
 * Runs `attempt` until it succeeds, repeating it when the registry was unreachable, unavailable or rate-limited it.
 * Pauses for Retry-After, and then no request of the same `pace` is sent meanwhile; otherwise for a random part of a
 * doubling time ("full jitter"), so that many clients do not return at once. Throws the last error when the tries are used up (those
 * with a Retry-After do not count: the next one may be served first), or when the pause would end after the deadline.
 */
export async function retrying<T>(
  policy: RetryPolicy,
  pace: Pace,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = policy.now() + policy.totalMs;
  for (let tried = 1; ; ) {
    while (pace.notBefore > policy.now()) await policy.sleep(pace.notBefore - policy.now(), signal);
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error) || tried >= policy.tries) throw error;
      const requested = requestedPause(error);
      const pause = requested === null ? jitter(policy, tried++) : Math.max(requested, jitter(policy, 1));
      if (policy.now() + pause > deadline) throw error;
      if (requested === null) await policy.sleep(pause, signal);
      else pace.notBefore = Math.max(pace.notBefore, policy.now() + pause);
    }
  }
}

function jitter({ random, capMs, baseMs }: RetryPolicy, tried: number): number {
  return random() * Math.min(capMs, baseMs * 2 ** (tried - 1));
}

/** Adds the Retry-After of an answer to its error: seconds or a date (RFC 9110 section 10.2.3). */
export function withPause(error: AppError, retryAfter: string | undefined, now: number): AppError {
  const waitMs = parseRetryAfter(retryAfter, now);
  if (waitMs === null) return error;
  const pause: Pause = { waitMs };
  const seconds = Math.ceil(waitMs / 1000);
  const subject = error.subject === undefined ? {} : { subject: error.subject };
  return new AppError(error.code, `${error.message}; it asks to retry after ${seconds} s`, {
    cause: pause,
    ...subject,
  });
}

/** Milliseconds to wait, never negative; null when absent or unreadable. */
export function parseRetryAfter(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function isPassing(error: unknown): error is AppError {
  return isAppError(error, 'registry_unreachable', 'registry_unavailable', 'registry_rate_limited');
}

function requestedPause(error: AppError): number | null {
  const cause = error.cause;
  if (typeof cause !== 'object' || cause === null || !('waitMs' in cause)) return null;
  return typeof cause.waitMs === 'number' ? cause.waitMs : null;
}
