import { THIS_PROJECT } from '../database/index.ts';

/**
 * Packages of the digests `$2` (text[], one entry a platform) of project `$1` with the advisories that hit them.
 * One vulnerability of an image is one (vul_id, ecosystem, source_name, source_version) of these rows; that is also what
 * `judgeVulnerabilities` counts (`vulnerabilityKey`). Matches that could not be judged are not vulnerabilities; stage states tell of them.
 */
export const AFFECTED_PACKAGES = `unnest($2::text[]) WITH ORDINALITY AS u (digest, ord)
  JOIN manifest_package m ON m.project_pk = ${THIS_PROJECT} AND m.digest = u.digest
  JOIN package p ON p.project_pk = ${THIS_PROJECT} AND p.package_pk = m.package_pk
  JOIN package_advisory x ON x.project_pk = ${THIS_PROJECT} AND x.package_pk = m.package_pk AND x.verdict = 'affected'
  JOIN advisory a ON a.advisory_pk = x.advisory_pk`;

/** What makes a vulnerability of an image one: these columns of advisory `a` and of the package under this alias (docs/adr/0010). */
export function vulnerabilityKey(alias: string): string {
  return `a.vul_id, ${alias}.ecosystem, ${alias}.source_name, ${alias}.source_version`;
}

/** 3 high, 2 medium, 1 low. What nobody rated counts as medium: not rated is not harmless. */
export const ADVISORY_RANK = `CASE coalesce(a.severity, 'medium') WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END`;

/** Packages of an operating system; all others are applications. */
export const IS_SYSTEM_PACKAGE = `p.purl ~ '^pkg:(deb|rpm|apk)/'`;
