export { findEmbeddedPostgres } from './find-embedded-postgres.ts';
export { startEmbeddedPostgres } from './start-embedded-postgres.ts';
