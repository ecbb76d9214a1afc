import { AppError, REGISTRY_TYPE_NAMES, REGISTRY_TYPES, type Registry, type RegistryType } from '../../model/index.ts';
import type { ConnectorDeps, RegistryConnector } from '../connector.ts';
import { oci } from './oci.ts';
import type { RegistryTypeModule } from './registry-type.ts';

/** Every type of registry and its implementation. */
const TYPES: Readonly<Record<RegistryType, RegistryTypeModule>> = {
  oci,
  // These speak the v2 API as well; where one refuses its catalog, the record names the repositories.
  harbor: oci,
  jfrog: oci,
  'swr-private': oci,
  'swr-shared': oci,
  'swr-enterprise': oci,
};

/** Opens the connector of a stored registry. Nothing is sent before the first call. */
export function openConnector(registry: Registry, secret: string | null, deps: ConnectorDeps): RegistryConnector {
  return TYPES[registry.registryType].open(registry, secret, deps);
}

/** @throws AppError `invalid_parameter` with subject `registry_type` for a type that this release cannot connect */
export function checkConnectable(type: RegistryType): void {
  if (REGISTRY_TYPES[type].connectable) return;
  const connectable = REGISTRY_TYPE_NAMES.filter((name) => REGISTRY_TYPES[name].connectable).join(', ');
  const message = `this release connects registries of the types ${connectable}, not ${type}`;
  throw new AppError('invalid_parameter', message, { subject: 'registry_type' });
}
