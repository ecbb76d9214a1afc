export { createEgressPolicy, type EgressPolicy } from './egress.ts';
export { type Http, openHttp } from './http.ts';
export type { HttpAnswer } from './http-answer.ts';
