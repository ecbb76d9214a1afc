import type { Logger } from '../process/index.ts';

/** Something that is tried again and again, and may fail for hours: a database that is away must not fill the log. */
export interface Outage {
  failed(error: unknown): void;
  worked(): void;
}

const REMIND_MS = 60_000;

/** Says at once that it fails, once a minute that it still does, and when it works again. @param what a sentence */
export function openOutage(logger: Logger, what: string): Outage {
  let since: number | null = null;
  let saidAt = 0;
  let unsaid = 0;
  const seconds = (from: number) => Math.round((Date.now() - from) / 1000);
  return {
    failed(error) {
      since ??= Date.now();
      unsaid += 1;
      if (Date.now() - saidAt < REMIND_MS) return;
      logger.warn({ err: error, failures: unsaid, seconds: seconds(since) }, `${what}; trying again`);
      saidAt = Date.now();
      unsaid = 0;
    },
    worked() {
      if (since === null) return;
      logger.info({ seconds: seconds(since) }, `${what}: over`);
      since = null;
      saidAt = 0;
      unsaid = 0;
    },
  };
}
