import type { FastifyInstance } from 'fastify';
import { createApp, createHealthApp, isReady, renderImage } from './api/index.ts';
import { authHandlers, purgeTokensJob } from './auth/index.ts';
import type { Pool } from './database/index.ts';
import { type Http, openHttp } from './http/index.ts';
import { inventoryHandlers, openSqlImageList, purgeInventoryJob } from './inventory/index.ts';
import { every, exposeQueue, type HandledJob, type ScheduleEntry } from './jobs/index.ts';
import { type OpenConnector, openConnector } from './registries/index.ts';
import {
  advisorySchedule,
  judgeConfigsJob,
  orderScan,
  queueUnscanned,
  type Stages,
  scanHandlers,
  stopScan,
} from './scan/index.ts';
import type { Services } from './services.ts';
import { orderSync, syncHandlers } from './sync/index.ts';
import { purgeTasksJob, taskHandlers } from './tasks/index.ts';

const HOUR_SECONDS = 3_600;

export function composeApp(services: Services, pool: Pool): FastifyInstance {
  exposeQueue(services.metrics, pool);
  return createApp({
    ...services,
    pool,
    imageList: openSqlImageList({ db: pool, render: renderImage }),
    ready: () => isReady(pool, services.config.advisorySources),
    orderSync,
    orderScan,
    stopScan,
  });
}

/** Health and metrics of a worker that runs apart from the API. */
export function composeWorkerHealth(services: Services, pool: Pool): FastifyInstance {
  exposeQueue(services.metrics, pool);
  return createHealthApp({ ...services, ready: () => isReady(pool, services.config.advisorySources) });
}

/** Every job with what it does. */
export function composeJobs(services: Services, pool: Pool, http: Http, stages: Stages): HandledJob[] {
  const { advisorySources, enrichmentSources, certificateAuthorities: ca, scanOnSync } = services.config;
  const trusting: OpenConnector = (registry, secret, deps) => openConnector(registry, secret, { ...deps, ca });
  const deps = { ...services, pool, http, openConnector: trusting, stages };
  return [
    ...syncHandlers({ ...deps, queueScans: scanOnSync ? queueUnscanned : null }),
    ...scanHandlers({ ...deps, advisorySources, enrichmentSources, layersInFlight: new Map() }),
    ...authHandlers(deps),
    ...taskHandlers(deps),
    ...inventoryHandlers(deps),
  ];
}

export function openFeedHttp({ egress, config }: Services): Http {
  return openHttp({ egress, ca: config.certificateAuthorities });
}

/** What is done again and again without being asked. */
export function composeSchedule({ config }: Services): ScheduleEntry[] {
  const purges = [purgeTokensJob, purgeTasksJob, purgeInventoryJob].map((job) => every(HOUR_SECONDS, job, {}));
  const configs = every(HOUR_SECONDS, judgeConfigsJob, { after: null, silent: [] });
  return [...advisorySchedule([...config.advisorySources, ...config.enrichmentSources]), configs, ...purges];
}
