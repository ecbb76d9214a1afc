export { createApp, createHealthApp } from './app.ts';
export type { ApiDeps, Readiness } from './deps.ts';
export { type Call, type Endpoint, endpoint } from './endpoint.ts';
