export { createApp, createHealthApp } from './app.ts';
export type { ApiDeps, Readiness } from './http/deps.ts';
export { type Endpoint, endpoint } from './http/handler.ts';
export { isReady } from './http/health.ts';
export { renderImage } from './images/hss-image.ts';
