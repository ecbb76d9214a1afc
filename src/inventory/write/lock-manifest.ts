import type { Transaction } from '../../database/index.ts';

/**
 * Keeps a manifest from being dropped until the transaction ends, so that rows can be written below it, which have no
 * foreign keys (docs/adr/0004). Writers who drop manifests pass over those that are locked.
 * @returns false when it is gone
 */
export async function lockManifestShared(tx: Transaction, projectPk: number, digest: string): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: 'lock-manifest-shared',
    text: 'SELECT FROM manifest WHERE project_pk = $1 AND digest = $2 FOR KEY SHARE',
    values: [projectPk, digest],
  });
  return rowCount === 1;
}
