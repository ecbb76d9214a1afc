export { enqueue, enqueueMany } from './enqueue.ts';
export { exposeQueue, measureJobs } from './job-metrics.ts';
export type { JobHandler, JobRun } from './run-job.ts';
export type { ScheduleEntry } from './schedule.ts';
export { startWorker } from './start-worker.ts';
