import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, Transaction } from '../database/index.ts';
import type { Logger } from '../process/index.ts';
import { JOB_CHANNEL } from './enqueue.ts';
import { createThrottledWarning, type ThrottledWarning } from './throttled-warning.ts';

const RECONNECT_MS = 1000;

/**
 * Calls `onJobs` whenever jobs were committed, over one connection of the pool, reconnecting when it breaks. It only
 * saves time: a worker also looks for jobs every few seconds. @returns stop
 */
export function listenForJobs(pool: Pool, logger: Logger, onJobs: () => void): () => Promise<void> {
  const stop = new AbortController();
  const listening = createThrottledWarning(logger, 'not listening for jobs');
  const ended = (async () => {
    while (!stop.signal.aborted) {
      await listenOnce(pool, onJobs, listening, stop.signal).catch(listening.failed);
      if (!stop.signal.aborted) await sleep(RECONNECT_MS);
    }
  })();
  return async () => {
    stop.abort();
    await ended;
  };
}

async function listenOnce(
  pool: Pool,
  onJobs: () => void,
  listening: ThrottledWarning,
  signal: AbortSignal,
): Promise<void> {
  const client = await pool.connect();
  const ended = untilEnd(client, signal);
  client.on('notification', onJobs);
  try {
    await client.query(`LISTEN ${JOB_CHANNEL}`);
    listening.succeeded();
    onJobs();
    await ended;
  } finally {
    client.removeListener('notification', onJobs);
    client.release(true);
  }
}

function untilEnd(client: Transaction, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
    client.once('error', () => resolve());
    client.once('end', () => resolve());
  });
}
