import type { Registry, RegistryType } from '../../model/index.ts';
import type { ConnectorDeps, OpenConnector, RegistryConnector } from '../connector.ts';
import { openOciConnector } from './oci.ts';

/** Every type of registry and what opens it. A new type is one line here and one file beside `oci/connector.ts`. */
const connectors: Readonly<Record<RegistryType, OpenConnector>> = {
  oci: openOciConnector,
  // These speak the v2 API as well; where one refuses its catalog, the record names the repositories.
  harbor: openOciConnector,
  jfrog: openOciConnector,
  'swr-private': openOciConnector,
  'swr-shared': openOciConnector,
  'swr-enterprise': openOciConnector,
};

/** Opens the connector of a stored registry. Nothing is sent before the first call. */
export function openConnector(registry: Registry, secret: string | null, deps: ConnectorDeps): RegistryConnector {
  return connectors[registry.registryType](registry, secret, deps);
}
