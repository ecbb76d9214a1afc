import { inTransaction, type Pool } from '../database/index.ts';
import type { EnterpriseScope, Tenant } from '../model/index.ts';
import { findRegistries } from '../registries/index.ts';
import { createSyncTask } from '../tasks/index.ts';
import { syncRegistryJob } from './jobs.ts';

export interface SyncOrder {
  /** `all`: every registry of the enterprise scope. */
  readonly registryIds: 'all' | readonly string[];
  /** Which enterprise projects the caller may touch. */
  readonly enterprise: EnterpriseScope;
  /** The enterprise project that the task is shown under. */
  readonly epsPk: number;
  readonly trigger: 'manual' | 'schedule';
}

/**
 * Orders a sync: the task and one job for each registry, in one transaction. A registry whose sync is running is synced again
 * when that one has ended.
 * @returns the task id
 * @throws AppError `not_found` naming a registry that does not exist or may not be seen
 */
export async function orderSync(pool: Pool, tenant: Tenant, order: SyncOrder): Promise<string> {
  return inTransaction(pool, async (tx) => {
    const named = order.registryIds === 'all' ? {} : { registryIds: order.registryIds };
    const registries = await findRegistries(tx, tenant, { enterprise: order.enterprise, ...named });
    const taskId = await createSyncTask(tx, tenant, {
      epsPk: order.epsPk,
      trigger: order.trigger,
      taskName: `sync ${registries.length} registries`,
      registryPks: registries.map((registry) => registry.registryPk),
    });
    await syncRegistryJob.enqueueMany(
      tx,
      registries.map((registry) => ({ ...registry, taskId })),
    );
    return taskId;
  });
}
