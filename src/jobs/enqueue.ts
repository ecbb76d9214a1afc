import { createHash } from 'node:crypto';
import type { Db } from '../database/index.ts';
import { AppError } from '../model/index.ts';

export interface JobOptions {
  /**
   * At most one waiting job of a name has this key: a later one replaces its payload and starts its attempts anew.
   * A job of that key that is running already stays, and the later one runs after or beside it; when the running one then
   * fails or is given back, it does not run again, because the later one does.
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

/** NOTIFY channel, told of every commit that queued jobs. */
export const JOB_CHANNEL = 'hullwatch_job';

const MAX_ATTEMPTS = 10;
/** A million jobs in one statement would take longer than people's statements may. */
const JOBS_PER_STATEMENT = 10_000;
const LENGTH_PER_STATEMENT = 16 * 1024 * 1024;
/** A payload names what is to be done; a larger one is a mistake, or was made from what an attacker sent. */
const MAX_PAYLOAD_LENGTH = 8 * 1024 * 1024;
/** An index entry of PostgreSQL holds 2,704 bytes. */
const MAX_KEY_LENGTH = 512;

/** Queues one job in the caller's transaction: it becomes visible to workers with the commit, and not at all after a rollback. */
export async function enqueue(db: Db, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  await enqueueMany(db, name, [{ payload, ...options }]);
}

/**
 * Queues jobs of one name in the caller's transaction, up to 10,000 a statement. Of several with the same key the last counts.
 * Existing keys are touched in their order, so that two transactions with the same keys do not deadlock.
 * @throws AppError `limit_exceeded` when a payload has more than 8 Mi characters of JSON
 */
export async function enqueueMany(db: Db, name: string, jobs: readonly Job[]): Promise<void> {
  const rows = lastOfEachKey(jobs.map((job) => toRow(name, job)));
  for (let start = 0; start < rows.length; ) {
    const end = endOfStatement(rows, start);
    await insert(db, name, rows.slice(start, end));
    start = end;
  }
}

interface Row extends JobOptions {
  readonly json: string;
  readonly key: string | null;
  readonly queue: string | null;
}

function toRow(name: string, job: Job): Row {
  const json = JSON.stringify(job.payload);
  if (json.length > MAX_PAYLOAD_LENGTH)
    throw new AppError('limit_exceeded', `a job ${name} was not queued: its payload has ${json.length} characters`);
  return { ...job, json, key: indexable(job.jobKey), queue: indexable(job.queueName) };
}

function indexable(key: string | undefined): string | null {
  if (key === undefined) return null;
  return key.length <= MAX_KEY_LENGTH ? key : createHash('sha256').update(key).digest('hex');
}

function lastOfEachKey(rows: readonly Row[]): Row[] {
  const keyed = new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])));
  const sorted = [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return [...rows.filter((row) => row.key === null), ...sorted];
}

function endOfStatement(rows: readonly Row[], start: number): number {
  let length = 0;
  let end = start;
  while (end < rows.length && end - start < JOBS_PER_STATEMENT) {
    length += rows[end]?.json.length ?? 0;
    if (end > start && length > LENGTH_PER_STATEMENT) break;
    end += 1;
  }
  return end;
}

async function insert(db: Db, name: string, rows: readonly Row[]): Promise<void> {
  await db.query({
    name: 'jobs-enqueue',
    text: `
      WITH queued AS (
        INSERT INTO job (name, payload, key, queue, priority, run_at, max_attempts)
        SELECT $1, payload, key, queue, priority, coalesce(run_at, now()), max_attempts
        FROM unnest($2::json[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[], $7::smallint[])
          AS new (payload, key, queue, priority, run_at, max_attempts)
        ON CONFLICT (name, key) WHERE state IN ('waiting', 'blocked') AND key IS NOT NULL DO UPDATE SET
          payload = excluded.payload, queue = excluded.queue, priority = excluded.priority, run_at = excluded.run_at,
          max_attempts = excluded.max_attempts, attempts = 0, last_error = NULL, state = 'waiting')
      SELECT pg_notify('${JOB_CHANNEL}', '')`,
    values: [
      name,
      rows.map((row) => row.json),
      rows.map((row) => row.key),
      rows.map((row) => row.queue),
      rows.map((row) => row.priority ?? 0),
      rows.map((row) => row.runAt ?? null),
      rows.map((row) => row.maxAttempts ?? MAX_ATTEMPTS),
    ],
  });
}
