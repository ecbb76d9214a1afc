import { THIS_PROJECT, type Transaction } from '../../database/index.ts';

const ADD = `INSERT INTO manifest_to_judge (project_pk, digest)
  SELECT DISTINCT m.project_pk, m.digest FROM manifest_package m
  WHERE m.project_pk = ${THIS_PROJECT} AND m.package_pk = ANY ($2::bigint[])
    AND NOT EXISTS (SELECT FROM manifest_to_judge j WHERE (j.project_pk, j.digest) = (m.project_pk, m.digest))
  ORDER BY 2 ON CONFLICT DO NOTHING`;

/** Writes down every digest that holds one of the packages: all of them have been scanned. */
export async function addManifestsToJudge(
  tx: Transaction,
  projectPk: number,
  packagePks: readonly number[],
): Promise<void> {
  await tx.query(ADD, [projectPk, packagePks]);
}

const TAKE = `DELETE FROM manifest_to_judge WHERE (project_pk, digest) IN (
    SELECT project_pk, digest FROM manifest_to_judge
    WHERE project_pk = (SELECT project_pk FROM manifest_to_judge ORDER BY project_pk LIMIT 1)
    ORDER BY digest LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING project_pk AS "projectPk", digest`;

/** Digests of one project. */
export interface ManifestsToJudge {
  readonly projectPk: number;
  readonly digests: readonly string[];
}

/**
 * Takes the next digests of a project off the list, until the end of the transaction: a rollback puts them back.
 * @returns null when none is left, or others hold what is
 */
export async function takeManifestsToJudge(tx: Transaction, limit: number): Promise<ManifestsToJudge | null> {
  const { rows } = await tx.query<{ projectPk: number; digest: string }>(TAKE, [limit]);
  return rows[0] ? { projectPk: rows[0].projectPk, digests: rows.map((row) => row.digest).sort() } : null;
}
