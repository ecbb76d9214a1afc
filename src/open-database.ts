import { refuseWrongKey } from './auth/index.ts';
import type { Config } from './config/index.ts';
import {
  openPool,
  outlastOutages,
  type Pool,
  pendingMigrations,
  refuseForeignSchema,
  waitForDatabase,
} from './database/index.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres/index.ts';
import { AppError } from './model/index.ts';
import type { Closers, Logger } from './process/index.ts';
import { findMasterKey, type Vault } from './secrets/index.ts';
import { composeServices, type Services } from './services.ts';

const DATABASE_SECONDS = 60;

/**
 * Opens a pool of `max` connections, waiting up to a minute for a server that is starting.
 * @param statementTimeoutMs for pools that people wait on: the database gives up on a statement after this long
 * @throws AppError `database_unavailable`, also when a newer release has migrated the database
 */
export async function connect(
  database: Parameters<typeof openPool>[0],
  max: number,
  logger: Logger,
  closers: Closers,
  statementTimeoutMs?: number,
): Promise<Pool> {
  const pool = openPool(database, { max, statementTimeoutMs });
  closers.add('database connections', () => pool.end());
  await waitForDatabase(pool, { seconds: DATABASE_SECONDS, onWait: (reason) => logger.warn(`waiting: ${reason}`) });
  await outlast(logger, () => refuseForeignSchema(pool));
  return pool;
}

/** A step of the start that can be repeated: a database that restarts in the middle of it is waited for, up to a minute. */
export function outlast<T>(logger: Logger, step: () => Promise<T>): Promise<T> {
  return outlastOutages(step, { seconds: DATABASE_SECONDS, onWait: (reason) => logger.warn(`waiting: ${reason}`) });
}

/** @returns the configured database, else the embedded one, which runs until the process stops */
export async function openDatabase(
  { config, logger }: Services,
  closers: Closers,
): Promise<Parameters<typeof openPool>[0]> {
  if (config.databaseUrl !== null) return config.databaseUrl;
  const starting = startEmbeddedPostgres({ ...config, logger });
  // Before it runs: a stop in the middle of its start must not leave it behind.
  closers.add('embedded database', async () => (await starting.catch(() => null))?.stop());
  return (await starting).connection;
}

/** The database and the vault of a service that runs, for a command beside it. @throws AppError `config_invalid` when there is none */
export async function openAdministration(
  config: Config,
  logger: Logger,
  closers: Closers,
): Promise<{ pool: Pool; vault: Vault }> {
  const database = config.databaseUrl ?? findEmbeddedPostgres(config.dataDir);
  if (database === null) {
    const message = `no database runs under ${config.dataDir}, or this user may not open it: start \`hullwatch up\` first, or set HULLWATCH_DATABASE_URL or HULLWATCH_DATA_DIR`;
    throw new AppError('config_invalid', message);
  }
  const services = composeServices(config, logger, config.masterKey ?? findMasterKey(config.dataDir));
  const pool = await connect(database, 2, logger, closers);
  const pending = await pendingMigrations(pool);
  if (pending.length > 0) throw new AppError('config_invalid', 'run `hullwatch migrate` first');
  await refuseWrongKey(pool, services.vault);
  return { pool, vault: services.vault };
}
