import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database/index.ts';
import type { Tenant } from '../model/index.ts';
import type { TaskTrigger } from './task.ts';

export interface NewSyncTask {
  /** The enterprise project that the task is shown under. */
  readonly epsPk: number;
  readonly trigger: TaskTrigger;
  readonly taskName: string;
  /** Each counts once; a task over none is finished at once. */
  readonly registryPks: readonly number[];
}

/** Writes down a sync order; `syncRegistryJob` for each registry has to follow in the same transaction. @returns the task id */
export async function createSyncTask(tx: Transaction, tenant: Tenant, task: NewSyncTask): Promise<string> {
  const taskId = randomUUID();
  const registryPks = [...new Set(task.registryPks)];
  await tx.query(
    `INSERT INTO task (project_pk, task_id, eps_pk, kind, trigger, task_name, total_num, state, end_time)
     SELECT $1, $2, $3, 'sync', $4, $5, n, CASE n WHEN 0 THEN 'finished' ELSE 'running' END, CASE n WHEN 0 THEN now() END
     FROM (SELECT $6::int AS n) AS size`,
    [tenant.projectPk, taskId, task.epsPk, task.trigger, task.taskName, registryPks.length],
  );
  await tx.query(
    'INSERT INTO task_registry (project_pk, task_id, registry_pk) SELECT $1, $2, pk FROM unnest($3::int[]) AS pk',
    [tenant.projectPk, taskId, registryPks],
  );
  return taskId;
}
