import type { Transaction } from '../database/index.ts';
import { lockTask } from './lock-tasks.ts';

/**
 * Ends a scan task whose images could not all be queued: it is `abnormal` and says why. Images up to the id `after` are
 * queued already and will be scanned; the others will not. A task that has ended stays as it is.
 */
export async function abortTask(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  after: number,
  reason: string,
): Promise<void> {
  await lockTask(tx, projectPk, taskId);
  await tx.query(
    `WITH aborted AS (
       UPDATE task SET state = 'abnormal', failed_reason = $4, end_time = now()
       WHERE project_pk = $1 AND task_id = $2 AND state = 'running' RETURNING task_id)
     UPDATE task_image i SET state = 'stopped' FROM aborted a
     WHERE i.project_pk = $1 AND i.task_id = a.task_id AND i.image_id > $3 AND i.state = 'queued'`,
    [projectPk, taskId, after, reason],
  );
}
