import { type Db, type Page, selectPage } from '../../database/index.ts';
import type { EnterpriseScope, Registry, RegistryStatus, RegistryType, Tenant } from '../../model/index.ts';
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

/** Uses `$1` to `$7`. A registry that is being deleted is gone for everybody but the job that deletes it. */
export const REGISTRY_FILTER = `r.project_pk = $1 AND NOT r.deleting
  AND ($2::int[] IS NULL OR r.eps_pk = ANY ($2)) AND ($3::text IS NULL OR r.registry_name = $3)
  AND ($4::text[] IS NULL OR r.registry_id = ANY ($4)) AND ($5::text[] IS NULL OR r.registry_type = ANY ($5))
  AND ($6::text IS NULL OR r.registry_addr = $6) AND ($7::text IS NULL OR r.status = $7)`;

/** The values of `REGISTRY_FILTER`. */
export function filterValues(tenant: Tenant, filter: RegistryFilter): unknown[] {
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
