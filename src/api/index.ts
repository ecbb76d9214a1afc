export { createApp } from './app.ts';
export type { ApiDeps, Readiness } from './deps.ts';
export type { Call, Endpoint } from './endpoint.ts';
