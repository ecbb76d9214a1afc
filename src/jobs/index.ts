export { enqueue, enqueueMany, type JobOptions } from './enqueue.ts';
export { exposeQueue, type JobOutcome, measureJobs, type ObserveJob } from './job-metrics.ts';
export { migrateJobs } from './migrate-jobs.ts';
export type { JobHandler, JobRun } from './run-job.ts';
export type { ScheduleEntry } from './schedule.ts';
export { startWorker, type Worker, type WorkerOptions } from './start-worker.ts';
