import type { Transaction } from '../../database/index.ts';
import type { EnterpriseScope, Registry, Tenant } from '../../model/index.ts';
import { checkAllFound } from './list-registries.ts';
import { REGISTRY_COLUMNS } from './registry-row.ts';

/**
 * Hides registries and deletes their passwords; `deleteRegistryJob` has to follow in the same transaction. All of them, or none.
 * @throws AppError `not_found` naming the first id that does not exist, is being deleted already or may not be seen
 */
export async function markRegistriesDeleting(
  tx: Transaction,
  tenant: Tenant,
  registryIds: readonly string[],
  enterprise: EnterpriseScope,
): Promise<Registry[]> {
  const { rows } = await tx.query<Registry>(
    `WITH wanted AS (SELECT w.project_pk, w.registry_pk FROM registry w
       WHERE w.project_pk = $1 AND w.registry_id = ANY ($2) AND NOT w.deleting AND ($3::int[] IS NULL OR w.eps_pk = ANY ($3))
       ORDER BY w.registry_pk FOR NO KEY UPDATE)
     UPDATE registry r SET deleting = true, secret_sealed = NULL FROM wanted
     WHERE r.project_pk = wanted.project_pk AND r.registry_pk = wanted.registry_pk RETURNING ${REGISTRY_COLUMNS}`,
    [tenant.projectPk, registryIds, enterprise === 'all' ? null : enterprise],
  );
  checkAllFound(registryIds, rows);
  return rows;
}

/** Removes the row of a registry that is marked as being deleted and has no images left; nothing when it is gone already. */
export async function removeRegistry(tx: Transaction, projectPk: number, registryPk: number): Promise<void> {
  await tx.query('DELETE FROM registry WHERE project_pk = $1 AND registry_pk = $2 AND deleting', [
    projectPk,
    registryPk,
  ]);
}
