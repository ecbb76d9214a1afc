export { enqueue, enqueueMany } from './enqueue.ts';
export { exposeQueue, measureJobs } from './job-metrics.ts';
export { migrateJobs } from './migrate-jobs.ts';
export type { JobHandler, JobRun } from './run-job.ts';
export type { ScheduleEntry } from './schedule.ts';
export { startWorker } from './start-worker.ts';
