import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database/index.ts';
import type { Tenant } from '../model/index.ts';
import type { TaskTrigger } from './task.ts';

export interface NewScanTask {
  /** The enterprise project that the task is shown under. */
  readonly epsPk: number;
  readonly trigger: TaskTrigger;
  readonly taskName: string;
  /** HSS bit mask, stored and echoed. */
  readonly scanScope: number;
  /** Images an hour; 0: no limit. Stored and echoed. */
  readonly rateLimit: number;
  readonly isAll: boolean;
}

/** `imageId` is the id of an image or of one of its platforms; each counts once, several may share a digest. */
export interface TaskImage {
  readonly imageId: number;
  readonly digest: string;
}

/**
 * Writes down a scan order; `scanManifestJob` for each digest has to follow in the same transaction.
 * A task over no image is finished at once. @returns the task id
 */
export async function createScanTask(
  tx: Transaction,
  tenant: Tenant,
  task: NewScanTask & { readonly images: readonly TaskImage[] },
): Promise<string> {
  const taskId = await createOpenScanTask(tx, tenant, task);
  await addTaskImages(tx, tenant.projectPk, taskId, task.images);
  await closeScanTask(tx, tenant.projectPk, taskId);
  return taskId;
}

/** Writes down a scan order whose images follow: until it is closed, it runs and has a total of 0. @returns the task id */
export async function createOpenScanTask(tx: Transaction, tenant: Tenant, task: NewScanTask): Promise<string> {
  const taskId = randomUUID();
  const { epsPk, trigger, taskName, scanScope, rateLimit, isAll } = task;
  await tx.query(
    `INSERT INTO task (project_pk, task_id, eps_pk, kind, trigger, task_name, scan_scope, rate_limit, is_all)
     VALUES ($1, $2, $3, 'scan', $4, $5, $6, $7, $8)`,
    [tenant.projectPk, taskId, epsPk, trigger, taskName, scanScope, rateLimit, isAll],
  );
  return taskId;
}

/** Adds images to an open task; those it has already stay as they are. */
export async function addTaskImages(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  images: readonly TaskImage[],
): Promise<void> {
  await tx.query(
    `INSERT INTO task_image (project_pk, task_id, image_id, digest)
     SELECT $1, $2, i.image_id, i.digest FROM unnest($3::bigint[], $4::text[]) AS i (image_id, digest) ON CONFLICT DO NOTHING`,
    [projectPk, taskId, images.map((image) => image.imageId), images.map((image) => image.digest)],
  );
}

/**
 * Ends the adding: the task has as many images as it has now; over none, it is finished.
 * @returns how many; null when the task was stopped meanwhile
 */
export async function closeScanTask(tx: Transaction, projectPk: number, taskId: string): Promise<number | null> {
  const { rows } = await tx.query<{ total: number }>(
    `UPDATE task SET total_num = n, state = CASE n WHEN 0 THEN 'finished' ELSE state END, end_time = CASE n WHEN 0 THEN now() END
     FROM (SELECT count(*)::int AS n FROM task_image WHERE project_pk = $1 AND task_id = $2) AS size
     WHERE project_pk = $1 AND task_id = $2 AND state = 'running' RETURNING total_num AS total`,
    [projectPk, taskId],
  );
  return rows[0]?.total ?? null;
}
