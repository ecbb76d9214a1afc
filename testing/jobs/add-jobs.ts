import type { Db } from '../../src/database/index.ts';
import { enqueueJobs } from '../../src/jobs/enqueue.ts';
import type { HandledJob, JobRun } from '../../src/jobs/index.ts';

export interface TestJob {
  readonly name?: string;
  readonly payload?: object;
  readonly key?: string;
  readonly queue?: string;
  readonly runAt?: Date;
}

export interface TestJobKind {
  readonly priority?: number;
  readonly attempts?: number;
}

/** Queues one job without a definition, `step` by default. */
export function addJob(db: Db, job: TestJob & TestJobKind = {}): Promise<void> {
  return addJobs(db, [job], { ...job, name: job.name ?? 'step' });
}

/** Queues jobs of one name in one call. */
export async function addJobs(
  db: Db,
  jobs: readonly Omit<TestJob, 'name'>[],
  { name = 'step', priority = 0, attempts = 10 }: TestJobKind & { readonly name?: string } = {},
): Promise<void> {
  const rows = jobs.map(({ payload = {}, key = null, queue = null, runAt = null }) => ({
    ...{ json: JSON.stringify(payload), key, queue, runAt },
  }));
  return enqueueJobs(db, { name, priority, attempts }, rows);
}

export type TestHandlers = Readonly<Record<string, (payload: unknown, run: JobRun) => Promise<void>>>;

/** Jobs of these names for a worker, whatever their payloads. */
export function handledJobs(handlers: TestHandlers, urgent: readonly string[] = []): HandledJob[] {
  return Object.entries(handlers).map(([name, run]) => ({ name, urgent: urgent.includes(name), run }));
}
