import { refuseWrongKey } from './auth/index.ts';
import { composeJobs, composeSchedule, composeWorkerHealth, openFeedHttp } from './compose.ts';
import type { Config } from './config/index.ts';
import { awaitMigrations, type Pool } from './database/index.ts';
import { measureJobs, startWorker, type WorkerOptions } from './jobs/index.ts';
import { connect, outlast } from './open-database.ts';
import type { Closers, Logger } from './process/index.ts';
import { announceStages, loadAdvisoriesNow, openStages } from './scan/index.ts';
import { databaseOf, listen } from './server.ts';
import { composeServices, type Services } from './services.ts';

/** `hullwatch work`: the workers over a given database, which they wait for. */
export async function work(config: Config, logger: Logger, closers: Closers): Promise<void> {
  const services = composeServices(config, logger);
  const pool = await connect(databaseOf(config), workerConnections(config), logger, closers);
  await answerForHealth(services, pool, closers);
  const onWait = (pending: readonly string[]) => logger.warn({ pending }, 'waiting for `hullwatch migrate`');
  await outlast(logger, () => awaitMigrations(pool, onWait));
  await outlast(logger, () => refuseWrongKey(pool, services.vault));
  await startJobs(services, pool, closers, false);
}

async function answerForHealth(services: Services, pool: Pool, closers: Closers): Promise<void> {
  const { workerListen } = services.config;
  if (workerListen === null) return;
  const address = { ...workerListen, variable: 'HULLWATCH_WORKER_LISTEN' };
  await listen(services, composeWorkerHealth(services, pool), address, closers);
}

/** Two a job (its transaction and reads beside it), and a few for the queue itself. */
export function workerConnections(config: Config): number {
  return 2 * (config.workerConcurrency + 1) + 4;
}

/** @param exclusive no other worker can be alive, so that jobs of a killed one run again at once */
export async function startJobs(services: Services, pool: Pool, closers: Closers, exclusive: boolean): Promise<void> {
  const { config, logger, metrics } = services;
  const http = openFeedHttp(services);
  closers.add('feed connections', () => http.close());
  const stages = await openStages();
  await outlast(logger, () => announceStages(pool, stages));
  const options: WorkerOptions = {
    pool,
    logger,
    exclusive,
    jobs: composeJobs(services, pool, http, stages),
    schedule: composeSchedule(services),
    concurrency: config.workerConcurrency,
    observe: measureJobs(metrics),
  };
  const worker = await outlast(logger, () => startWorker(options));
  closers.add('worker', worker.stop);
  const sources = [...config.advisorySources, ...config.enrichmentSources];
  await outlast(logger, () => loadAdvisoriesNow(pool, sources));
}
