import { inTransaction, type Pool } from '../../database/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import { markRegistriesDeleting } from '../../registries/index.ts';
import { deleteRegistryJob } from '../../sync/index.ts';

/** Marks registries as deleted and orders the jobs that remove their images. @throws AppError `not_found` when one does not exist */
export async function disconnect(
  pool: Pool,
  tenant: Tenant,
  registryIds: readonly string[],
  enterprise: EnterpriseScope,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const registries = await markRegistriesDeleting(tx, tenant, registryIds, enterprise);
    await deleteRegistryJob.enqueueMany(tx, registries);
  });
}
