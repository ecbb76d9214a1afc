import type { Pool } from '../database/index.ts';
import type { Metrics } from '../process/index.ts';

/** How one run of a job ended: `returned` to the queue by a worker that stops, `retried` later, or `failed` for good. */
export type JobOutcome = 'done' | 'failed' | 'retried' | 'returned';

/** Told of every run. */
export type ObserveJob = (name: string, outcome: JobOutcome, seconds: number) => void;

const SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600];

/** A job whose attempts are used up stays in the table, so that an operator can see it. */
const QUEUE = `SELECT name, CASE WHEN state = 'waiting' AND run_at > now() THEN 'delayed' WHEN state = 'blocked' THEN 'waiting'
    ELSE state END AS state, count(*) AS jobs
  FROM job GROUP BY 1, 2`;

/** Jobs in the queue by name and state, of all workers together; read whenever it is asked for. */
export function exposeQueue(metrics: Metrics, pool: Pool): void {
  metrics.gauge('hullwatch_jobs', 'Jobs in the queue.', ['name', 'state'], async (gauge) => {
    const { rows } = await pool.query<{ name: string; state: string; jobs: number }>(QUEUE);
    for (const { name, state, jobs } of rows) gauge.set({ name, state }, jobs);
  });
}

/** Times the runs of this process by name and outcome. */
export function measureJobs(metrics: Metrics): ObserveJob {
  const duration = metrics.histogram('hullwatch_job_seconds', 'Time that jobs ran.', ['name', 'outcome'], SECONDS);
  return (name, outcome, seconds) => duration.observe({ name, outcome }, seconds);
}
