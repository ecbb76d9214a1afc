import { LRUCache } from 'lru-cache';

export interface FailureLock {
  /** Milliseconds until `key` may try again; 0 when it may now. */
  lockedFor(key: string, now: number): number;
  /** Counts one failure; more than the allowed ones in a row lock the key. */
  fail(key: string, now: number): void;
  /** Ends the row of failures. */
  succeed(key: string): void;
}

interface Row {
  failures: number;
  lockedUntil: number;
  lastFailure: number;
}

/**
 * Counts failures in a row per key and locks a key for `lockMs` after more than `allowed` of them.
 * Holds at most `capacity` keys, the longest untouched go first: a flood of invented keys must not fill the memory.
 * A row older than `lockMs` starts anew. One instance counts for one process.
 */
export function createFailureLock(options: { allowed: number; lockMs: number; capacity: number }): FailureLock {
  const rows = new LRUCache<string, Row>({ max: options.capacity });
  return {
    lockedFor: (key, now) => Math.max(0, (rows.peek(key)?.lockedUntil ?? 0) - now),
    fail: (key, now) => {
      rows.set(key, countFailure(rows.peek(key), now, options));
    },
    succeed: (key) => {
      rows.delete(key);
    },
  };
}

function countFailure(previous: Row | undefined, now: number, options: { allowed: number; lockMs: number }): Row {
  const continues = previous !== undefined && now - previous.lastFailure < options.lockMs;
  const failures = continues ? previous.failures + 1 : 1;
  if (failures <= options.allowed) return { failures, lockedUntil: 0, lastFailure: now };
  return { failures, lockedUntil: now + options.lockMs, lastFailure: now };
}
