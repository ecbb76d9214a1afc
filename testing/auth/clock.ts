import type { Clock } from '../../src/process/index.ts';

/** A clock that stands still until it is told to go on. */
export interface StandingClock extends Clock {
  advance(milliseconds: number): void;
}

export function createStandingClock(start: number): StandingClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
