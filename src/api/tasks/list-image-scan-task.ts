import type { Query } from '../../contract/index.ts';
import { nameImages } from '../../inventory/index.ts';
import type { EnterpriseScope } from '../../model/index.ts';
import { listTasks, type TaskFilter } from '../../tasks/index.ts';
import type { Handler } from '../http/handler.ts';
import { taskTypeOf, toImageScanTaskInfo } from './hss-task.ts';

/** Scan and sync orders, the newest first, with progress and counts. */
export const listImageScanTask: Handler<'listImageScanTask'> = async ({ tenant, enterprise, query, deps }) => {
  const filter = toTaskFilter(query, enterprise);
  if (filter === null) return { total_num: 0, data_list: [] };
  const { total, rows } = await listTasks(deps.pool, tenant, filter, query);
  const failed = rows.flatMap((task) => task.failedImages.map((image) => image.imageId));
  const names = await nameImages(deps.pool, tenant, failed);
  return { total_num: total, data_list: rows.map((task) => toImageScanTaskInfo(task, names)) };
};

/** Null when nothing can match: there are no tasks over local images, and none that is both a sync and a scan. */
function toTaskFilter(query: Query<'listImageScanTask'>, enterprise: EnterpriseScope): TaskFilter | null {
  const kind = query.type === 'image_sync' ? 'sync' : 'scan';
  const type = query.task_type && taskTypeOf(query.task_type);
  if (query.global_image_type === 'local' || (type && type.kind !== kind)) return null;
  return {
    enterprise,
    kind,
    trigger: type?.trigger,
    taskId: query.task_id,
    taskName: query.task_name,
    beginFrom: query.create_time === undefined ? undefined : Number(query.create_time),
    endTo: query.end_time === undefined ? undefined : Number(query.end_time),
    running: query.task_status && query.task_status === 'scanning',
    scanScope: query.scan_scope,
  };
}
