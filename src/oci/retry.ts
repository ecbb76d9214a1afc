import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '../runtime/index.ts';

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

/** The `cause` of an AppError whose sender said how long to wait. */
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
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
};

/**
 * Runs `attempt` until it returns, repeating it when the registry was unreachable, unavailable or wanted fewer requests.
 * Pauses as the registry asks (Retry-After), otherwise a random part of a doubling time ("full jitter"), so that many clients do
 * not return at once. When tries or time are used up, or the pause asked for is longer than the time left, throws the last error.
 */
export async function retrying<T>(
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  const deadline = policy.now() + policy.totalMs;
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (!isPassing(error) || tried >= policy.tries) throw error;
      const pause = askedPause(error) ?? policy.random() * Math.min(policy.capMs, policy.baseMs * 2 ** (tried - 1));
      if (policy.now() + pause > deadline) throw error;
      await policy.sleep(pause, signal);
    }
  }
}

/** The failure of an answer that says when to come back: Retry-After in seconds or as a date (RFC 9110 section 10.2.3). */
export function withPause(error: AppError, retryAfter: string | undefined, now: number): AppError {
  const waitMs = parseRetryAfter(retryAfter, now);
  if (waitMs === null) return error;
  const pause: Pause = { waitMs };
  const seconds = Math.ceil(waitMs / 1000);
  const subject = error.subject === undefined ? {} : { subject: error.subject };
  return new AppError(error.code, `${error.message}; it asks to come back in ${seconds} s`, {
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

function askedPause(error: AppError): number | null {
  const cause = error.cause;
  if (typeof cause !== 'object' || cause === null || !('waitMs' in cause)) return null;
  return typeof cause.waitMs === 'number' ? cause.waitMs : null;
}
