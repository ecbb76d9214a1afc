#!/usr/bin/env node
import { bootstrap, refuseWrongKey } from './auth/index.ts';
import { createProgram, firstStartText, runOnce, runUntilStopped } from './cli/index.ts';
import type { Config } from './config/index.ts';
import { migrate, type Pool } from './database/index.ts';
import { connect, openAdministration, openDatabase, outlast } from './open-database.ts';
import { type Closers, type Logger, refuseTakenAddress } from './process/index.ts';
import { loadOrCreateMasterKey } from './secrets/index.ts';
import { API_CONNECTIONS, API_STATEMENT_MS, apiAddress, databaseOf, serve, startApi } from './server.ts';
import { composeServices, type Services } from './services.ts';
import { startJobs, work, workerConnections } from './worker.ts';

await createProgram({
  up: (config) => runUntilStopped(config, up),
  serve: (config) => runUntilStopped(config, serve),
  work: (config) => runUntilStopped(config, work),
  migrate: (config) => runOnce(config, migrateAll),
  administer: (config, work) =>
    runOnce(config, async (_, logger, closers) => work(await openAdministration(config, logger, closers))),
}).parseAsync();

/** Everything in one process. Two pools, so that workers cannot take every connection from the API. */
async function up(config: Config, logger: Logger, closers: Closers): Promise<void> {
  await refuseTakenAddress(apiAddress(config));
  const services = composeServices(config, logger, config.masterKey ?? loadOrCreateMasterKey(config.dataDir));
  const database = await openDatabase(services, closers);
  const jobPool = await connect(database, workerConnections(config), logger, closers);
  await prepareDatabase(services, jobPool);
  const apiPool = await connect(database, API_CONNECTIONS, logger, closers, API_STATEMENT_MS);
  const address = await startApi(services, apiPool, closers);
  await startJobs(services, jobPool, closers, config.databaseUrl === null);
  console.log(`Hullwatch answers at ${address}`);
}

async function migrateAll(config: Config, logger: Logger, closers: Closers): Promise<void> {
  const pool = await connect(databaseOf(config), 2, logger, closers);
  await prepareDatabase(composeServices(config, logger), pool);
}

async function prepareDatabase(services: Services, pool: Pool): Promise<void> {
  const { config, logger, vault } = services;
  for (const name of await outlast(logger, () => migrate(pool))) logger.info({ name }, 'migration applied');
  await outlast(logger, () => refuseWrongKey(pool, vault));
  const first = await outlast(logger, () => bootstrap(pool, config.bootstrap, vault));
  if (first) console.log(firstStartText(first, config.bootstrap.secretKey));
}
