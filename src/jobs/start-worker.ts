import { EventEmitter } from 'node:events';
import { parseCronItems, type Runner, run, type WorkerEvents } from 'graphile-worker';
import type { Logger, Pool } from '../runtime/index.ts';
import { startHeartbeat } from './heartbeat.ts';
import { beat, leave, releaseDeadWorkers } from './job-locks.ts';
import { queueLogger } from './queue-logger.ts';
import { type JobHandler, type JobRunner, runJob } from './run-job.ts';

export interface CronEntry {
  /** Job name, one of the handlers. */
  readonly name: string;
  /** Five fields, UTC: minute hour day month weekday. */
  readonly pattern: string;
  readonly payload?: Record<string, unknown>;
  /** Tells two entries of one name apart; default the name. */
  readonly identifier?: string;
}

export interface WorkerOptions {
  /** Needs `concurrency` + 2 connections at least: one listens for new jobs. */
  readonly pool: Pool;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** Jobs run at once. */
  readonly concurrency: number;
  readonly logger: Logger;
  readonly cron?: readonly CronEntry[];
  /** A worker that was silent for this long counts as dead and its jobs run elsewhere; default 30 000 ms. */
  readonly staleMs?: number;
  /** No other worker can be alive (embedded database): take the jobs of every earlier one at once. */
  readonly exclusive?: boolean;
  /** How long a stop waits for handlers that ignore their signal; default 20 000 ms. */
  readonly drainMs?: number;
}

export interface Worker {
  /** Aborts the running handlers and gives their jobs back without counting an attempt. Resolves at once the second time. */
  stop(): Promise<void>;
}

const STALE_MS = 30_000;
const DRAIN_MS = 20_000;
const RESTART_PAUSE_MS = 1000;

interface State extends JobRunner {
  readonly options: WorkerOptions;
  id: string;
  abort: AbortController;
  stopping: boolean;
  queue: Runner | undefined;
}

/** Runs jobs until stopped. New jobs are noticed by NOTIFY; a database that restarts is waited for. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const state = newState(options);
  if (options.exclusive) await releaseDeadWorkers(options.pool, 0);
  await startQueue(state);
  void keepQueueRunning(state);
  const stopBeating = beatWhileRunning(state);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= stopWorker(state, stopBeating);
    return stopped;
  };
  return { stop };
}

function newState(options: WorkerOptions): State {
  const state: State = {
    options,
    db: options.pool,
    logger: options.logger,
    id: '',
    abort: new AbortController(),
    stopping: false,
    queue: undefined,
    workerId: () => state.id,
    signal: () => state.abort.signal,
  };
  return state;
}

/**
 * Completions go through the queue's batches, because only those are tried again while the database restarts.
 * The queue makes its own id and may take a job before our row is there; a fresh lock is safe without one.
 */
async function startQueue(state: State): Promise<void> {
  const { options } = state;
  const events: WorkerEvents = new EventEmitter();
  events.once('pool:create', ({ workerPool }) => {
    state.id = workerPool.id;
  });
  const handlers = Object.entries(options.handlers);
  state.queue = await run({
    pgPool: options.pool,
    schema: 'graphile_worker',
    taskList: Object.fromEntries(handlers.map(([name, handler]) => [name, runJob(name, handler, state)])),
    parsedCronItems: parseCronItems((options.cron ?? []).map(cronItem)),
    concurrency: options.concurrency,
    noHandleSignals: true,
    logger: queueLogger(options.logger),
    events,
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  await beat(state.db, state.id).catch(() => false);
}

function cronItem({ name, pattern, payload, identifier }: CronEntry) {
  return { task: name, match: pattern, identifier: identifier ?? name, ...(payload && { payload }) };
}

/** The queue ends by itself when it could not record an outcome for minutes; it is started anew then. */
async function keepQueueRunning(state: State): Promise<void> {
  while (!state.stopping) {
    await state.queue?.promise.catch((error: unknown) => state.logger.error({ err: error }, 'the queue ended'));
    if (!state.stopping) await restartQueue(state);
  }
}

async function restartQueue(state: State): Promise<void> {
  loseJobs(state);
  await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS));
  try {
    await leave(state.db, state.id);
    if (!state.stopping) await startQueue(state);
  } catch (error) {
    state.logger.warn({ err: error }, 'the queue did not start; trying again');
  }
}

function loseJobs(state: State): void {
  state.abort.abort(new Error('the worker lost its jobs'));
  state.abort = new AbortController();
}

function beatWhileRunning(state: State): () => Promise<void> {
  const { pool, staleMs = STALE_MS, logger } = state.options;
  return startHeartbeat({ db: pool, logger, staleMs, workerId: state.workerId, onLost: () => loseJobs(state) });
}

async function stopWorker(state: State, stopBeating: () => Promise<void>): Promise<void> {
  state.stopping = true;
  const drained = state.queue?.stop().catch(() => {});
  state.abort.abort(new Error('the worker is stopping'));
  const drainMs = state.options.drainMs ?? DRAIN_MS;
  await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, drainMs).unref())]);
  await stopBeating();
  await leave(state.db, state.id).catch((error: unknown) => state.logger.warn({ err: error }, 'jobs not given back'));
}
