import { type Db, type Page, selectPage } from '../../database/index.ts';
import {
  AppError,
  type EnterpriseScope,
  type Registry,
  type RegistryStatus,
  type RegistryType,
  type Tenant,
} from '../../model/index.ts';
import { REGISTRY_COLUMNS } from './registry-row.ts';

/** What registries can be narrowed by; absent means no condition. Texts match exactly, case-sensitively. */
export interface RegistryFilter {
  readonly enterprise: EnterpriseScope;
  readonly registryName?: string | undefined;
  readonly registryIds?: readonly string[] | undefined;
  readonly registryTypes?: readonly RegistryType[] | undefined;
  readonly registryAddr?: string | undefined;
  readonly status?: RegistryStatus | undefined;
}

/** Uses `$1` to `$7`. A registry that is being deleted is not found any more. */
const REGISTRY_FILTER = `r.project_pk = $1 AND NOT r.deleting
  AND ($2::int[] IS NULL OR r.eps_pk = ANY ($2)) AND ($3::text IS NULL OR r.registry_name = $3)
  AND ($4::text[] IS NULL OR r.registry_id = ANY ($4)) AND ($5::text[] IS NULL OR r.registry_type = ANY ($5))
  AND ($6::text IS NULL OR r.registry_addr = $6) AND ($7::text IS NULL OR r.status = $7)`;

/** The values of `REGISTRY_FILTER`. */
function filterValues(tenant: Tenant, filter: RegistryFilter): unknown[] {
  return [
    tenant.projectPk,
    filter.enterprise === 'all' ? null : filter.enterprise,
    filter.registryName ?? null,
    filter.registryIds ?? null,
    filter.registryTypes ?? null,
    filter.registryAddr ?? null,
    filter.status ?? null,
  ];
}

/** One page of registries in the order they were connected, with the exact number of all that match. */
export function listRegistries(
  db: Db,
  tenant: Tenant,
  filter: RegistryFilter,
  page: Page,
): Promise<{ total: number; rows: Registry[] }> {
  const select = `SELECT ${REGISTRY_COLUMNS} FROM registry r WHERE ${REGISTRY_FILTER}`;
  return selectPage<Registry>(db, { select, values: filterValues(tenant, filter), orderBy: '"registryPk"' }, page);
}

/**
 * All registries that match, in the order they were connected.
 * @throws AppError `not_found` when one of `filter.registryIds` is not among them, naming that one
 */
export async function findRegistries(db: Db, tenant: Tenant, filter: RegistryFilter): Promise<Registry[]> {
  const { rows } = await db.query<Registry>(
    `SELECT ${REGISTRY_COLUMNS} FROM registry r WHERE ${REGISTRY_FILTER} ORDER BY r.registry_pk`,
    filterValues(tenant, filter),
  );
  checkAllFound(filter.registryIds ?? [], rows);
  return rows;
}

/** @throws AppError `not_found` naming the first of the ids that is not among the rows */
export function checkAllFound(registryIds: readonly string[], rows: readonly Registry[]): void {
  const found = new Set(rows.map((row) => row.registryId));
  const missing = registryIds.find((id) => !found.has(id));
  if (missing === undefined) return;
  throw new AppError('not_found', `registry ${missing} does not exist`, { subject: 'registry_id' });
}

/** How many connections work and how many do not; those that were not tested yet count as neither. */
export async function registryStatistics(
  db: Db,
  tenant: Tenant,
  filter: RegistryFilter,
): Promise<{ successNum: number; failNum: number }> {
  const { rows } = await db.query<{ successNum: number; failNum: number }>(
    `SELECT count(*) FILTER (WHERE r.status = 'success') AS "successNum",
       count(*) FILTER (WHERE r.status = 'fail') AS "failNum" FROM registry r WHERE ${REGISTRY_FILTER}`,
    filterValues(tenant, filter),
  );
  return rows[0] ?? { successNum: 0, failNum: 0 };
}
