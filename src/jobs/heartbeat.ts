import type { Pool } from '../database/index.ts';
import type { Logger } from '../process/index.ts';
import { queueWhenDue, type ScheduleEntry } from './schedule.ts';
import { repairQueues } from './settle-job.ts';
import { forgetFailed, releaseDeadWorkers, renewLease, returnForgotten } from './worker-lease.ts';

export interface HeartbeatOptions {
  readonly pool: Pool;
  readonly logger: Logger;
  readonly workerId: string;
  /** A lease that was not renewed for this long has expired. */
  readonly staleMs: number;
  readonly schedule: readonly ScheduleEntry[];
  /** Ids of jobs that this worker runs. */
  readonly running: ReadonlySet<number>;
  /** Called when the lease had expired and another worker has removed it. */
  onLost(): void;
}

const FORGET_EVERY_MS = 3_600_000;

/** Renews the lease, takes over expired ones and queues what is scheduled, three times per `staleMs` until stopped. @returns stop */
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
 * After a failure (the database was away) no lease is taken over for one period, because the other workers could not renew
 * theirs either. Local times are of a clock that nobody can set back.
 */
async function beatOnce(options: HeartbeatOptions, state: { sweepAfter: number; forgetAfter: number }): Promise<void> {
  const { pool, workerId, schedule } = options;
  try {
    if (!(await renewLease(pool, workerId))) options.onLost();
    if (performance.now() >= state.sweepAfter) await sweep(options);
    for (const entry of schedule) await queueWhenDue(pool, entry);
    if (performance.now() < state.forgetAfter) return;
    await forgetFailed(pool);
    state.forgetAfter = performance.now() + FORGET_EVERY_MS;
  } catch (error) {
    state.sweepAfter = performance.now() + options.staleMs;
    options.logger.warn({ err: error }, 'heartbeat failed; trying again');
  }
}

async function sweep({ pool, workerId, running, staleMs, logger }: HeartbeatOptions): Promise<void> {
  const released = await releaseDeadWorkers(pool, staleMs);
  if (released > 0) logger.warn({ jobs: released }, 'released the jobs of a worker that died');
  await returnForgotten(pool, workerId, running, staleMs);
  await repairQueues(pool);
}
