import { storableText, type Transaction } from '../database/index.ts';
import { lockTasksOf, UNDER_WAY } from './lock-tasks.ts';

/** A reason can name what the image holds; it is stored with each image of each task. */
const MAX_REASON_BYTES = 4_096;

/** How the scan of a digest ended. `risky`: it found something; `code` is a failure code of the HSS list, `reason` a sentence. */
export type ScanOutcome =
  | { readonly ok: true; readonly risky: boolean }
  | { readonly ok: false; readonly code: string; readonly reason: string };

/**
 * Books the outcome of a digest to every image of every task that waits for it and ends the tasks that have nothing
 * left to do. Counts each image once, however often it runs. Takes task locks: call it before the project row is locked.
 */
export async function finishTaskImages(
  tx: Transaction,
  projectPk: number,
  digest: string,
  outcome: ScanOutcome,
): Promise<void> {
  const taskIds = await lockTasksOf(tx, projectPk, digest);
  if (taskIds.length === 0) return;
  await bookOutcome(tx, projectPk, digest, taskIds, outcome);
  await endTasks(tx, projectPk, taskIds);
}

async function bookOutcome(
  tx: Transaction,
  projectPk: number,
  digest: string,
  taskIds: readonly string[],
  outcome: ScanOutcome,
): Promise<void> {
  const [code, reason] = outcome.ok ? [null, null] : [outcome.code, storableText(outcome.reason, MAX_REASON_BYTES)];
  const risky = outcome.ok && outcome.risky;
  await tx.query({
    name: 'finish-task-images',
    text: `WITH ended AS (
             UPDATE task_image i SET state = CASE WHEN $4 THEN 'succeeded' ELSE 'failed' END, failed_code = $5, failed_reason = $6
             FROM task t WHERE i.project_pk = $1 AND i.digest = $2 AND i.task_id = ANY ($3)
               AND t.project_pk = $1 AND t.task_id = i.task_id AND ${UNDER_WAY}
             RETURNING i.task_id),
           counted AS (SELECT task_id, count(*)::int AS n FROM ended GROUP BY task_id)
           UPDATE task t SET success_num = t.success_num + CASE WHEN $4 THEN n ELSE 0 END,
             failed_num = t.failed_num + CASE WHEN $4 THEN 0 ELSE n END,
             risky_num = t.risky_num + CASE WHEN $7 THEN n ELSE 0 END
           FROM counted c WHERE t.project_pk = $1 AND t.task_id = c.task_id`,
    values: [projectPk, digest, taskIds, outcome.ok, code, reason, risky],
  });
}

/** A stopped task ends with its last running image; its counters never reach the total, so its items are asked. */
async function endTasks(tx: Transaction, projectPk: number, taskIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'end-scan-tasks',
    text: `UPDATE task t SET end_time = now(), state = CASE t.state WHEN 'running' THEN 'finished' ELSE t.state END
           WHERE t.project_pk = $1 AND t.task_id = ANY ($2) AND t.end_time IS NULL
             AND CASE t.state WHEN 'running' THEN t.success_num + t.failed_num >= t.total_num
               ELSE NOT EXISTS (SELECT 1 FROM task_image i WHERE i.project_pk = $1 AND i.task_id = t.task_id
                 AND i.state = 'running') END`,
    values: [projectPk, taskIds],
  });
}
