import { createHash } from 'node:crypto';
import type { Db } from '../database/index.ts';
import { AppError } from '../model/index.ts';

/** What the jobs of one call have in common. */
interface JobKind {
  readonly name: string;
  readonly priority: number;
  readonly attempts: number;
}

interface NewJob {
  readonly json: string;
  readonly key: string | null;
  readonly queue: string | null;
  /** Null: now. */
  readonly runAt: Date | null;
}

/** NOTIFY channel, told of every commit that queued jobs. */
export const JOB_CHANNEL = 'hullwatch_job';

/** A million jobs in one statement would take longer than people's statements may. */
const JOBS_PER_STATEMENT = 10_000;
const LENGTH_PER_STATEMENT = 16 * 1024 * 1024;
/** A payload names what is to be done; a larger one is a mistake, or was made from what an attacker sent. */
const MAX_PAYLOAD_LENGTH = 8 * 1024 * 1024;
/** An index entry of PostgreSQL holds 2,704 bytes. */
const MAX_KEY_LENGTH = 512;

/**
 * Queues jobs in the caller's transaction. Existing keys are touched in their order, so that two transactions with the same
 * keys do not deadlock.
 * @throws AppError `limit_exceeded` when a payload has more than 8 Mi characters of JSON
 */
export async function enqueueJobs(db: Db, kind: JobKind, jobs: readonly NewJob[]): Promise<void> {
  const rows = lastOfEachKey(jobs.map((job) => bounded(kind, job)));
  for (let start = 0; start < rows.length; ) {
    const end = endOfStatement(rows, start);
    await insert(db, kind, rows.slice(start, end));
    start = end;
  }
}

function bounded({ name }: JobKind, job: NewJob): NewJob {
  const { length } = job.json;
  if (length > MAX_PAYLOAD_LENGTH)
    throw new AppError('limit_exceeded', `a job ${name} was not queued: its payload has ${length} characters`);
  return { ...job, key: job.key && indexable(job.key), queue: job.queue && indexable(job.queue) };
}

/** The key itself, or the hash of a long one. */
export function indexable(key: string): string {
  return key.length <= MAX_KEY_LENGTH ? key : createHash('sha256').update(key).digest('hex');
}

function lastOfEachKey(jobs: readonly NewJob[]): NewJob[] {
  const keyed = new Map(jobs.flatMap((job) => (job.key === null ? [] : [[job.key, job] as const])));
  const sorted = [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, job]) => job);
  return [...jobs.filter((job) => job.key === null), ...sorted];
}

function endOfStatement(jobs: readonly NewJob[], start: number): number {
  let length = 0;
  let end = start;
  while (end < jobs.length && end - start < JOBS_PER_STATEMENT) {
    length += jobs[end]?.json.length ?? 0;
    if (end > start && length > LENGTH_PER_STATEMENT) break;
    end += 1;
  }
  return end;
}

async function insert(db: Db, { name, priority, attempts }: JobKind, jobs: readonly NewJob[]): Promise<void> {
  await db.query({
    name: 'jobs-enqueue',
    text: `
      WITH queued AS (
        INSERT INTO job (name, priority, max_attempts, payload, key, queue, run_at)
        SELECT $1, $2, $3, payload, key, queue, coalesce(run_at, now())
        FROM unnest($4::json[], $5::text[], $6::text[], $7::timestamptz[]) AS new (payload, key, queue, run_at)
        ON CONFLICT (name, key) WHERE state IN ('waiting', 'blocked') AND key IS NOT NULL DO UPDATE SET
          payload = excluded.payload, queue = excluded.queue, priority = excluded.priority, run_at = excluded.run_at,
          max_attempts = excluded.max_attempts, attempts = 0, last_error = NULL, state = 'waiting')
      SELECT pg_notify('${JOB_CHANNEL}', '')`,
    values: [
      name,
      priority,
      attempts,
      jobs.map((job) => job.json),
      jobs.map((job) => job.key),
      jobs.map((job) => job.queue),
      jobs.map((job) => job.runAt),
    ],
  });
}
