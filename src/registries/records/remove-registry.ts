import type { Transaction } from '../../database/index.ts';

/** Removes the row of a registry that is marked as being deleted and has no images left; nothing when it is gone already. */
export async function removeRegistry(tx: Transaction, projectPk: number, registryPk: number): Promise<void> {
  await tx.query('DELETE FROM registry WHERE project_pk = $1 AND registry_pk = $2 AND deleting', [
    projectPk,
    registryPk,
  ]);
}
