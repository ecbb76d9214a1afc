export { AppError, type ErrorCode, isAppError } from './app-error.ts';
export { type Clock, systemClock } from './clock.ts';
export { type Db, inTransaction, openPool, type Pool, type Transaction } from './database.ts';
export { createEgressPolicy, type EgressPolicy } from './egress.ts';
export { type Http, type HttpOptions, type HttpRequest, openHttp } from './http.ts';
export type { HttpAnswer } from './http-answer.ts';
export { migrate } from './migrate.ts';
export { type Listing, type Page, selectPage } from './select-page.ts';
