import { LRUCache } from 'lru-cache';
import type { Clock } from '../process/index.ts';

export interface FailureLock {
  /** Milliseconds until `key` may try again; 0 when it may now. */
  lockedFor(key: string): number;
  /** Counts one failure; more than the allowed number in a row lock the key. */
  recordFailure(key: string): void;
  /** Forgets the failures of a key. */
  recordSuccess(key: string): void;
}

/**
 * Counts failures in a row per key and locks a key for `lockMs` after more than `allowed` of them.
 * Failures are forgotten after `lockMs` without another. At most `capacity` keys are held, the ones that failed longest
 * ago go first: a flood of invented keys must not fill the memory. One instance counts for one process.
 */
export function createFailureLock(options: {
  readonly allowed: number;
  readonly lockMs: number;
  readonly capacity: number;
  readonly clock: Clock;
}): FailureLock {
  const { allowed, lockMs, capacity, clock } = options;
  const failures = new LRUCache<string, number>({ max: capacity, ttl: lockMs, ttlResolution: 0, perf: clock });
  return {
    lockedFor: (key) => ((failures.peek(key) ?? 0) > allowed ? failures.getRemainingTTL(key) : 0),
    recordFailure: (key) => {
      failures.set(key, (failures.peek(key) ?? 0) + 1);
    },
    recordSuccess: (key) => {
      failures.delete(key);
    },
  };
}
