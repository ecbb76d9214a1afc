import { composeJobs, openFeedHttp } from '../../src/compose.ts';
import type { Limits } from '../../src/config/index.ts';
import { inTransaction } from '../../src/database/index.ts';
import { type Image, openSqlImageList } from '../../src/inventory/index.ts';
import type { HandledJob } from '../../src/jobs/index.ts';
import type { ImageFilter, Tenant } from '../../src/model/index.ts';
import { addRegistry } from '../../src/registries/index.ts';
import { loadAdvisoriesJob, openStages, orderScan } from '../../src/scan/index.ts';
import type { Services } from '../../src/services.ts';
import { orderSync } from '../../src/sync/index.ts';
import { createTestDatabase, type TestDatabase } from '../database/index.ts';
import { runHandler, runQueuedJobs } from '../jobs/index.ts';
import { insertProject } from '../rows/index.ts';
import { testServices } from '../services.ts';

/** Everything between a registry and the list, on a database of its own, with jobs run on demand. */
export interface Journey {
  readonly database: TestDatabase;
  readonly tenant: Tenant;
  /** Connects a registry. @returns its id */
  connect(url: URL, login?: { username: string; password: string }): Promise<string>;
  /** Orders a sync of everything and does it. @returns the task id */
  sync(): Promise<string>;
  /** Orders a scan of everything and does it, as if so many workers had died of it before. @returns the task id */
  scan(history?: { crashes: number }): Promise<string>;
  /** Loads a folder, zip or URL of advisories, and all re-matching that follows. */
  loadAdvisories(source: string): Promise<void>;
  /** Does what is queued, until nothing is. */
  runJobs(): Promise<void>;
  images(filter?: Partial<ImageFilter>): Promise<readonly Image[]>;
  image(name: string): Promise<Image>;
  close(): Promise<void>;
}

interface JourneyOptions {
  readonly limits?: Partial<Limits>;
  readonly scanOnSync?: boolean;
  /** Every job knows as little of the others as if it ran in another process. */
  readonly isolatedJobs?: boolean;
}

export async function openJourney(options: JourneyOptions = {}): Promise<Journey> {
  const database = await createTestDatabase();
  const { pool } = database;
  const tenant = await insertProject(pool);
  const advisorySources: string[] = [];
  const services = servicesFor(options, advisorySources);
  const http = openFeedHttp(services);
  const stages = await openStages();
  const compose = () => composeJobs(services, pool, http, stages);
  const jobs = options.isolatedJobs ? isolated(compose) : compose();
  const runJobs = () => runQueuedJobs(pool, jobs);
  const everything = { enterprise: 'all', epsPk: 0, trigger: 'manual' } as const;
  const imageList = openSqlImageList({ db: pool, render: (image) => image });
  const images = async (filter: Partial<ImageFilter> = {}) => {
    const page = { sort: null, offset: 0, limit: 200 } as const;
    return (await imageList.page(tenant, { enterprise: 'all', ...filter }, page)).rows;
  };
  return {
    database,
    tenant,
    images,
    runJobs,
    connect: async (url, login) => {
      const registry = await inTransaction(pool, (tx) =>
        addRegistry(tx, tenant, registryAt(url, login), services.vault),
      );
      return registry.registryId;
    },
    sync: async () => {
      const taskId = await orderSync(pool, tenant, { ...everything, registryIds: 'all' });
      await runJobs();
      return taskId;
    },
    scan: async ({ crashes } = { crashes: 0 }) => {
      const order = { ...everything, selection: { kind: 'all' }, scanScope: 0, rateLimit: 0, isAll: true } as const;
      const taskId = await orderScan(pool, tenant, order);
      await runQueuedJobs(pool, jobs, crashes);
      return taskId;
    },
    loadAdvisories: async (source) => {
      advisorySources.push(source);
      await runHandler(jobs, loadAdvisoriesJob, { source });
      await runJobs();
    },
    image: async (name) => {
      const found = (await images()).filter(
        (each) => `${each.namespace}/${each.imageName}:${each.imageVersion}` === name,
      );
      if (found.length !== 1) throw new Error(`${found.length} images are called ${name}`);
      return found[0] as Image;
    },
    close: async () => {
      await http.close();
      await database.drop();
    },
  };
}

function servicesFor({ limits, scanOnSync = false }: JourneyOptions, advisorySources: string[]): Services {
  const services = testServices();
  const config = { ...services.config, advisorySources, scanOnSync };
  return { ...services, config, limits: { ...services.limits, ...limits } };
}

/** Each run of a job is composed anew. */
function isolated(compose: () => HandledJob[]): HandledJob[] {
  return compose().map((job, at) => ({
    ...job,
    run: (payload, run) => (compose()[at] as HandledJob).run(payload, run),
  }));
}

function registryAt(url: URL, login?: { username: string; password: string }) {
  return {
    epsPk: 0,
    registryName: url.host,
    registryType: 'oci',
    apiVersion: 'V2',
    protocol: url.protocol === 'https:' ? 'https' : 'http',
    registryAddr: url.host,
    registryUsername: login?.username ?? '',
    registryPassword: login?.password ?? null,
    namespace: '',
    connectClusterId: 'none',
    getScanImageChannel: 'Other',
    repositories: null,
  } as const;
}
