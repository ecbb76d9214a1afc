import {
  type AssociateRegistriesResponseInfo,
  listAssociateRegistries,
  registryTypeOf,
  registryTypeWord,
} from '../../contract/index.ts';
import { listTaskRegistries, type TaskRegistry } from '../../tasks/index.ts';
import { endpoint } from '../http/endpoint.ts';

const STATES = { finished: ['finished'], running: ['queued', 'running'], failed: ['failed'] } as const;

/** GET /v5/{project_id}/image/image-sync/tasks/{task_id}/registries: the registries of a sync and how each one fared. */
export const listAssociateRegistriesEndpoint = endpoint(
  listAssociateRegistries,
  async ({ tenant, enterprise, params, query, deps }) => {
    const filter = {
      enterprise,
      registryName: query.registry_name,
      registryTypes: query.registry_type?.map((word) => registryTypeOf[word]),
      states: query.sync_status && STATES[query.sync_status],
    };
    const { total, rows } = await listTaskRegistries(deps.pool, tenant, params.task_id, filter, query);
    return { total_num: total, data_list: rows.map(toAssociateRegistry) };
  },
);

/** A registry that was disconnected meanwhile has no id, name and type any more. */
function toAssociateRegistry(row: TaskRegistry): AssociateRegistriesResponseInfo {
  return {
    ...(row.registryId !== null && { registry_id: row.registryId }),
    ...(row.registryName !== null && { registry_name: row.registryName }),
    ...(row.registryType !== null && { registry_type: registryTypeWord[row.registryType] }),
    sync_status: row.state === 'queued' ? 'running' : row.state,
    ...(row.failedReason !== null && { failed_reason: row.failedReason }),
  };
}
