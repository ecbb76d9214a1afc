import type { Db } from '../../database/index.ts';
import type { Tenant } from '../../model/index.ts';
import { filterValues, REGISTRY_FILTER, type RegistryFilter } from './list-registries.ts';

/** How many registries answer and how many do not; those that were not checked yet count as neither. */
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
