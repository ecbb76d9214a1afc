import type { Transaction } from '../runtime/index.ts';

/**
 * Tags of the newest time are ordered as versions where they are some (semver.org section 11, a leading `v` and missing
 * parts allowed), versions before other names, then by name in byte order. Numeric identifiers of a pre-release get
 * prefix 0 and a fixed width, others prefix 1, so that comparing text arrays is comparing pre-releases.
 */
const RECOMPUTE = `WITH touched AS (SELECT DISTINCT * FROM unnest($3::text[], $4::text[]) AS t (namespace, image_name)),
  candidate AS (
    SELECT i.id, i.namespace, i.image_name, i.image_version, i.update_time, i.latest_version, i.listed
    FROM touched t JOIN image i ON i.project_pk = $1 AND i.registry_pk = $2
      AND i.namespace = t.namespace AND i.image_name = t.image_name
    WHERE NOT i.id = ANY ($5::bigint[])),
  newest AS (SELECT namespace, image_name, max(update_time) AS update_time FROM candidate WHERE listed GROUP BY 1, 2),
  winner AS (
    SELECT DISTINCT ON (c.namespace, c.image_name) c.id
    FROM candidate c JOIN newest USING (namespace, image_name, update_time)
    CROSS JOIN LATERAL (SELECT regexp_match(c.image_version,
      '^v?([0-9]{1,15})(?:[.]([0-9]{1,15}))?(?:[.]([0-9]{1,15}))?(?:-([0-9A-Za-z.-]+))?$') AS part) AS v
    WHERE c.listed
    ORDER BY c.namespace, c.image_name, v.part IS NOT NULL DESC,
      v.part[1]::bigint DESC, coalesce(v.part[2], '0')::bigint DESC, coalesce(v.part[3], '0')::bigint DESC,
      v.part[4] IS NULL DESC,
      CASE WHEN v.part[4] IS NOT NULL THEN (SELECT array_agg((CASE WHEN p ~ '^[0-9]+$' THEN '0' || lpad(p, 128, '0') ELSE '1' || p END) COLLATE "C" ORDER BY n)
        FROM unnest(string_to_array(v.part[4], '.')) WITH ORDINALITY AS u (p, n)) END DESC,
      c.image_version COLLATE "C" DESC)
  UPDATE image i SET latest_version = NOT i.latest_version FROM candidate c
  WHERE i.project_pk = $1 AND i.id = c.id AND c.latest_version <> (c.id IN (SELECT id FROM winner)) RETURNING i.id`;

/**
 * Marks the newest listed tag of each given repository and unmarks the one that was.
 * @param without images that are about to be deleted
 * @returns the images that changed
 */
export async function recomputeLatest(
  tx: Transaction,
  registry: { readonly projectPk: number; readonly registryPk: number },
  repositories: readonly { readonly namespace: string; readonly imageName: string }[],
  without: readonly number[] = [],
): Promise<number[]> {
  if (repositories.length === 0) return [];
  const distinct = new Map(repositories.map((each) => [`${each.namespace}\n${each.imageName}`, each]));
  const namespaces = [...distinct.values()].map((each) => each.namespace);
  const names = [...distinct.values()].map((each) => each.imageName);
  const values = [registry.projectPk, registry.registryPk, namespaces, names, without];
  const { rows } = await tx.query<{ id: number }>(RECOMPUTE, values);
  return rows.map((row) => row.id);
}
