export { writeBerkeleyDb, writeNdb } from './write-databases.ts';
export { type RpmPackage, writeRpmHeader } from './write-header.ts';
export { writeSqlite } from './write-sqlite.ts';
