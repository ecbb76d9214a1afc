export { checkRegistry } from './check-registry.ts';
export { deleteRegistry } from './delete-registry.ts';
export type { RegistryTarget, SyncDeps, SyncTarget } from './deps.ts';
export { orderSync, type SyncOrder } from './order-sync.ts';
export { syncJobs } from './sync-jobs.ts';
export { syncRegistry } from './sync-registry.ts';
