export type { SyncDeps, SyncTarget } from './deps.ts';
export { syncHandlers } from './handlers.ts';
export { checkRegistryJob, deleteRegistryJob } from './jobs.ts';
export { orderSync, type SyncOrder } from './order-sync.ts';
export { syncRegistry } from './sync-registry.ts';
