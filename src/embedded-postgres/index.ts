export { findEmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';
