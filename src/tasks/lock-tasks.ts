import type { Transaction } from '../database/index.ts';

/**
 * Locks the tasks that still wait for a digest, in the order of their ids, and returns these ids.
 * Whoever changes items of a task holds its row first: so counters add up, two workers never wait for each other in a
 * circle, and a task ordered a moment later keeps its items for its own job.
 */
export async function lockTasksOf(tx: Transaction, projectPk: number, digest: string): Promise<string[]> {
  const { rows } = await tx.query<{ taskId: string }>({
    name: 'lock-tasks-of',
    text: `SELECT t.task_id AS "taskId" FROM task t WHERE t.project_pk = $1 AND t.task_id IN (
             SELECT i.task_id FROM task_image i
             WHERE i.project_pk = $1 AND i.digest = $2 AND i.state IN ('queued', 'running'))
           ORDER BY t.task_id FOR NO KEY UPDATE`,
    values: [projectPk, digest],
  });
  return rows.map((row) => row.taskId);
}

/** Of image `i` of task `t`: its scan runs or is still to come. An image that waits in a stopped task will be marked as stopped later. */
export const UNDER_WAY = `(i.state = 'running' OR i.state = 'queued' AND t.state <> 'stopped')`;

/** Locks one task; false when there is no such task. */
export async function lockTask(tx: Transaction, projectPk: number, taskId: string): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT 1 FROM task WHERE project_pk = $1 AND task_id = $2 FOR NO KEY UPDATE', [
    projectPk,
    taskId,
  ]);
  return rowCount === 1;
}
