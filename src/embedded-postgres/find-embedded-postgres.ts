import { realpathSync } from 'node:fs';
import { clusterOf } from '../process/index.ts';
import { findPostmaster } from './postmaster.ts';
import { USER } from './run-postgres.ts';
import { PORT } from './socket-folder.ts';
import { DATABASE, type EmbeddedPostgres } from './start-embedded-postgres.ts';

/** The database that another process runs over this data folder; null when none is ready. Starts and stops nothing. */
export function findEmbeddedPostgres(dataDir: string): EmbeddedPostgres['connection'] | null {
  try {
    const root = realpathSync(dataDir);
    const server = findPostmaster(root, clusterOf(root));
    if (server?.state !== 'ready') return null;
    return { host: server.socketFolder, port: PORT, user: USER, database: DATABASE };
  } catch {
    return null;
  }
}
