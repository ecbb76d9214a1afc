import { listRegistryStatistics, registryTypeOf } from '../../contract/index.ts';
import { registryStatistics } from '../../registries/index.ts';
import { endpoint } from '../http/endpoint.ts';

/** GET /v5/{project_id}/image/registries/statistics: how many connections are healthy and how many are broken. */
export const listRegistryStatisticsEndpoint = endpoint(
  listRegistryStatistics,
  async ({ tenant, enterprise, query, deps }) => {
    const registryTypes = query.registry_type?.map((word) => registryTypeOf[word]);
    const { successNum, failNum } = await registryStatistics(deps.pool, tenant, { enterprise, registryTypes });
    return { fail_num: failNum, success_num: successNum };
  },
);
