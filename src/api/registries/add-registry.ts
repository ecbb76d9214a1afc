import { enterpriseOfNew } from '../../auth/index.ts';
import { type Body, registryTypeOf } from '../../contract/index.ts';
import { inTransaction } from '../../database/index.ts';
import { addRegistry as add, type NewRegistry } from '../../registries/index.ts';
import { checkRegistryJob } from '../../sync/index.ts';
import type { Handler } from '../http/handler.ts';

/** Connects a registry and has the connection checked. Answers its id. */
export const addRegistry: Handler<'addRegistry'> = async ({ tenant, enterprise, body, deps }) => {
  const input = toNewRegistry(body, enterpriseOfNew(enterprise));
  const registry = await inTransaction(deps.pool, async (tx) => {
    const added = await add(tx, tenant, input, deps.vault);
    await checkRegistryJob.enqueue(tx, added);
    return added;
  });
  return { id: registry.registryId };
};

function toNewRegistry(body: Body<'addRegistry'>, epsPk: number): NewRegistry {
  return {
    epsPk,
    registryName: body.registry_name,
    registryType: registryTypeOf[body.registry_type],
    apiVersion: body.api_version,
    protocol: body.protocol,
    registryAddr: body.registry_addr,
    registryUsername: body.registry_username ?? '',
    registryPassword: body.registry_password || null,
    namespace: body.namespace ?? '',
    connectClusterId: body.connect_cluster_id,
    getScanImageChannel: body.get_scan_image_channel,
    repositories: body.repositories ?? null,
  };
}
