export { defineJob, type JobDefinition } from './define-job.ts';
export { type FailedJob, type HandledJob, handleJob, type JobRun } from './handle-job.ts';
export { exposeQueue, measureJobs } from './job-metrics.ts';
export { every, type ScheduleEntry } from './schedule.ts';
export { startWorker, type WorkerOptions } from './start-worker.ts';
