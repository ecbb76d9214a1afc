import type { Pool } from '../../src/database/index.ts';
import { isAppError, type Tenant } from '../../src/model/index.ts';
import { queueUnscanned } from '../../src/scan/index.ts';
import { orderSync, type SyncDeps, type SyncTarget, syncRegistry } from '../../src/sync/index.ts';
import { NOW } from '../inventory/stored-images.ts';
import type { MemoryRegistry } from '../registries/memory-connector.ts';
import { insertProject, insertRegistry } from '../rows/index.ts';
import { testServices } from '../services.ts';

export interface SyncBench {
  readonly tenant: Tenant;
  readonly target: Omit<SyncTarget, 'taskId'>;
  readonly deps: SyncDeps;
  /** Moves the clock. */
  tick(ms: number): void;
  /** Orders a sync of the registry and does its job. */
  sync(options?: JobOptions & { readonly scanOnSync?: boolean }): Promise<SyncFigures>;
  /** Does the job of the last order again. */
  resume(options?: JobOptions): Promise<SyncFigures>;
  lastTask(): Promise<SyncFigures>;
  registryRow(): Promise<{
    status: string;
    failReason: string | null;
    failDetail: string | null;
    syncedAt: number | null;
    imagesNum: number;
  }>;
}

interface JobOptions {
  readonly signal?: AbortSignal;
  readonly attemptsLeft?: boolean;
}

/** What the task shows of the registry. */
export interface SyncFigures {
  readonly state: string;
  readonly failedReason: string | null;
  readonly repositoriesTotal: number;
  readonly repositoriesDone: number;
  readonly tagsSeen: number;
  readonly imagesChanged: number;
  readonly imagesDeleted: number;
  readonly imagesFailed: number;
}

/** A project of its own with one connected registry that lives in memory. */
export async function openSyncBench(pool: Pool, registry: MemoryRegistry): Promise<SyncBench> {
  const tenant = await insertProject(pool);
  const { registryPk, registryId } = await insertRegistry(pool, tenant, 1);
  const target = { projectPk: tenant.projectPk, registryPk };
  let now = NOW;
  let taskId = '';
  const deps: SyncDeps = {
    ...testServices(),
    pool,
    clock: { now: () => now },
    openConnector: () => registry.connect(),
    queueScans: null,
  };
  const resume = async (options: JobOptions = {}, changed: Partial<SyncDeps> = {}): Promise<SyncFigures> => {
    const { signal = new AbortController().signal, attemptsLeft = true } = options;
    const run = () => syncRegistry({ ...deps, ...changed }, { ...target, taskId }, { signal, attemptsLeft });
    await run().catch((error) => (isLostManifest(error) ? run() : Promise.reject(error)));
    return lastTask();
  };
  const lastTask = async (): Promise<SyncFigures> => {
    const { rows } = await pool.query<SyncFigures>(
      `SELECT state, failed_reason AS "failedReason", repositories_total AS "repositoriesTotal", repositories_done AS "repositoriesDone",
         tags_seen AS "tagsSeen", images_changed AS "imagesChanged", images_deleted AS "imagesDeleted", images_failed AS "imagesFailed"
       FROM task_registry WHERE project_pk = $1 AND task_id = $2`,
      [tenant.projectPk, taskId],
    );
    return rows[0] as SyncFigures;
  };
  return {
    tenant,
    target,
    deps,
    tick: (ms) => {
      now += ms;
    },
    async sync({ scanOnSync = false, ...options } = {}) {
      taskId = await orderSync(pool, tenant, {
        registryIds: [registryId],
        enterprise: 'all',
        epsPk: 0,
        trigger: 'manual',
      });
      return resume(options, { queueScans: scanOnSync ? queueUnscanned : null });
    },
    resume,
    lastTask,
    async registryRow() {
      const { rows } = await pool.query(
        `SELECT status, fail_reason AS "failReason", fail_detail AS "failDetail", synced_at AS "syncedAt", images_num AS "imagesNum"
         FROM registry WHERE project_pk = $1 AND registry_pk = $2`,
        [tenant.projectPk, registryPk],
      );
      return rows[0];
    },
  };
}

/** A platform dropped in one repository while another relied on it: the queue runs such a job again, and so do we. */
function isLostManifest(error: unknown): boolean {
  return isAppError(error, 'conflict') && /^sha256:/.test(error.subject ?? '');
}
