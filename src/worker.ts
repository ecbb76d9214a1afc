import {
  composeJobs,
  composeSchedule,
  composeServices,
  connect,
  openFeedHttp,
  refuseWrongKey,
  type Services,
  untilMigrated,
} from './compose.ts';
import { enqueueMany, startWorker } from './jobs/index.ts';
import type { Closers, Config, Logger, Pool } from './runtime/index.ts';
import { databaseOf } from './server.ts';

/** `hullwatch work`: the workers over a given database, which they wait for. */
export async function work(config: Config, logger: Logger, closers: Closers): Promise<void> {
  const services = composeServices(config, logger);
  const pool = await connect(databaseOf(config), workerConnections(config), logger, closers);
  await untilMigrated(services, pool);
  await refuseWrongKey(services, pool);
  await startJobs(services, pool, closers, false);
}

/** Two a job (its transaction and reads beside it), and a few for the queue itself. */
export function workerConnections(config: Config): number {
  return 2 * config.workerConcurrency + 4;
}

/** @param exclusive no other worker can be alive, so that jobs of a killed one run again at once */
export async function startJobs(services: Services, pool: Pool, closers: Closers, exclusive: boolean): Promise<void> {
  const { config, logger } = services;
  const http = openFeedHttp(services);
  closers.add('feed connections', () => http.close());
  const worker = await startWorker({
    pool,
    logger,
    exclusive,
    handlers: composeJobs(services, pool, http),
    schedule: composeSchedule(services),
    concurrency: config.workerConcurrency,
  });
  closers.add('worker', worker.stop);
  await loadAdvisoriesNow(config, pool);
}

/** A source that was just configured should not wait for its hour, nor one that is no longer; unchanged ones are skipped cheaply. */
async function loadAdvisoriesNow({ advisorySources: sources }: Config, pool: Pool): Promise<void> {
  const keyOf = (source: string) => `schedule:load-advisories:${source}`;
  await enqueueMany(pool, 'retire-advisories', [{ payload: { sources }, jobKey: 'retire-advisories' }]);
  await enqueueMany(
    pool,
    'load-advisories',
    sources.map((source) => ({ payload: { source }, jobKey: keyOf(source) })),
  );
}
