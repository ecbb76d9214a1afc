import type { Transaction } from '../database/index.ts';
import { lockTasksOf, UNDER_WAY } from './lock-tasks.ts';

/**
 * Notes that a digest is being scanned, for every image of every task that waits for it. Running it again changes nothing.
 * @returns how many images of tasks wait for the outcome; 0: nobody ordered it, or whoever did stopped it
 */
export async function startTaskImages(tx: Transaction, projectPk: number, digest: string): Promise<number> {
  const taskIds = await lockTasksOf(tx, projectPk, digest);
  if (taskIds.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: 'start-task-images',
    text: `UPDATE task_image i SET state = 'running' FROM task t
           WHERE i.project_pk = $1 AND i.digest = $2 AND i.task_id = ANY ($3) AND t.project_pk = $1 AND t.task_id = i.task_id
             AND ${UNDER_WAY}`,
    values: [projectPk, digest, taskIds],
  });
  return rowCount ?? 0;
}
