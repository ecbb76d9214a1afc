import type { EnterpriseScope, Tenant } from '../model/index.ts';
import { AppError, type Transaction } from '../runtime/index.ts';

/**
 * Stops a scan task: what has not started never will, what runs goes on to its end. Stopping an ended task changes nothing.
 * @returns digests that no task waits for any more; their image states and jobs are for the caller to take back, in the
 *   same transaction
 * @throws AppError `not_found` for anything but a scan task that the caller may see
 */
export async function stopTask(
  tx: Transaction,
  tenant: Tenant,
  taskId: string,
  enterprise: EnterpriseScope,
): Promise<{ digests: string[] }> {
  const state = await lockScanTask(tx, tenant, taskId, enterprise);
  if (state !== 'running') return { digests: [] };
  const digests = await stopWaiting(tx, tenant.projectPk, taskId);
  await markStopped(tx, tenant.projectPk, taskId);
  return { digests: await keepUnwanted(tx, tenant.projectPk, digests) };
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

async function stopWaiting(tx: Transaction, projectPk: number, taskId: string): Promise<string[]> {
  const { rows } = await tx.query<{ digest: string }>(
    `UPDATE task_image SET state = 'stopped' WHERE project_pk = $1 AND task_id = $2 AND state = 'queued' RETURNING digest`,
    [projectPk, taskId],
  );
  return rows.map((row) => row.digest);
}

async function markStopped(tx: Transaction, projectPk: number, taskId: string): Promise<void> {
  await tx.query(
    `UPDATE task t SET state = 'stopped', end_time = CASE WHEN NOT EXISTS (SELECT 1 FROM task_image i
       WHERE i.project_pk = $1 AND i.task_id = $2 AND i.state = 'running') THEN now() END
     WHERE t.project_pk = $1 AND t.task_id = $2`,
    [projectPk, taskId],
  );
}

/**
 * The project row is locked first, as by every order that marks images as waiting: an order that came before is seen
 * here, one that comes later marks its images and enqueues its jobs after this transaction.
 */
async function keepUnwanted(tx: Transaction, projectPk: number, digests: readonly string[]): Promise<string[]> {
  await tx.query('SELECT 1 FROM project WHERE project_pk = $1 FOR NO KEY UPDATE', [projectPk]);
  const { rows } = await tx.query<{ digest: string }>(
    `SELECT DISTINCT d.digest FROM unnest($2::text[]) AS d (digest) WHERE NOT EXISTS (
       SELECT 1 FROM task_image i WHERE i.project_pk = $1 AND i.digest = d.digest AND i.state IN ('queued', 'running'))
     ORDER BY 1`,
    [projectPk, digests],
  );
  return rows.map((row) => row.digest);
}
