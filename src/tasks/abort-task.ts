import type { Transaction } from '../database/index.ts';

/**
 * Ends a scan task whose images could not all be queued: it is `abnormal` and says why. Images up to the id `after` are
 * queued already and will be scanned; the others will not. A task that has ended stays as it is.
 * @param taskId a UUID, so that it is known by it alone
 */
export async function abortTask(tx: Transaction, taskId: string, after: number, reason: string): Promise<void> {
  await tx.query('SELECT FROM task WHERE task_id = $1 FOR NO KEY UPDATE', [taskId]);
  await tx.query(
    `WITH aborted AS (
       UPDATE task SET state = 'abnormal', failed_reason = $3, end_time = now()
       WHERE task_id = $1 AND kind = 'scan' AND state = 'running' RETURNING project_pk, task_id)
     UPDATE task_image i SET state = 'stopped' FROM aborted a
     WHERE i.project_pk = a.project_pk AND i.task_id = a.task_id AND i.image_id > $2 AND i.state = 'queued'`,
    [taskId, after, reason],
  );
}
