export { clearJobs, jobRows, takeQueued } from './job-rows.ts';
export { runQueuedJobs } from './run-queued-jobs.ts';
