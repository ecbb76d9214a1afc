import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Longer than making the state takes: nobody takes over the jobs of the workers that die on purpose. */
const STALE_MS = 24 * 3_600_000;

const QUEUE = `SELECT count(*)::int AS n FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  WHERE t.identifier = ANY ($1) AND NOT j.id = ANY ($2)
    AND (j.locked_at IS NOT NULL OR j.attempts < j.max_attempts AND j.run_at <= now())`;

/** Lets a worker do the due jobs of these names, and no other, until none is left. */
export async function runJobs({ jobs }, { pool, services, handlers }, names) {
  const { rows: held } = await pool.query('SELECT id FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL');
  const ofOthers = held.map(({ id }) => id);
  const some = Object.fromEntries(names.map((name) => [name, handlers[name]]));
  const { logger } = services;
  const worker = await jobs.startWorker({ pool, logger, handlers: some, concurrency: 1, staleMs: STALE_MS });
  while ((await pool.query(QUEUE, [names, ofOthers])).rows[0].n > 0) await pause(50);
  await worker.stop();
}

/**
 * A worker in a process of its own that takes a job and is killed while it runs it, so that its locks stay.
 * @param inTheMiddle tells when the job is far enough
 * @param first releases what earlier workers hold, and counts a crash on each
 */
export async function dieOf(checkout, url, name, inTheMiddle, first = false) {
  const program = fileURLToPath(new URL('dying-worker.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program, checkout, url, name, String(first)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: checkout,
  });
  const ended = once(child, 'exit');
  while (!(await inTheMiddle())) {
    if (child.exitCode !== null) throw new Error(`the worker ended by itself with ${child.exitCode}`);
    await pause(20);
  }
  child.kill('SIGKILL');
  await ended;
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
