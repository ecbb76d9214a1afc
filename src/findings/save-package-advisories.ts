import type { PackageMatch } from '../advisories/index.ts';
import type { Transaction } from '../database/index.ts';

const SAVE = `WITH match AS (
    SELECT * FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[])
      AS m (package_pk, advisory_pk, verdict, fixed_version, evidence)),
  gone AS (
    DELETE FROM package_advisory p WHERE p.project_pk = $1 AND p.package_pk = ANY ($2::bigint[])
      AND NOT EXISTS (SELECT FROM match m WHERE (m.package_pk, m.advisory_pk) = (p.package_pk, p.advisory_pk)))
  INSERT INTO package_advisory AS p (project_pk, package_pk, advisory_pk, verdict, fixed_version, evidence)
  SELECT $1, m.* FROM match m
  WHERE NOT EXISTS (SELECT FROM package_advisory p WHERE p.project_pk = $1
    AND (p.package_pk, p.advisory_pk, p.verdict, p.evidence) = (m.package_pk, m.advisory_pk, m.verdict, m.evidence)
    AND p.fixed_version IS NOT DISTINCT FROM m.fixed_version)
  ORDER BY m.package_pk, m.advisory_pk
  ON CONFLICT (project_pk, package_pk, advisory_pk) DO UPDATE
  SET (verdict, fixed_version, evidence) = (excluded.verdict, excluded.fixed_version, excluded.evidence)`;

/**
 * Makes the matches of the given packages exactly the given ones, as a set difference: an unchanged match writes no row.
 * Call it in the transaction that matched, after `lockAdvisoriesShared`.
 * @param packagePks every package that was matched, also those without a match
 */
export async function savePackageAdvisories(
  tx: Transaction,
  projectPk: number,
  packagePks: readonly number[],
  matches: readonly PackageMatch[],
): Promise<void> {
  const column = <K extends keyof PackageMatch>(name: K) => matches.map((match) => match[name]);
  await tx.query({
    name: 'save-package-advisories',
    text: SAVE,
    values: [
      projectPk,
      packagePks,
      column('packagePk'),
      column('advisoryPk'),
      column('verdict'),
      column('fixedVersion'),
      column('evidence'),
    ],
  });
}
