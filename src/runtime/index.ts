export { AppError, type ErrorCode, isAppError } from './app-error.ts';
export { type Clock, systemClock } from './clock.ts';
export { type Db, inTransaction, openPool, type Pool, type Transaction } from './database.ts';
export { migrate } from './migrate.ts';
