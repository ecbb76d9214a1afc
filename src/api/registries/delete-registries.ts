import { batchDeleteRegistry, deleteRegistry } from '../../contract/index.ts';
import { inTransaction, type Pool } from '../../database/index.ts';
import { AppError, type EnterpriseScope, type Tenant } from '../../model/index.ts';
import { markRegistriesDeleting } from '../../registries/index.ts';
import { endpoint } from '../http/endpoint.ts';
import { enqueueRegistryJobs } from './registry-jobs.ts';

/** DELETE /v5/{project_id}/image/registries/{id}: disconnects a registry; a job takes its images away. */
export const deleteRegistryEndpoint = endpoint(deleteRegistry, ({ tenant, enterprise, params, deps }) =>
  disconnect(deps.pool, tenant, [params.id], enterprise),
);

/** POST /v5/{project_id}/image/registries/batch-delete: disconnects several, all or none. */
export const batchDeleteRegistryEndpoint = endpoint(batchDeleteRegistry, ({ tenant, enterprise, body, deps }) => {
  if (body.ids.length > 0) return disconnect(deps.pool, tenant, body.ids, enterprise);
  throw new AppError('invalid_parameter', 'ids is empty; allowed: 1 to 1000 registries', { subject: 'ids' });
});

async function disconnect(
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
