import type { Transaction } from '../../database/index.ts';
import type { StoredPackage } from '../write/save-packages.ts';

/** What advisories say differently than before. */
export interface ChangedNames {
  /** A key without a release (`Debian`) concerns the packages of every release (`Debian:12`). */
  readonly keys: readonly { readonly ecosystem: string; readonly name: string }[];
  /** Every package of these. */
  readonly ecosystems: readonly string[];
}

const ADD = `INSERT INTO package_to_match (project_pk, package_pk)
  SELECT p.project_pk, p.package_pk FROM unnest($1::text[], $2::text[]) AS k (ecosystem, name)
  JOIN package p ON p.source_name = k.name AND k.ecosystem IN (p.ecosystem, split_part(p.ecosystem, ':', 1))
  UNION SELECT project_pk, package_pk FROM package WHERE ecosystem = ANY ($3::text[])
  ORDER BY 2, 1 ON CONFLICT DO NOTHING`;

/** Writes down, in every project, the packages that the change can concern. */
export async function addPackagesToMatch(tx: Transaction, { keys, ecosystems }: ChangedNames): Promise<void> {
  await tx.query(ADD, [keys.map((key) => key.ecosystem), keys.map((key) => key.name), ecosystems]);
}

const TAKE = `WITH next AS (
    SELECT project_pk, package_pk FROM package_to_match ORDER BY package_pk, project_pk LIMIT $1 FOR UPDATE SKIP LOCKED),
  taken AS (
    DELETE FROM package_to_match t USING next n WHERE (t.package_pk, t.project_pk) = (n.package_pk, n.project_pk)
    RETURNING t.project_pk, t.package_pk)
  SELECT t.project_pk AS "projectPk", t.package_pk AS "packagePk", p.ecosystem, p.source_name AS "sourceName",
    p.source_version AS "sourceVersion"
  FROM taken t LEFT JOIN package p USING (project_pk, package_pk) ORDER BY 1, 2`;

type TakenPackage = StoredPackage & { readonly projectPk: number };

/**
 * Takes the next packages off the list, until the end of the transaction: a rollback puts them back. Packages that are gone meanwhile
 * are taken and left out.
 * @returns null when none is left, or others hold what is
 */
export async function takePackagesToMatch(
  tx: Transaction,
  limit: number,
): Promise<ReadonlyMap<number, readonly StoredPackage[]> | null> {
  const { rows } = await tx.query<TakenPackage | { ecosystem: null }>(TAKE, [limit]);
  if (rows.length === 0) return null;
  const present = rows.filter((row): row is TakenPackage => row.ecosystem !== null);
  const byProject = new Map<number, StoredPackage[]>();
  for (const { projectPk, ...each } of present) {
    const some = byProject.get(projectPk);
    if (some) some.push(each);
    else byProject.set(projectPk, [each]);
  }
  return byProject;
}
