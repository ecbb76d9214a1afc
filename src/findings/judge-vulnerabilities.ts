import { type Db, THIS_PROJECT } from '../database/index.ts';
import type { Severity } from '../model/index.ts';
import { ADVISORY_RANK, vulnerabilityKey } from './affected-packages.ts';

/** What the stored packages and matches of one manifest add up to. */
export interface VulnerabilityVerdict {
  readonly digest: string;
  /** Distinct vulnerabilities by source package and version: the rows of ListImageVulnerabilities. */
  readonly vulNum: number;
  /** Worst rating among them; null when there are none. A vulnerability that nobody rated counts as medium. */
  readonly severity: Exclude<Severity, 'none'> | null;
  readonly packages: number;
  /** Packages that an advisory names but whose version could not be compared. */
  readonly undetermined: number;
  /** Ecosystems of the image that no loaded advisory source speaks of. */
  readonly uncovered: readonly string[];
}

const VERDICT = `WITH wanted AS (SELECT DISTINCT unnest($2::text[]) AS digest),
  installed AS (
    SELECT DISTINCT m.digest, p.package_pk, p.ecosystem, p.source_name, p.source_version
    FROM wanted JOIN manifest_package m ON m.project_pk = ${THIS_PROJECT} AND m.digest = wanted.digest
    JOIN package p ON p.project_pk = ${THIS_PROJECT} AND p.package_pk = m.package_pk),
  counted AS (
    SELECT i.digest, count(*) AS packages,
      coalesce(array_agg(DISTINCT i.ecosystem) FILTER (WHERE i.ecosystem <> ALL ($3::text[])), '{}') AS uncovered
    FROM installed i GROUP BY i.digest),
  matched AS (
    SELECT i.digest,
      count(DISTINCT (${vulnerabilityKey('i')})) FILTER (WHERE m.verdict = 'affected') AS vul_num,
      max(${ADVISORY_RANK})
        FILTER (WHERE m.verdict = 'affected') AS worst,
      count(DISTINCT i.package_pk) FILTER (WHERE m.verdict = 'undetermined') AS undetermined
    FROM installed i JOIN package_advisory m ON m.project_pk = ${THIS_PROJECT} AND m.package_pk = i.package_pk
    JOIN advisory a USING (advisory_pk) GROUP BY i.digest)
  SELECT w.digest, coalesce(m.vul_num, 0)::int AS "vulNum", (ARRAY['low', 'medium', 'high'])[m.worst] AS severity,
    coalesce(c.packages, 0)::int AS packages, coalesce(m.undetermined, 0)::int AS undetermined, coalesce(c.uncovered, '{}') AS uncovered
  FROM wanted w LEFT JOIN counted c USING (digest) LEFT JOIN matched m USING (digest)`;

/**
 * Judges manifests from what is stored; reads no layer.
 * @param covered ecosystems that the loaded advisories speak of
 */
export async function judgeVulnerabilities(
  db: Db,
  projectPk: number,
  digests: readonly string[],
  covered: Iterable<string>,
): Promise<VulnerabilityVerdict[]> {
  const { rows } = await db.query<VulnerabilityVerdict>(VERDICT, [projectPk, digests, [...covered]]);
  return rows;
}
