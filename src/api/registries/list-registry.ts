import { type Row, registryTypeOf, registryTypeWord } from '../../contract/index.ts';
import type { Registry } from '../../model/index.ts';
import { listRegistries } from '../../registries/index.ts';
import type { Handler } from '../http/handler.ts';

type RegistryInfo = Row<'listRegistry'>;

/** The connected registries, with connection state and number of images. */
export const listRegistry: Handler<'listRegistry'> = async ({ tenant, enterprise, query, deps }) => {
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
};

/** A registry as it is answered: never with its password. */
function toRegistryInfo(registry: Registry): RegistryInfo {
  return {
    id: registry.registryId,
    registry_name: registry.registryName,
    registry_type: registryTypeWord[registry.registryType],
    api_version: registry.apiVersion === 'V1' ? 'V1' : 'V2',
    protocol: registry.protocol,
    registry_addr: registry.registryAddr,
    registry_username: registry.registryUsername,
    namespace: registry.namespace,
    connect_cluster_id: registry.connectClusterId,
    get_scan_image_channel: registry.getScanImageChannel === 'Swr' ? 'Swr' : 'Other',
    status: registry.status,
    ...(registry.status === 'fail' && toFailure(registry)),
    images_num: registry.imagesNum,
    latest_sync_time: registry.syncedAt ?? 0,
  };
}

function toFailure({ failReason, failDetail }: Registry): Pick<RegistryInfo, 'fail_reason' | 'fail_detail'> {
  const known = failReason === 'CREATE_JOB_FAILED' || failReason === 'REQUEST_API_ERROR';
  return { fail_reason: known ? failReason : 'SERVER_ERROR', ...(failDetail !== null && { fail_detail: failDetail }) };
}
