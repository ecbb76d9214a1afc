import type { Db, Transaction } from '../database/index.ts';
import { lockTask } from './lock-tasks.ts';

/** What a sync run found since it last said so; `repositoriesTotal` is the whole number, the others are added. */
export interface SyncProgress {
  readonly repositoriesTotal?: number;
  readonly repositoriesDone?: number;
  readonly tagsSeen?: number;
  readonly imagesChanged?: number;
  readonly imagesDeleted?: number;
  readonly imagesFailed?: number;
  readonly requests?: number;
}

/** How the sync of one registry ended. `reason` is a sentence, free of secrets; a run that succeeded may name what it could not read. */
export type SyncOutcome =
  | { readonly ok: true; readonly reason?: string }
  | { readonly ok: false; readonly reason: string };

/** @returns false when there is nothing to do: the task or this registry of it ended already */
export async function startTaskRegistry(
  db: Db,
  projectPk: number,
  taskId: string,
  registryPk: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE task_registry SET state = 'running', started_at = coalesce(started_at, now())
     WHERE project_pk = $1 AND task_id = $2 AND registry_pk = $3 AND state IN ('queued', 'running')`,
    [projectPk, taskId, registryPk],
  );
  return rowCount === 1;
}

/** Adds to the figures of one registry. Commit it together with the rows it speaks of, so that a resumed run counts right. */
export async function progressTaskRegistry(
  db: Db,
  projectPk: number,
  taskId: string,
  registryPk: number,
  delta: SyncProgress,
): Promise<void> {
  await db.query({
    name: 'progress-task-registry',
    text: `UPDATE task_registry SET repositories_total = coalesce($4, repositories_total),
             repositories_done = repositories_done + $5, tags_seen = tags_seen + $6, images_changed = images_changed + $7,
             images_deleted = images_deleted + $8, images_failed = images_failed + $9, requests = requests + $10
           WHERE project_pk = $1 AND task_id = $2 AND registry_pk = $3`,
    values: [
      projectPk,
      taskId,
      registryPk,
      delta.repositoriesTotal ?? null,
      delta.repositoriesDone ?? 0,
      delta.tagsSeen ?? 0,
      delta.imagesChanged ?? 0,
      delta.imagesDeleted ?? 0,
      delta.imagesFailed ?? 0,
      delta.requests ?? 0,
    ],
  });
}

/**
 * Books the end of one registry and, with the last one, of the task: `abnormal` when every registry failed. Counts each
 * registry once, however often it runs. Takes the task lock: call it before the project row is locked.
 */
export async function finishTaskRegistry(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  registryPk: number,
  outcome: SyncOutcome,
): Promise<void> {
  if (!(await lockTask(tx, projectPk, taskId))) return;
  const reason = outcome.reason ?? null;
  const { rowCount } = await tx.query(
    `UPDATE task_registry SET state = $4, failed_reason = $5, ended_at = now(), started_at = coalesce(started_at, now())
     WHERE project_pk = $1 AND task_id = $2 AND registry_pk = $3 AND state IN ('queued', 'running')`,
    [projectPk, taskId, registryPk, outcome.ok ? 'finished' : 'failed', reason],
  );
  if (rowCount === 1) await bookRegistry(tx, projectPk, taskId, outcome.ok, reason);
}

async function bookRegistry(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  ok: boolean,
  reason: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE task t SET success_num = n.success_num, failed_num = n.failed_num, failed_reason = coalesce(t.failed_reason, $3),
       end_time = CASE WHEN n.ended THEN now() END,
       state = CASE WHEN NOT n.ended THEN t.state WHEN n.success_num = 0 THEN 'abnormal' ELSE 'finished' END
     FROM (SELECT success_num + $4::boolean::int AS success_num, failed_num + (NOT $4)::int AS failed_num,
         success_num + failed_num + 1 >= total_num AS ended
       FROM task WHERE project_pk = $1 AND task_id = $2) AS n
     WHERE t.project_pk = $1 AND t.task_id = $2`,
    [projectPk, taskId, reason, ok],
  );
}
