export { abortTask } from './abort-task.ts';
export {
  addTaskImages,
  closeScanTask,
  createOpenScanTask,
  createScanTask,
  type TaskImage,
} from './create-scan-task.ts';
export { createSyncTask } from './create-sync-task.ts';
export { finishTaskImages, type ScanOutcome } from './finish-task-images.ts';
export { taskHandlers } from './handlers.ts';
export { purgeTasksJob, scanManifestJob } from './jobs.ts';
export { listTaskRegistries, type TaskRegistry } from './list-task-registries.ts';
export { listTasks, type TaskFilter } from './list-tasks.ts';
export { finishTaskRegistry, progressTaskRegistry, type SyncOutcome, startTaskRegistry } from './run-task-registry.ts';
export { startTaskImages } from './start-task-images.ts';
export { stopTask, stopWaitingImages, unwantedDigests } from './stop-task.ts';
export type { FailedImage, Task, TaskState } from './task.ts';
export { waitingTaskImages } from './waiting-task-images.ts';
