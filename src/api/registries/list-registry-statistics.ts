import { registryTypeOf } from '../../contract/index.ts';
import { registryStatistics } from '../../registries/index.ts';
import type { Handler } from '../http/handler.ts';

/** How many connections are healthy and how many are broken. */
export const listRegistryStatistics: Handler<'listRegistryStatistics'> = async (call) => {
  const { tenant, enterprise, query, deps } = call;
  const registryTypes = query.registry_type?.map((word) => registryTypeOf[word]);
  const { successNum, failNum } = await registryStatistics(deps.pool, tenant, { enterprise, registryTypes });
  return { fail_num: failNum, success_num: successNum };
};
