import type { Transaction } from '../database/index.ts';
import { lockTask } from './lock-tasks.ts';

/**
 * Ends a scan task whose images could not all be queued: it is `abnormal` and says why. Images up to `after` are queued and
 * go on to their end; the others are not scanned any more. A task that has ended stays as it is.
 */
export async function breakOffTask(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  after: number,
  reason: string,
): Promise<void> {
  await lockTask(tx, projectPk, taskId);
  await tx.query(
    `WITH broken AS (
       UPDATE task SET state = 'abnormal', failed_reason = $4, end_time = now()
       WHERE project_pk = $1 AND task_id = $2 AND state = 'running' RETURNING task_id)
     UPDATE task_image i SET state = 'stopped' FROM broken b
     WHERE i.project_pk = $1 AND i.task_id = b.task_id AND i.image_id > $3 AND i.state = 'queued'`,
    [projectPk, taskId, after, reason],
  );
}
