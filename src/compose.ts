import type { FastifyInstance } from 'fastify';
import { createApp, createHealthApp, isReady, renderImage } from './api/index.ts';
import { purgeExpiredTokens } from './auth/index.ts';
import type { Config } from './config/index.ts';
import type { Pool } from './database/index.ts';
import { type Http, openHttp } from './http/index.ts';
import { openSqlImageList, purgeInventory } from './inventory/index.ts';
import { enqueueMany, exposeQueue, type JobHandler, type ScheduleEntry } from './jobs/index.ts';
import { systemClock } from './process/index.ts';
import { type OpenConnector, openConnector } from './registries/index.ts';
import { announceStages, openStages, orderScan, queueUnscanned, scanJobs, stopScan } from './scan/index.ts';
import type { Services } from './services.ts';
import { orderSync, syncJobs } from './sync/index.ts';
import { purgeTasks } from './tasks/index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Readers that fall behind by more than this rebuild instead of replaying the change log. */
const KEEP_CHANGES_MS = 60 * MINUTE_MS;
/** Facts of layers that no image names any more, for images that come back. */
const KEEP_ORPHANS_MS = 7 * DAY_MS;
const KEEP_TASKS_MS = 90 * DAY_MS;
const PURGE_TOKENS = 10_000;

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

/** The handlers of every job by name. */
export async function composeJobs(services: Services, pool: Pool, http: Http): Promise<Record<string, JobHandler>> {
  const { certificateAuthorities: ca, advisorySources, enrichmentSources } = services.config;
  const trusting: OpenConnector = (registry, secret, deps) => openConnector(registry, secret, { ...deps, ca });
  const stages = await openStages();
  await announceStages(pool, stages);
  const deps = { ...services, pool, http, openConnector: trusting, stages };
  return {
    ...syncJobs({ ...deps, queueScans: services.config.scanOnSync ? queueUnscanned : null }),
    ...scanJobs({ ...deps, advisorySources, enrichmentSources, layersInFlight: new Map() }),
    purge: () => purge(pool),
  };
}

export function openFeedHttp({ egress, config }: Services): Http {
  return openHttp({ egress, ca: config.certificateAuthorities });
}

/** What is done again and again without being asked. */
export function composeSchedule({ config }: Services): ScheduleEntry[] {
  const loads = [...config.advisorySources, ...config.enrichmentSources].map((source) => ({
    name: 'load-advisories',
    everySeconds: 3600,
    payload: { source },
    identifier: `load-advisories:${source}`,
  }));
  return [...loads, { name: 'purge', everySeconds: 3600 }];
}

/** A source that was just configured should not wait for its hour, nor one that is no longer; unchanged ones are skipped cheaply. */
export async function loadAdvisoriesNow({ advisorySources, enrichmentSources }: Config, pool: Pool): Promise<void> {
  const sources = [...advisorySources, ...enrichmentSources];
  const keyOf = (source: string) => `schedule:load-advisories:${source}`;
  await enqueueMany(pool, 'retire-advisories', [{ payload: { sources }, jobKey: 'retire-advisories' }]);
  await enqueueMany(
    pool,
    'load-advisories',
    sources.map((source) => ({ payload: { source }, jobKey: keyOf(source) })),
  );
}

async function purge(pool: Pool): Promise<void> {
  const now = systemClock.now();
  await purgeExpiredTokens(pool, now, PURGE_TOKENS);
  await purgeTasks(pool, now - KEEP_TASKS_MS);
  await purgeInventory(pool, { orphansBefore: now - KEEP_ORPHANS_MS, changesBefore: now - KEEP_CHANGES_MS });
}
