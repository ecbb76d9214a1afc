export { createApp } from './app.ts';
export type { ApiDeps, Readiness, ScanOrder, SyncOrder } from './deps.ts';
export { type Call, type Endpoint, endpoint } from './endpoint.ts';
