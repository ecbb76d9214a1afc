export { awaitMigrations } from './await-migrations.ts';
export { byKey, THIS_PROJECT } from './by-key.ts';
export { waitForDatabase } from './connect-database.ts';
export { type Db, inTransaction, openPool, type Pool, type Transaction } from './database.ts';
export { isDatabaseUnavailable } from './database-errors.ts';
export { findForeignMigration, migrate, pendingMigrations, refuseForeignSchema } from './migrate.ts';
export { type Page, selectPage } from './select-page.ts';
export { toStorableJson } from './storable-json.ts';
export { storableText } from './storable-text.ts';
