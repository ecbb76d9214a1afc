import type { Pool } from '../database/index.ts';
import type { Logger } from '../process/index.ts';
import { queueWhenDue, type ScheduleEntry } from './schedule.ts';
import { beat, forgetEnded, giveBackForgotten, releaseDeadWorkers } from './worker-row.ts';

export interface HeartbeatOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly workerId: string;
  /** A worker that was silent for this long counts as dead. */
  readonly staleMs: number;
  readonly schedule: readonly ScheduleEntry[];
  /** Ids of jobs that this worker runs. */
  readonly running: ReadonlySet<number>;
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
        const timer = setTimeout(resolve, options.staleMs / 3);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (state.stopped) wake();
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
  const { pool, workerId, schedule } = options;
  try {
    if (!(await beat(pool, workerId))) options.onLost();
    if (Date.now() >= state.sweepAfter) await sweep(options);
    for (const entry of schedule) await queueWhenDue(pool, entry);
    if (Date.now() < state.forgetAfter) return;
    await forgetEnded(pool);
    state.forgetAfter = Date.now() + FORGET_EVERY_MS;
  } catch (error) {
    state.sweepAfter = Date.now() + options.staleMs;
    options.logger.warn({ err: error }, 'heartbeat failed; trying again');
  }
}

async function sweep({ pool, workerId, running, staleMs, logger }: HeartbeatOptions): Promise<void> {
  const released = await releaseDeadWorkers(pool, staleMs);
  if (released > 0) logger.warn({ jobs: released }, 'released the jobs of a worker that died');
  await giveBackForgotten(pool, workerId, running, staleMs);
}
