import { type Db, type Page, selectPage } from '../database/index.ts';
import { AppError, type EnterpriseScope, type RegistryType, type Tenant } from '../model/index.ts';

/** One registry of a sync task. The next three are null once the registry is gone. */
export interface TaskRegistry {
  readonly registryPk: number;
  readonly registryId: string | null;
  readonly registryName: string | null;
  readonly registryType: RegistryType | null;
  readonly state: 'queued' | 'running' | 'finished' | 'failed';
  readonly failedReason: string | null;
  readonly repositoriesTotal: number | null;
  readonly repositoriesDone: number;
  readonly tagsSeen: number;
  readonly imagesChanged: number;
  readonly imagesDeleted: number;
  readonly imagesFailed: number;
  readonly requests: number;
}

/** Absent means no condition. Texts match exactly, case-sensitively. */
export interface TaskRegistryFilter {
  readonly enterprise: EnterpriseScope;
  readonly registryName?: string | undefined;
  readonly registryTypes?: readonly RegistryType[] | undefined;
  readonly states?: readonly TaskRegistry['state'][] | undefined;
}

const REGISTRIES = `SELECT s.registry_pk AS "registryPk", r.registry_id AS "registryId", r.registry_name AS "registryName",
    r.registry_type AS "registryType", s.state, s.failed_reason AS "failedReason", s.repositories_total AS "repositoriesTotal",
    s.repositories_done AS "repositoriesDone", s.tags_seen AS "tagsSeen", s.images_changed AS "imagesChanged",
    s.images_deleted AS "imagesDeleted", s.images_failed AS "imagesFailed", s.requests
  FROM task_registry s LEFT JOIN registry r USING (project_pk, registry_pk)
  WHERE s.project_pk = $1 AND s.task_id = $2 AND ($3::text IS NULL OR r.registry_name = $3)
    AND ($4::text[] IS NULL OR r.registry_type = ANY ($4)) AND ($5::text[] IS NULL OR s.state = ANY ($5))`;

/**
 * One page of the registries that a sync task touches, in the order they were connected.
 * @throws AppError `not_found` for anything but a sync task that the caller may see
 */
export async function listTaskRegistries(
  db: Db,
  tenant: Tenant,
  taskId: string,
  filter: TaskRegistryFilter,
  page: Page,
): Promise<{ total: number; rows: TaskRegistry[] }> {
  await checkSyncTask(db, tenant, taskId, filter.enterprise);
  const values = [
    tenant.projectPk,
    taskId,
    filter.registryName ?? null,
    filter.registryTypes ?? null,
    filter.states ?? null,
  ];
  return selectPage<TaskRegistry>(db, { select: REGISTRIES, values, orderBy: '"registryPk"' }, page);
}

async function checkSyncTask(db: Db, tenant: Tenant, taskId: string, enterprise: EnterpriseScope): Promise<void> {
  const { rowCount } = await db.query(
    `SELECT 1 FROM task WHERE project_pk = $1 AND task_id = $2 AND kind = 'sync' AND ($3::int[] IS NULL OR eps_pk = ANY ($3))`,
    [tenant.projectPk, taskId, enterprise === 'all' ? null : enterprise],
  );
  if (rowCount !== 1) throw new AppError('not_found', `sync task ${taskId} does not exist`, { subject: 'task_id' });
}
