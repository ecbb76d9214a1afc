import { type Row, registryTypeWord, shorten } from '../../contract/index.ts';
import type { ImageName } from '../../inventory/index.ts';
import type { FailedImage, Task, TaskState } from '../../tasks/index.ts';

type ImageScanTaskInfo = Row<'listImageScanTask'>;
type ImageScanTaskInfoFailedImages = NonNullable<ImageScanTaskInfo['failed_images']>[number];
type TaskType = NonNullable<ImageScanTaskInfo['task_type']>;

const TYPES: Record<TaskType, Pick<Task, 'kind' | 'trigger'>> = {
  cycle: { kind: 'scan', trigger: 'schedule' },
  manual: { kind: 'scan', trigger: 'manual' },
  autoSync: { kind: 'sync', trigger: 'schedule' },
  manualSync: { kind: 'sync', trigger: 'manual' },
};

const ENDS: Record<Exclude<TaskState, 'running'>, number> = { finished: 100, stopped: -1, timed_out: -2, abnormal: -3 };
const MINUTE = 60_000;

/** What a `task_type` on the wire means. */
export function taskTypeOf(word: TaskType): Pick<Task, 'kind' | 'trigger'> {
  return TYPES[word];
}

/** Names of images by the ids that tasks have of them; those that are gone have none. */
export type ImageNames = ReadonlyMap<number, ImageName>;

/** A task as it is answered. `end_time` is absent while it runs, `remain_min` while nothing can be said. */
export function toImageScanTaskInfo(task: Task, names: ImageNames): ImageScanTaskInfo {
  return {
    task_id: task.taskId,
    task_name: shorten(task.taskName, 256),
    task_type: taskTypeWord(task),
    image_type: 'registry',
    begin_time: task.beginTime,
    ...(task.endTime !== null && { end_time: task.endTime }),
    ...(task.remaining !== null && { remain_min: Math.ceil(task.remaining / MINUTE) }),
    task_status: task.state === 'running' ? task.progress : ENDS[task.state],
    total_num: task.totalNum,
    success_num: task.successNum,
    failed_num: task.failedNum,
    ...(task.failedReason !== null && { failed_reason: shorten(task.failedReason, 4096) }),
    ...(task.kind === 'scan' && toScanFields(task, names)),
  };
}

function taskTypeWord({ kind, trigger }: Task): TaskType {
  if (kind === 'scan') return trigger === 'manual' ? 'manual' : 'cycle';
  return trigger === 'manual' ? 'manualSync' : 'autoSync';
}

function toScanFields(task: Task, names: ImageNames): ImageScanTaskInfo {
  return {
    scan_scope: task.scanScope,
    rate_limit: task.rateLimit,
    is_all: task.isAll,
    risky_num: task.riskyNum,
    failed_images: task.failedImages.map((image) => toFailedImage(image, names.get(image.imageId))),
  };
}

function toFailedImage(image: FailedImage, name: ImageName | undefined): ImageScanTaskInfoFailedImages {
  return {
    id: image.imageId,
    ...(name && toNameFields(name)),
    failed_reason: shorten(image.failedReason ?? image.failedCode ?? 'unknown_error', 4096),
  };
}

function toNameFields(name: ImageName): Partial<ImageScanTaskInfoFailedImages> {
  return {
    registry_id: name.registryId,
    registry_name: name.registryName,
    registry_type: registryTypeWord[name.registryType],
    namespace: name.namespace,
    image_name: name.imageName,
    image_version: name.imageVersion,
  };
}
