import type { Body } from '../../contract/index.ts';
import { inTransaction } from '../../database/index.ts';
import { type RegistryChange, updateRegistry as update } from '../../registries/index.ts';
import { checkRegistryJob } from '../../sync/index.ts';
import type { Handler } from '../http/handler.ts';

/** Changes the connection of a registry and has it checked again. */
export const updateRegistry: Handler<'updateRegistry'> = async ({ tenant, enterprise, params, body, deps }) => {
  const target = { registryId: params.id, enterprise };
  await inTransaction(deps.pool, async (tx) => {
    const changed = await update(tx, tenant, target, toRegistryChange(body ?? {}), deps.vault);
    await checkRegistryJob.enqueue(tx, changed);
  });
};

function toRegistryChange(body: NonNullable<Body<'updateRegistry'>>): RegistryChange {
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
