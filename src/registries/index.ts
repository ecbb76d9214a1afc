export type {
  ConnectionStep,
  ConnectorLimits,
  OpenConnector,
  RegistryConnector,
  RegistryInstance,
  RepositoryListing,
  TagListing,
} from './connector.ts';
export { addRegistry, type NewRegistry } from './records/add-registry.ts';
export { markRegistriesDeleting, removeRegistry } from './records/disconnect-registries.ts';
export { findRegistries, listRegistries, registryStatistics } from './records/list-registries.ts';
export { type LoadedRegistry, loadRegistry } from './records/load-registry.ts';
export {
  type FailReason,
  markRegistrySynced,
  type RegistryState,
  setRegistryImages,
  setRegistryInstance,
  setRegistryStatus,
} from './records/registry-state.ts';
export { type RegistryChange, updateRegistry } from './records/update-registry.ts';
export { openConnector } from './types/index.ts';
