import { listRegistry, registryTypeOf } from '../../contract/index.ts';
import { listRegistries } from '../../registries/index.ts';
import { endpoint } from '../http/endpoint.ts';
import { toRegistryInfo } from './hss-registry.ts';

/** GET /v5/{project_id}/image/registries: the connected registries, with connection state and number of images. */
export const listRegistryEndpoint = endpoint(listRegistry, async ({ tenant, enterprise, query, deps }) => {
  const filter = {
    enterprise,
    registryName: query.registry_name,
    registryIds: query.registry_id === undefined ? undefined : [query.registry_id],
    registryTypes: query.registry_type?.map((word) => registryTypeOf[word]),
    registryAddr: query.registry_addr,
    status: query.status,
  };
  const { total, rows } = await listRegistries(deps.pool, tenant, filter, query);
  return { total_num: total, data_list: rows.map(toRegistryInfo) };
});
