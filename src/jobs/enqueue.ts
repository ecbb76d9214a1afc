import type { Db } from '../database/index.ts';

export interface JobOptions {
  /**
   * At most one waiting job has this key: a later one replaces its payload and starts its attempts anew.
   * A job of that key that is running already stays, and the later one runs after or beside it.
   */
  readonly jobKey?: string;
  /** Jobs of one queue run one after the other. */
  readonly queueName?: string;
  /** Smaller runs first; default 0, from -32768 to 32767. */
  readonly priority?: number;
  /** Failures before the job ends for good; default 10, which spreads them over about 3.5 hours. */
  readonly maxAttempts?: number;
  /** Not before this time; default now. */
  readonly runAt?: Date;
}

type Job = JobOptions & { readonly payload: object };

const MAX_ATTEMPTS = 10;
/** A million jobs in one statement would take longer than people's statements may. */
const JOBS_PER_STATEMENT = 10_000;

/** Queues one job in the caller's transaction: it becomes visible to workers with the commit, and not at all after a rollback. */
export async function enqueue(db: Db, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  await enqueueMany(db, name, [{ payload, ...options }]);
}

/**
 * Queues jobs of one name in the caller's transaction, 10,000 a statement. Of several with the same key the last counts.
 * The statements touch existing keys in their order, so that two transactions with the same keys do not deadlock.
 */
export async function enqueueMany(db: Db, name: string, jobs: readonly Job[]): Promise<void> {
  const distinct = lastOfEachKey(jobs);
  for (let start = 0; start < distinct.length; start += JOBS_PER_STATEMENT)
    await add(db, name, distinct.slice(start, start + JOBS_PER_STATEMENT));
}

async function add(db: Db, name: string, jobs: readonly Job[]): Promise<void> {
  await db.query({
    name: 'jobs-enqueue',
    text: `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT ($1, payload, queue_name, run_at, max_attempts, job_key, priority, NULL)::graphile_worker.job_spec
      FROM unnest($2::json[], $3::text[], $4::timestamptz[], $5::int[], $6::text[], $7::int[])
        AS job(payload, queue_name, run_at, max_attempts, job_key, priority)))`,
    values: [
      name,
      jobs.map((job) => JSON.stringify(job.payload)),
      jobs.map((job) => job.queueName ?? null),
      jobs.map((job) => job.runAt ?? null),
      jobs.map((job) => job.maxAttempts ?? MAX_ATTEMPTS),
      jobs.map((job) => job.jobKey ?? null),
      jobs.map((job) => job.priority ?? 0),
    ],
  });
}

function lastOfEachKey<T extends JobOptions>(jobs: readonly T[]): T[] {
  const keyed = new Map(jobs.flatMap((job) => (job.jobKey === undefined ? [] : [[job.jobKey, job]])));
  const sorted = [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
  return [...jobs.filter((job) => job.jobKey === undefined), ...sorted];
}
