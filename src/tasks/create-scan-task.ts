import { randomUUID } from 'node:crypto';
import type { Tenant } from '../model/index.ts';
import type { Transaction } from '../runtime/index.ts';
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
  /** `imageId` is the id of an image or of one of its platforms; each counts once, several may share a digest. */
  readonly images: readonly { readonly imageId: number; readonly digest: string }[];
}

/**
 * Writes down a scan order; a `scan-manifest` job for each digest has to follow in the same transaction.
 * A task over no image is finished at once. @returns the task id
 */
export async function createScanTask(tx: Transaction, tenant: Tenant, task: NewScanTask): Promise<string> {
  const taskId = randomUUID();
  const digests = new Map(task.images.map((image) => [image.imageId, image.digest]));
  await insertTask(tx, tenant, taskId, task, digests.size);
  await tx.query(
    `INSERT INTO task_image (project_pk, task_id, image_id, digest)
     SELECT $1, $2, i.image_id, i.digest FROM unnest($3::bigint[], $4::text[]) AS i (image_id, digest)`,
    [tenant.projectPk, taskId, [...digests.keys()], [...digests.values()]],
  );
  return taskId;
}

async function insertTask(
  tx: Transaction,
  tenant: Tenant,
  taskId: string,
  task: NewScanTask,
  total: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO task (project_pk, task_id, eps_pk, kind, trigger, task_name, scan_scope, rate_limit, is_all, total_num,
       state, end_time)
     SELECT $1, $2, $3, 'scan', $4, $5, $6, $7, $8, n, CASE n WHEN 0 THEN 'finished' ELSE 'running' END,
       CASE n WHEN 0 THEN now() END
     FROM (SELECT $9::int AS n) AS size`,
    [
      tenant.projectPk,
      taskId,
      task.epsPk,
      task.trigger,
      task.taskName,
      task.scanScope,
      task.rateLimit,
      task.isAll,
      total,
    ],
  );
}
