import type { Transaction } from '../database/index.ts';
import { AppError, type EnterpriseScope, type Tenant } from '../model/index.ts';

/**
 * Stops a scan task: images whose scan has not started will not be scanned (`stopWaitingImages` marks them), scans that
 * run go on to their end. Stopping a task that has ended changes nothing.
 * @returns whether it ran until now
 * @throws AppError `not_found` for anything but a scan task that the caller may see
 */
export async function stopTask(
  tx: Transaction,
  tenant: Tenant,
  taskId: string,
  enterprise: EnterpriseScope,
): Promise<boolean> {
  const state = await lockScanTask(tx, tenant, taskId, enterprise);
  if (state !== 'running') return false;
  await tx.query(
    `UPDATE task t SET state = 'stopped', end_time = CASE WHEN NOT EXISTS (SELECT 1 FROM task_image i
       WHERE i.project_pk = $1 AND i.task_id = $2 AND i.state = 'running') THEN now() END
     WHERE t.project_pk = $1 AND t.task_id = $2`,
    [tenant.projectPk, taskId],
  );
  return true;
}

/**
 * Marks the next images of a stopped task that wait for their scan, up to `limit` by id, as stopped. They are updated by
 * place: before the planner knows the images of a new task, it would join them by reading all for each (4,000 images: 20 s).
 * @returns the digest of each; `unwantedDigests` says which of them need no scan any more
 */
export async function stopWaitingImages(
  tx: Transaction,
  projectPk: number,
  taskId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await tx.query<{ digest: string }>(
    `UPDATE task_image SET state = 'stopped' WHERE ctid = ANY (ARRAY(
       SELECT i.ctid FROM task_image i WHERE i.project_pk = $1 AND i.task_id = $2 AND i.state = 'queued'
         AND EXISTS (SELECT FROM task t WHERE t.project_pk = $1 AND t.task_id = $2 AND t.state = 'stopped')
       ORDER BY i.image_id LIMIT $3))
     RETURNING digest`,
    [projectPk, taskId, limit],
  );
  return rows.map((row) => row.digest);
}

/**
 * The digests that no image of any task waits for. The caller holds the lock of the project, as does every order that
 * queues images: an order that came before is seen here, one that comes later queues its digests after this transaction.
 */
export async function unwantedDigests(
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
): Promise<string[]> {
  const { rows } = await tx.query<{ digest: string }>(
    `SELECT DISTINCT d.digest FROM unnest($2::text[]) AS d (digest) WHERE NOT EXISTS (
       SELECT 1 FROM task_image i WHERE i.project_pk = $1 AND i.digest = d.digest AND i.state IN ('queued', 'running'))
     ORDER BY 1`,
    [projectPk, digests],
  );
  return rows.map((row) => row.digest);
}

async function lockScanTask(
  tx: Transaction,
  tenant: Tenant,
  taskId: string,
  enterprise: EnterpriseScope,
): Promise<string> {
  const { rows } = await tx.query<{ state: string }>(
    `SELECT state FROM task WHERE project_pk = $1 AND task_id = $2 AND kind = 'scan'
       AND ($3::int[] IS NULL OR eps_pk = ANY ($3)) FOR NO KEY UPDATE`,
    [tenant.projectPk, taskId, enterprise === 'all' ? null : enterprise],
  );
  if (rows[0]) return rows[0].state;
  throw new AppError('not_found', `scan task ${taskId} does not exist`, { subject: 'task_id' });
}
