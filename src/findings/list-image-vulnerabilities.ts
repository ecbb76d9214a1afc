import { type Db, type Page, selectPage } from '../database/index.ts';
import type { FoundImage } from '../inventory/index.ts';
import type { Severity, Tenant } from '../model/index.ts';
import { ADVISORY_RANK, AFFECTED_PACKAGES, IS_SYSTEM_PACKAGE, vulnerabilityKey } from './affected-packages.ts';

type Rating = Exclude<Severity, 'none'>;

/** What the vulnerabilities of an image can be narrowed by; absent means no condition. */
export interface VulnerabilityFilter {
  /** Part of the identifier, case-sensitive. */
  readonly vulId?: string | undefined;
  /** Part of the name of the source package or of a package built from it, case-sensitive. */
  readonly appName?: string | undefined;
  readonly severity?: Rating | undefined;
  readonly packages?: 'system' | 'application' | undefined;
}

/** One vulnerability of one source package in one version, in an image or in one platform of it. */
export interface ImageVulnerability {
  /** The manifest it is in: of a multi-arch image, the platform. */
  readonly digest: string;
  readonly vulId: string;
  readonly severity: Rating;
  /** 0 to 10; null when no advisory has a score that can be read. */
  readonly cvssScore: number | null;
  readonly advisoryIds: readonly string[];
  readonly description: string;
  readonly url: string;
  readonly ecosystem: string;
  readonly sourceName: string;
  readonly sourceVersion: string;
  /** The installed packages built from it, `name version`. */
  readonly packages: readonly string[];
  /** First of the files that name these packages. */
  readonly path: string;
  /** The layer that brought `path` in. */
  readonly layerDigest: string;
  /** One per advisory that knows a fix; empty when none does. */
  readonly fixedVersions: readonly string[];
}

const VULNERABILITIES = `SELECT u.ord, u.digest, a.vul_id AS "vulId", p.ecosystem, p.source_name AS "sourceName",
    p.source_version AS "sourceVersion", (ARRAY['low', 'medium', 'high'])[max(${ADVISORY_RANK})] AS severity,
    max(${ADVISORY_RANK}) AS rank, max(a.cvss_score)::numeric(3, 1)::float8 AS "cvssScore",
    array_agg(DISTINCT a.advisory_id) AS "advisoryIds",
    (array_agg(coalesce(nullif(a.summary, ''), left(a.details, 4096)) ORDER BY a.summary = '' AND a.details = '', a.advisory_id))[1]
      AS description,
    (array_agg(a.url ORDER BY a.url = '', a.advisory_id))[1] AS url,
    array_agg(DISTINCT p.name || ' ' || p.version) AS packages, min(m.path) AS path,
    (array_agg(m.layer_digest ORDER BY m.path, m.layer_digest))[1] AS "layerDigest",
    coalesce(array_agg(DISTINCT x.fixed_version) FILTER (WHERE x.fixed_version IS NOT NULL), '{}') AS "fixedVersions"
  FROM ${AFFECTED_PACKAGES}
  WHERE ($3::text IS NULL OR strpos(a.vul_id, $3) > 0) AND ($4::boolean IS NULL OR (${IS_SYSTEM_PACKAGE}) = $4)
  GROUP BY u.ord, u.digest, ${vulnerabilityKey('p')}
  HAVING ($5::int IS NULL OR max(${ADVISORY_RANK}) = $5)
    AND ($6::text IS NULL OR strpos(p.source_name, $6) > 0 OR bool_or(strpos(p.name, $6) > 0))`;

const WORST_FIRST = 'rank DESC, "cvssScore" DESC NULLS LAST, "vulId", "sourceName", "sourceVersion", ecosystem, ord';

/**
 * One page of the vulnerabilities of an image, the worst first. Without a filter the number of all equals the `vulNum`
 * of the image: of a multi-arch image, each platform counts for itself.
 */
export function listImageVulnerabilities(
  db: Db,
  tenant: Tenant,
  image: FoundImage,
  filter: VulnerabilityFilter,
  page: Page,
): Promise<{ total: number; rows: ImageVulnerability[] }> {
  const values = [
    tenant.projectPk,
    image.digests,
    filter.vulId ?? null,
    filter.packages === undefined ? null : filter.packages === 'system',
    filter.severity === undefined ? null : { low: 1, medium: 2, high: 3 }[filter.severity],
    filter.appName ?? null,
  ];
  return selectPage<ImageVulnerability>(db, { select: VULNERABILITIES, values, orderBy: WORST_FIRST }, page);
}
