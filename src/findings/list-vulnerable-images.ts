import { type Db, type Page, selectPage, THIS_PROJECT } from '../database/index.ts';
import { readImageId } from '../inventory/index.ts';
import type { EnterpriseScope, RegistryType, Tenant } from '../model/index.ts';

/** Absent means no condition. */
export interface VulnerableImageFilter {
  readonly enterprise: EnterpriseScope;
  readonly vulId: string;
  /** Exactly. */
  readonly namespace?: string | undefined;
  /** Part of the name, as the next but one; case-sensitive. */
  readonly imageName?: string | undefined;
  /** Digest with or without prefix, or an id. */
  readonly imageId?: string | undefined;
  readonly appName?: string | undefined;
}

export interface VulnerableTag {
  readonly id: number;
  readonly imageVersion: string;
  readonly imageSize: number;
}

/** The tags of one repository that hold one affected source package in one version. */
export interface VulnerableImage {
  readonly registryType: RegistryType;
  readonly namespace: string;
  readonly imageName: string;
  /** Of the tag that was updated last. */
  readonly imageDigest: string;
  readonly sourceName: string;
  readonly sourceVersion: string;
  readonly tagCount: number;
  /** The 1,000 that were updated last. */
  readonly tags: readonly VulnerableTag[];
}

/** The attack: one answer that carries a million tags. */
const TAGS = 1000;

const IMAGES = `WITH hit AS (SELECT DISTINCT x.package_pk FROM advisory a JOIN package_advisory x USING (advisory_pk)
      WHERE a.vul_id = $2 AND x.project_pk = ${THIS_PROJECT} AND x.verdict = 'affected'),
    affected AS (
      SELECT DISTINCT i.id, i.registry_pk, r.registry_type, i.namespace, i.image_name, i.image_digest, i.update_time,
        p.source_name, p.source_version
      FROM hit JOIN package p ON p.project_pk = ${THIS_PROJECT} AND p.package_pk = hit.package_pk
      JOIN manifest_package m ON m.project_pk = ${THIS_PROJECT} AND m.package_pk = hit.package_pk
      JOIN image_manifest c ON c.project_pk = ${THIS_PROJECT} AND c.digest = m.digest
      JOIN image i ON i.project_pk = ${THIS_PROJECT} AND i.id = c.image_id AND i.listed
      JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk AND NOT r.deleting
      WHERE ($3::int[] IS NULL OR i.eps_pk = ANY ($3)) AND ($4::text IS NULL OR i.namespace = $4)
        AND ($5::text IS NULL OR strpos(i.image_name, $5) > 0)
        AND ($6::text IS NULL OR strpos(p.source_name, $6) > 0 OR strpos(p.name, $6) > 0)
        AND (NOT $7 OR c.digest = $8 OR i.image_digest = $8 OR i.id = $9))
  SELECT registry_pk AS "registryPk", registry_type AS "registryType", namespace, image_name AS "imageName",
    source_name AS "sourceName", source_version AS "sourceVersion", count(*) AS "tagCount",
    (array_agg(image_digest ORDER BY update_time DESC, id))[1] AS "imageDigest",
    (array_agg(id ORDER BY update_time DESC, id))[1:${TAGS}] AS ids
  FROM affected GROUP BY registry_pk, registry_type, namespace, image_name, source_name, source_version`;

const ORDER = 'namespace, "imageName", "registryPk", "sourceName", "sourceVersion"';

type Group = Omit<VulnerableImage, 'tags'> & { readonly ids: readonly number[] };

/** One page of the repositories whose images a vulnerability hits, by name. */
export async function listVulnerableImages(
  db: Db,
  tenant: Tenant,
  filter: VulnerableImageFilter,
  page: Page,
): Promise<{ total: number; rows: VulnerableImage[] }> {
  const { total, rows } = await selectPage<Group>(
    db,
    { select: IMAGES, values: filterValues(tenant, filter), orderBy: ORDER },
    page,
  );
  const tags = await loadTags(db, tenant, rows);
  return { total, rows: rows.map(({ ids, ...row }) => ({ ...row, tags: ids.flatMap((id) => tags.get(id) ?? []) })) };
}

function filterValues(tenant: Tenant, filter: VulnerableImageFilter): unknown[] {
  const { digest, id } = readImageId(filter.imageId ?? '');
  return [
    tenant.projectPk,
    filter.vulId,
    filter.enterprise === 'all' ? null : filter.enterprise,
    filter.namespace ?? null,
    filter.imageName ?? null,
    filter.appName ?? null,
    filter.imageId !== undefined,
    digest,
    id,
  ];
}

async function loadTags(db: Db, tenant: Tenant, groups: readonly Group[]): Promise<Map<number, VulnerableTag>> {
  const { rows } = await db.query<VulnerableTag>(
    `SELECT id, image_version AS "imageVersion", image_size AS "imageSize" FROM image
     WHERE project_pk = ${THIS_PROJECT} AND id = ANY ($2::bigint[])`,
    [tenant.projectPk, [...new Set(groups.flatMap((group) => group.ids))]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
