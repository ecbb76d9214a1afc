/** Wakes those who wait for something that may have happened just before they began to. */
export interface Bell {
  ring(): void;
  /** How often it rang; take it before looking, then wait on it. */
  rings(): number;
  /** Returns when it has rung since `seen`, or after `ms`. */
  wait(seen: number, ms: number): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    rings: () => count,
    ring: () => {
      count += 1;
      for (const wake of waiting) wake();
    },
    wait: (seen, ms) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        waiting.add(wake);
        if (seen !== count) wake();
      }),
  };
}
