import type { Db, Logger } from '../runtime/index.ts';
import { beat, forgetEnded, releaseDeadWorkers } from './job-locks.ts';

export interface HeartbeatOptions {
  readonly db: Db;
  readonly logger: Logger;
  workerId(): string;
  /** A worker that was silent for this long counts as dead. */
  readonly staleMs: number;
  /** Called when others have taken this worker for dead. */
  onLost(): void;
}

const FORGET_EVERY_MS = 3_600_000;

/** Beats and sweeps three times per stale period until stopped. @returns stop */
export function startHeartbeat(options: HeartbeatOptions): () => Promise<void> {
  const state = { stopped: false, sweepAfter: 0, forgetAfter: 0 };
  let wake = () => {};
  const ended = (async () => {
    while (!state.stopped) {
      await beatOnce(options, state);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, options.staleMs / 3);
      });
    }
  })();
  return async () => {
    state.stopped = true;
    wake();
    await ended;
  };
}

/**
 * After a beat that failed (the database was away), nobody is declared dead for one stale period, because the other
 * workers could not beat either.
 */
async function beatOnce(options: HeartbeatOptions, state: { sweepAfter: number; forgetAfter: number }): Promise<void> {
  try {
    if (!(await beat(options.db, options.workerId()))) options.onLost();
    if (Date.now() >= state.sweepAfter) await sweep(options);
    if (Date.now() < state.forgetAfter) return;
    await forgetEnded(options.db);
    state.forgetAfter = Date.now() + FORGET_EVERY_MS;
  } catch (error) {
    state.sweepAfter = Date.now() + options.staleMs;
    options.logger.warn({ err: error }, 'heartbeat failed; trying again');
  }
}

async function sweep({ db, staleMs, logger }: HeartbeatOptions): Promise<void> {
  const released = await releaseDeadWorkers(db, staleMs);
  if (released > 0) logger.warn({ jobs: released }, 'released the jobs of a worker that died');
}
