import { type ImageScanTaskInfo, type ImageScanTaskInfoFailedImages, registryTypeWord } from '../../contract/index.ts';
import type { FailedImage, Task, TaskState } from '../../tasks/index.ts';
import { shorten } from '../http/hss-text.ts';

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

/** A task as it is answered. `end_time` is absent while it runs, `remain_min` while nothing can be said. */
export function toImageScanTaskInfo(task: Task): ImageScanTaskInfo {
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
    ...(task.kind === 'scan' && toScanFields(task)),
  };
}

function taskTypeWord({ kind, trigger }: Task): TaskType {
  if (kind === 'scan') return trigger === 'manual' ? 'manual' : 'cycle';
  return trigger === 'manual' ? 'manualSync' : 'autoSync';
}

function toScanFields(task: Task): ImageScanTaskInfo {
  return {
    scan_scope: task.scanScope,
    rate_limit: task.rateLimit,
    is_all: task.isAll,
    risky_num: task.riskyNum,
    failed_images: task.failedImages.map(toFailedImage),
  };
}

function toFailedImage(image: FailedImage): ImageScanTaskInfoFailedImages {
  return {
    id: image.imageId,
    ...(image.registryId !== null && { registry_id: image.registryId }),
    ...(image.registryName !== null && { registry_name: image.registryName }),
    ...(image.registryType !== null && { registry_type: registryTypeWord[image.registryType] }),
    ...(image.namespace !== null && { namespace: image.namespace }),
    ...(image.imageName !== null && { image_name: image.imageName }),
    ...(image.imageVersion !== null && { image_version: image.imageVersion }),
    failed_reason: shorten(image.failedReason ?? image.failedCode ?? 'unknown_error', 4096),
  };
}
