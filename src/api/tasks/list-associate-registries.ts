import { type Row, registryTypeOf, registryTypeWord } from '../../contract/index.ts';
import { listTaskRegistries, type TaskRegistry } from '../../tasks/index.ts';
import type { Handler } from '../http/handler.ts';

const STATES = { finished: ['finished'], running: ['queued', 'running'], failed: ['failed'] } as const;

/** The registries of a sync task and how each one ended. */
export const listAssociateRegistries: Handler<'listAssociateRegistries'> = async (call) => {
  const { tenant, enterprise, params, query, deps } = call;
  const filter = {
    enterprise,
    registryName: query.registry_name,
    registryTypes: query.registry_type?.map((word) => registryTypeOf[word]),
    states: query.sync_status && STATES[query.sync_status],
  };
  const { total, rows } = await listTaskRegistries(deps.pool, tenant, params.task_id, filter, query);
  return { total_num: total, data_list: rows.map(toAssociateRegistry) };
};

/** A registry that was disconnected meanwhile has no id, name and type any more. */
function toAssociateRegistry(row: TaskRegistry): Row<'listAssociateRegistries'> {
  return {
    ...(row.registryId !== null && { registry_id: row.registryId }),
    ...(row.registryName !== null && { registry_name: row.registryName }),
    ...(row.registryType !== null && { registry_type: registryTypeWord[row.registryType] }),
    sync_status: row.state === 'queued' ? 'running' : row.state,
    ...(row.failedReason !== null && { failed_reason: row.failedReason }),
  };
}
