export type { SyncDeps, SyncTarget } from './deps.ts';
export { syncJobs } from './jobs.ts';
export { orderSync, type SyncOrder } from './order-sync.ts';
export { syncRegistry } from './sync-registry.ts';
