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
export { findRegistries } from './records/find-registries.ts';
export { listRegistries } from './records/list-registries.ts';
export { type LoadedRegistry, loadRegistry } from './records/load-registry.ts';
export { markRegistriesDeleting } from './records/mark-registries-deleting.ts';
export {
  type FailReason,
  markRegistrySynced,
  type RegistryState,
  setRegistryImages,
  setRegistryInstance,
  setRegistryStatus,
} from './records/registry-state.ts';
export { registryStatistics } from './records/registry-statistics.ts';
export { removeRegistry } from './records/remove-registry.ts';
export { type RegistryChange, updateRegistry } from './records/update-registry.ts';
export { openConnector } from './types/index.ts';
