export { breakOffTask } from './break-off-task.ts';
export {
  addTaskImages,
  closeScanTask,
  createOpenScanTask,
  createScanTask,
  type NewScanTask,
  type TaskImage,
} from './create-scan-task.ts';
export { createSyncTask, type NewSyncTask } from './create-sync-task.ts';
export { finishTaskImages, type ScanOutcome } from './finish-task-images.ts';
export { listTaskRegistries, type TaskRegistry, type TaskRegistryFilter } from './list-task-registries.ts';
export { listTasks, type TaskFilter } from './list-tasks.ts';
export { purgeTasks } from './purge-tasks.ts';
export {
  finishTaskRegistry,
  progressTaskRegistry,
  type SyncOutcome,
  type SyncProgress,
  startTaskRegistry,
} from './run-task-registry.ts';
export { scanJob } from './scan-job.ts';
export { startTaskImages } from './start-task-images.ts';
export { stopTask, takeBackImages } from './stop-task.ts';
export type { FailedImage, Task, TaskKind, TaskState, TaskTrigger } from './task.ts';
export { waitingTaskImages } from './waiting-task-images.ts';
