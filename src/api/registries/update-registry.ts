import { updateRegistry as operation, type UpdateRegistryRequestBody } from '../../contract/index.ts';
import { inTransaction } from '../../database/index.ts';
import { type RegistryChange, updateRegistry } from '../../registries/index.ts';
import { endpoint } from '../http/endpoint.ts';
import { enqueueRegistryJobs } from './registry-jobs.ts';

/** PUT /v5/{project_id}/image/registries/{id}: changes the connection and has it checked again. */
export const updateRegistryEndpoint = endpoint(operation, async ({ tenant, enterprise, params, body, deps }) => {
  const target = { registryId: params.id, enterprise };
  await inTransaction(deps.pool, async (tx) => {
    const changed = await updateRegistry(tx, tenant, target, toRegistryChange(body ?? {}), deps.vault);
    await enqueueRegistryJobs(tx, 'check-registry', [changed]);
  });
});

function toRegistryChange(body: UpdateRegistryRequestBody): RegistryChange {
  return {
    apiVersion: body.api_version,
    protocol: body.protocol,
    registryAddr: body.registry_addr,
    registryUsername: body.registry_username,
    registryPassword: body.registry_password,
    namespace: body.namespace,
    connectClusterId: body.connect_cluster_id,
    getScanImageChannel: body.get_scan_image_channel,
    repositories: body.repositories,
  };
}
