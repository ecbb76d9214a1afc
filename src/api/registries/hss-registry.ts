import { type RegistryInfo, registryTypeWord } from '../../contract/index.ts';
import type { Registry } from '../../model/index.ts';

/** A registry as it is answered: never with its password. */
export function toRegistryInfo(registry: Registry): RegistryInfo {
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
