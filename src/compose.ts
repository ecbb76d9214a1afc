import type { FastifyInstance } from 'fastify';
import { listAdvisorySources, withoutSecrets } from './advisories/index.ts';
import { createApp, createHealthApp, type Readiness } from './api/index.ts';
import { checkVault, purgeExpiredTokens } from './auth/index.ts';
import { purgeInventory } from './inventory/index.ts';
import { enqueueMany, exposeQueue, type JobHandler, type ScheduleEntry } from './jobs/index.ts';
import { type OpenConnector, openConnector } from './registries/index.ts';
import {
  AppError,
  type Closers,
  type Config,
  createEgressPolicy,
  createMetrics,
  createVault,
  type EgressPolicy,
  findEmbeddedPostgres,
  findMasterKey,
  type Http,
  type Limits,
  type Logger,
  type Metrics,
  openHttp,
  openPool,
  type Pool,
  pendingMigrations,
  startEmbeddedPostgres,
  systemClock,
  type Vault,
  waitForDatabase,
} from './runtime/index.ts';
import { orderScan, scanJobs, stopScan } from './scan/index.ts';
import { orderSync, syncJobs } from './sync/index.ts';
import { purgeTasks } from './tasks/index.ts';

/** What every part of the process shares. */
export interface Services {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: Limits;
  readonly clock: typeof systemClock;
  readonly vault: Vault;
  readonly egress: EgressPolicy;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DATABASE_SECONDS = 60;
const READY_MS = 3000;
const MIGRATION_PAUSE_MS = 1000;
/** Readers that fall behind by more than this rebuild instead of replaying the change log. */
const KEEP_CHANGES_MS = 60 * MINUTE_MS;
/** Facts of layers that no image names any more, for images that come back. */
const KEEP_ORPHANS_MS = 7 * DAY_MS;
const KEEP_TASKS_MS = 90 * DAY_MS;
const PURGE_TOKENS = 10_000;

export function composeServices(config: Config, logger: Logger, masterKey: Buffer | null = config.masterKey): Services {
  if (masterKey === null)
    throw new AppError('config_invalid', 'HULLWATCH_MASTER_KEY or HULLWATCH_MASTER_KEY_FILE is needed');
  const egress = createEgressPolicy(config.egressAllow);
  const vault = createVault(masterKey);
  return { config, logger, metrics: createMetrics(), limits: config.limits, clock: systemClock, vault, egress };
}

/**
 * Opens a pool of `max` connections, waiting up to a minute for a server that is starting.
 * @param statementTimeoutMs for pools that people wait on: the database gives up on a statement after this long
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
  return pool;
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
  await refuseWrongKey(services, pool);
  return { pool, vault: services.vault };
}

/** Workers of a new release wait for its migrations instead of failing in a row. */
export async function untilMigrated({ logger }: Services, pool: Pool): Promise<void> {
  for (let told = false; ; told = true) {
    const pending = await pendingMigrations(pool);
    if (pending.length === 0) return;
    if (!told) logger.warn({ pending }, 'waiting for `hullwatch migrate`');
    await new Promise((resolve) => setTimeout(resolve, MIGRATION_PAUSE_MS));
  }
}

/** @throws AppError `config_invalid` when the secrets of the database were sealed with another master key */
export async function refuseWrongKey({ vault }: Services, pool: Pool): Promise<void> {
  if ((await pendingMigrations(pool)).length === 0) await checkVault(pool, vault);
}

export function composeApp(services: Services, pool: Pool): FastifyInstance {
  exposeQueue(services.metrics, pool);
  return createApp({ ...services, pool, ready: () => isReady(pool, services.config), orderSync, orderScan, stopScan });
}

/** Health and metrics of a worker that runs apart from the API. */
export function composeWorkerHealth(services: Services, pool: Pool): FastifyInstance {
  exposeQueue(services.metrics, pool);
  return createHealthApp({ ...services, ready: () => isReady(pool, services.config) });
}

/** The handlers of every job by name. */
export function composeJobs(services: Services, pool: Pool, http: Http): Record<string, JobHandler> {
  const { certificateAuthorities: ca } = services.config;
  const trusting: OpenConnector = (registry, secret, deps) => openConnector(registry, secret, { ...deps, ca });
  const deps = { ...services, pool, http, openConnector: trusting };
  return {
    ...syncJobs({ ...deps, scanOnSync: services.config.scanOnSync }),
    ...scanJobs({ ...deps, advisorySources: services.config.advisorySources, layersInFlight: new Map() }),
    purge: () => purge(pool),
  };
}

export function openFeedHttp({ egress, config }: Services): Http {
  return openHttp({ egress, ca: config.certificateAuthorities });
}

/** What is done again and again without being asked. */
export function composeSchedule({ config }: Services): ScheduleEntry[] {
  const loads = config.advisorySources.map((source) => ({
    name: 'load-advisories',
    everySeconds: 3600,
    payload: { source },
    identifier: `load-advisories:${source}`,
  }));
  return [...loads, { name: 'purge', everySeconds: 3600 }];
}

/** A source that was just configured should not wait for its hour, nor one that is no longer; unchanged ones are skipped cheaply. */
export async function loadAdvisoriesNow({ advisorySources: sources }: Config, pool: Pool): Promise<void> {
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

async function isReady(pool: Pool, config: Config): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, READY_MS, notReady('the database does not answer'));
  });
  const answer = askDatabase(pool, config).catch(() => notReady('the database does not answer'));
  const readiness = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return readiness;
}

async function askDatabase(pool: Pool, { advisorySources }: Config): Promise<Readiness> {
  const pending = await pendingMigrations(pool);
  if (pending.length > 0) return notReady(`migrations are not applied: ${pending.join(', ')}`);
  const known = await listAdvisorySources(pool);
  const tried = new Set(known.filter(({ status }) => status !== 'pending').map(({ source }) => source));
  const failed = known.filter(({ status }) => status === 'failed').length;
  const loading = advisorySources.filter((source) => !tried.has(withoutSecrets(source))).length;
  // An API of its own has no sources; its workers have.
  const sources = Math.max(advisorySources.length, known.length);
  return { ready: true, problems: [], advisories: { sources, loading, failed } };
}

function notReady(problem: string): Readiness {
  return { ready: false, problems: [problem] };
}
