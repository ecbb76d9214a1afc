import type { Transaction } from '../runtime/index.ts';

/**
 * Tags of the newest time are ordered as versions where they are some (semver.org section 11, a leading `v` and missing
 * parts allowed), versions before other names, then by name in byte order. Numeric identifiers of a pre-release get
 * prefix 0 and a fixed width, others prefix 1, so that comparing text arrays is comparing pre-releases.
 * The newest time comes from a window, not from a join: right after a first sync the planner knows nothing of these rows,
 * takes them for one, and would compare each with each. OFFSET 0 keeps the look-up of a repository one by its index.
 */
const RECOMPUTE = `WITH touched AS (SELECT DISTINCT * FROM unnest($3::text[], $4::text[]) AS t (namespace, image_name)),
  candidate AS (
    SELECT i.id, i.namespace, i.image_name, i.image_version, i.update_time, i.latest_version, i.listed,
      max(i.update_time) FILTER (WHERE i.listed) OVER (PARTITION BY i.namespace, i.image_name) AS newest
    FROM touched t CROSS JOIN LATERAL (
      SELECT * FROM image WHERE project_pk = $1 AND registry_pk = $2 AND namespace = t.namespace
        AND image_name = t.image_name OFFSET 0) AS i
    WHERE NOT i.id = ANY ($5::bigint[])),
  winner AS (
    SELECT DISTINCT ON (c.namespace, c.image_name) c.id
    FROM candidate c CROSS JOIN LATERAL (SELECT regexp_match(c.image_version,
      '^v?([0-9]{1,15})(?:[.]([0-9]{1,15}))?(?:[.]([0-9]{1,15}))?(?:-([0-9A-Za-z.-]+))?$') AS part) AS v
    WHERE c.listed AND c.update_time = c.newest
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
