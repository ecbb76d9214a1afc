import type { Db } from '../../database/index.ts';
import { AppError, type Registry, type Tenant } from '../../model/index.ts';
import { filterValues, REGISTRY_FILTER, type RegistryFilter } from './list-registries.ts';
import { REGISTRY_COLUMNS } from './registry-row.ts';

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
