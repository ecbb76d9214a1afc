import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import { enqueueMany } from '../../jobs/index.ts';
import type { EnterpriseScope, Registry, Tenant } from '../../model/index.ts';
import { markRegistriesDeleting } from '../../registries/index.ts';

/** Orders a job for each registry, in the transaction that made it necessary; one that waits already is enough. */
export async function enqueueRegistryJobs(
  tx: Transaction,
  name: 'check-registry' | 'delete-registry',
  registries: readonly Registry[],
): Promise<void> {
  const jobs = registries.map(({ projectPk, registryPk }) => ({
    payload: { projectPk, registryPk },
    jobKey: `${name}:${projectPk}:${registryPk}`,
  }));
  await enqueueMany(tx, name, jobs);
}

/** Marks registries as deleted and orders the jobs that remove their images. @throws AppError `not_found` when one does not exist */
export async function disconnect(
  pool: Pool,
  tenant: Tenant,
  registryIds: readonly string[],
  enterprise: EnterpriseScope,
): Promise<void> {
  await inTransaction(pool, async (tx) => {
    const registries = await markRegistriesDeleting(tx, tenant, registryIds, enterprise);
    await enqueueRegistryJobs(tx, 'delete-registry', registries);
  });
}
