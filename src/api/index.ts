export { createApp, createHealthApp } from './app.ts';
export type { ApiDeps, Readiness } from './http/deps.ts';
export { type Endpoint, endpoint } from './http/endpoint.ts';
export { isReady } from './http/readiness.ts';
