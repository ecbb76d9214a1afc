export { addJob, addJobs, handledJobs, type TestHandlers, type TestJob, type TestJobKind } from './add-jobs.ts';
export { clearJobs, jobRows, takeQueued } from './job-rows.ts';
export { runHandler, runQueuedJobs } from './run-queued-jobs.ts';
