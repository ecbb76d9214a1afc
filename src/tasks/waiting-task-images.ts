import type { Transaction } from '../database/index.ts';
import type { TaskImage } from './create-scan-task.ts';

/**
 * The next images of a scan task by id that wait for their scan, up to `limit`. Locks the task, so that it is not stopped
 * before the transaction ends; of a task that was, there are none.
 */
export async function waitingTaskImages(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  after: number,
  limit: number,
): Promise<TaskImage[]> {
  const { rowCount } = await tx.query(
    `SELECT FROM task WHERE project_pk = $1 AND task_id = $2 AND state = 'running' FOR NO KEY UPDATE`,
    [projectPk, taskId],
  );
  if (rowCount === 0) return [];
  const { rows } = await tx.query<TaskImage>(
    `SELECT image_id AS "imageId", digest FROM task_image
     WHERE project_pk = $1 AND task_id = $2 AND image_id > $3 AND state = 'queued' ORDER BY image_id LIMIT $4`,
    [projectPk, taskId, after, limit],
  );
  return rows;
}
