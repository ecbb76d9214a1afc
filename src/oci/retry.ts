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

/** What the requests to one registry share: a registry that asks to be left alone for a while means all of them. */
export interface Pace {
  /** Milliseconds since 1970: nothing is asked before. */
  notBefore: number;
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
  sleep: (ms, signal) =>
    sleep(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      // Node's own AbortError would hide why the caller stopped.
      signal?.throwIfAborted();
      throw error;
    }),
};

/**
 * Runs `attempt` until it returns, repeating it when the registry was unreachable, unavailable or wanted fewer requests.
 * Pauses as the registry asks (Retry-After), and then nobody of the same `pace` asks meanwhile; otherwise a random part of a
 * doubling time ("full jitter"), so that many clients do not return at once. When the tries are used up (those the registry put
 * off do not count: the next one may be served first), or the pause goes beyond the time, throws the last error.
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
      const asked = askedPause(error);
      const pause = asked === null ? jitter(policy, tried++) : Math.max(asked, jitter(policy, 1));
      if (policy.now() + pause > deadline) throw error;
      if (asked === null) await policy.sleep(pause, signal);
      else pace.notBefore = Math.max(pace.notBefore, policy.now() + pause);
    }
  }
}

function jitter({ random, capMs, baseMs }: RetryPolicy, tried: number): number {
  return random() * Math.min(capMs, baseMs * 2 ** (tried - 1));
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
