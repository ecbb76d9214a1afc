import type { Logger } from '../process/index.ts';

/** Logs the failures of something that is retried every second, perhaps for hours, without filling the log. */
export interface ThrottledWarning {
  failed(error: unknown): void;
  succeeded(): void;
}

const REPEAT_MS = 60_000;

/** Logs the first failure, then one line a minute, and when it succeeds again. @param what a clause, such as "no job could be taken" */
export function createThrottledWarning(logger: Logger, what: string): ThrottledWarning {
  let since: number | null = null;
  let loggedAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  const seconds = (from: number) => Math.round((performance.now() - from) / 1000);
  return {
    failed(error) {
      since ??= performance.now();
      failures += 1;
      if (performance.now() - loggedAt < REPEAT_MS) return;
      logger.warn({ err: error, failures, seconds: seconds(since) }, `${what}; trying again`);
      loggedAt = performance.now();
      failures = 0;
    },
    succeeded() {
      if (since === null) return;
      logger.info({ seconds: seconds(since) }, `${what}: over`);
      since = null;
      loggedAt = Number.NEGATIVE_INFINITY;
      failures = 0;
    },
  };
}
