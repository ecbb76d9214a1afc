import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../database/index.ts';
import type { Logger } from '../process/index.ts';
import type { HandledJob } from './handle-job.ts';
import { startHeartbeat } from './heartbeat.ts';
import type { ObserveJob } from './job-metrics.ts';
import { listenForJobs } from './listen.ts';
import { runJob } from './run-job.ts';
import type { ScheduleEntry } from './schedule.ts';
import { takeJob } from './take-job.ts';
import { createThrottledWarning, type ThrottledWarning } from './throttled-warning.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';
import { endLease, releaseDeadWorkers, renewLease } from './worker-lease.ts';

export interface WorkerOptions {
  /** Needs `concurrency` + 3 connections at least: one listens for new jobs. */
  readonly pool: Pool;
  /** What this worker can run; jobs of other names are left to others. */
  readonly jobs: readonly HandledJob[];
  /** Jobs run at once; one more at once runs urgent ones only, however long all others take. */
  readonly concurrency: number;
  readonly logger: Logger;
  readonly schedule?: readonly ScheduleEntry[];
  readonly observe?: ObserveJob;
  /** The jobs of a worker that has not renewed its lease for this long run elsewhere; default 30 000 ms. */
  readonly staleMs?: number;
  /** No other worker can be alive (embedded database): take the jobs of every earlier one at once. */
  readonly exclusive?: boolean;
  /** How often a worker that has nothing to do looks for jobs without being notified; default 2 000 ms. */
  readonly pollMs?: number;
  /** How long a stop waits for handlers that ignore their signal; default 20 000 ms. */
  readonly drainMs?: number;
}

export interface Worker {
  /** Aborts the running handlers and gives their jobs back without counting an attempt. A second call waits for the first. */
  stop(): Promise<void>;
}

interface State {
  readonly options: WorkerOptions;
  readonly jobs: ReadonlyMap<string, HandledJob>;
  readonly workerId: string;
  readonly running: Set<number>;
  readonly wakeSignal: WakeSignal;
  readonly taking: ThrottledWarning;
  readonly settling: ThrottledWarning;
  abort: AbortController;
  stopping: boolean;
  leaving: boolean;
}

const STALE_MS = 30_000;
const DRAIN_MS = 20_000;
const POLL_MS = 2000;
const DATABASE_AWAY_MS = 1000;

/**
 * Runs jobs until stopped. New jobs are noticed by NOTIFY; a database that restarts is waited for; jobs of workers
 * that were killed are taken over.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const state = newState(options);
  if (options.exclusive) await releaseDeadWorkers(options.pool, 0);
  await renewLease(options.pool, state.workerId);
  const slots = openSlots(state);
  const stopListening = listenForJobs(options.pool, options.logger, state.wakeSignal.notify);
  const stopBeating = beatWhileRunning(state);
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await drain(state, slots);
    await Promise.all([stopBeating(), stopListening()]);
    await endLease(options.pool, state.workerId).catch((error: unknown) =>
      options.logger.warn(
        { err: error },
        'jobs were not given back; they run again when the lease of this worker has expired',
      ),
    );
  };
  return {
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function newState(options: WorkerOptions): State {
  const { logger } = options;
  return {
    options,
    jobs: new Map(options.jobs.map((job) => [job.name, job])),
    workerId: `worker-${randomUUID()}`,
    running: new Set(),
    wakeSignal: createWakeSignal(),
    taking: createThrottledWarning(logger, 'no job could be taken'),
    settling: createThrottledWarning(logger, 'the outcome of a job could not be written'),
    abort: new AbortController(),
    stopping: false,
    leaving: false,
  };
}

function openSlots(state: State): Promise<void>[] {
  const { concurrency, jobs } = state.options;
  const namesOf = (group: readonly HandledJob[]) => group.map((job) => job.name);
  const slots = Array.from({ length: concurrency }, () => runSlot(state, namesOf(jobs)));
  const urgent = namesOf(jobs.filter((job) => job.urgent));
  return urgent.length === 0 ? slots : [...slots, runSlot(state, urgent)];
}

async function runSlot(state: State, names: readonly string[]): Promise<void> {
  while (!state.stopping) {
    const seen = state.wakeSignal.count();
    const found = await runNext(state, names).catch((error: unknown) => {
      state.taking.failed(error);
      return sleep(DATABASE_AWAY_MS, true);
    });
    if (!found && !state.stopping) await state.wakeSignal.wait(seen, state.options.pollMs ?? POLL_MS);
  }
}

/** @returns false when there was nothing to do */
async function runNext(state: State, names: readonly string[]): Promise<boolean> {
  const { pool, logger, observe = () => {} } = state.options;
  const job = await takeJob(pool, state.workerId, names, state.running);
  state.taking.succeeded();
  const handled = job && state.jobs.get(job.name);
  if (!job || !handled) return false;
  state.running.add(job.id);
  const { workerId, abort, settling } = state;
  await runJob(job, handled, {
    ...{ pool, logger, observe, settling, workerId, signal: abort.signal },
    isLeaving: () => state.leaving,
  });
  state.running.delete(job.id);
  return true;
}

function beatWhileRunning(state: State): () => Promise<void> {
  const { pool, logger, staleMs = STALE_MS, schedule = [] } = state.options;
  const { workerId, running } = state;
  const onLost = (): void => {
    logger.warn('worker lease lost; aborting its jobs');
    state.abort.abort(new Error('the worker lost its lease'));
    state.abort = new AbortController();
  };
  return startHeartbeat({ pool, logger, workerId, running, staleMs, schedule, onLost });
}

async function drain(state: State, slots: readonly Promise<void>[]): Promise<void> {
  state.stopping = true;
  state.abort.abort(new Error('the worker is stopping'));
  state.wakeSignal.notify();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, state.options.drainMs ?? DRAIN_MS);
  });
  await Promise.race([Promise.all(slots), timeout]);
  clearTimeout(timer);
  state.leaving = true;
}
