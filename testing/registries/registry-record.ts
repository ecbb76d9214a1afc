import type { Registry } from '../../src/model/index.ts';

/** A stored registry of type oci at `host:port` over http, anonymous unless told otherwise. */
export function registryRecord(registryAddr: string, changes: Partial<Registry> = {}): Registry {
  return {
    projectPk: 1,
    registryPk: 1,
    registryId: '00000000-0000-4000-8000-000000000001',
    epsPk: 0,
    registryName: 'registry',
    registryType: 'oci',
    apiVersion: 'V2',
    protocol: 'http',
    registryAddr,
    registryUsername: '',
    namespace: '',
    connectClusterId: '',
    getScanImageChannel: '',
    repositories: null,
    instanceId: '',
    instanceName: '',
    instanceUrl: '',
    status: 'accessing',
    failReason: null,
    failDetail: null,
    imagesNum: 0,
    syncedAt: null,
    ...changes,
  };
}
