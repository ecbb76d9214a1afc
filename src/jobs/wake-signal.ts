/** Wakes waiting loops. A notification that came after a loop had looked, and before it waited, is not missed. */
export interface WakeSignal {
  notify(): void;
  /** Notifications so far: read it before looking for work, and pass it to `wait`. */
  count(): number;
  /** Returns once there was a notification after the `seen` first ones, or after `ms`. */
  wait(seen: number, ms: number): Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    count: () => count,
    notify: () => {
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
