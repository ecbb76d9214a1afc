export { addRegistry, type NewRegistry } from './add-registry.ts';
export { CONNECTABLE_TYPES } from './connectable-types.ts';
export type { ConnectorDeps, OpenConnector, RegistryConnector, RepositoryListing, TagListing } from './connector.ts';
export { openConnector } from './connectors.ts';
export { findRegistries } from './find-registries.ts';
export { listRegistries, type RegistryFilter } from './list-registries.ts';
export { type LoadedRegistry, loadRegistry } from './load-registry.ts';
export { markRegistriesDeleting } from './mark-registries-deleting.ts';
export {
  type FailReason,
  markRegistrySynced,
  type RegistryState,
  setRegistryImages,
  setRegistryStatus,
} from './registry-state.ts';
export { registryStatistics } from './registry-statistics.ts';
export { removeRegistry } from './remove-registry.ts';
export { type RegistryChange, updateRegistry } from './update-registry.ts';
