import type { Transaction } from '../runtime/index.ts';

/**
 * Tags of the newest time are ordered as versions where they are some (semver.org section 11, a leading `v` and missing
 * parts allowed), versions before other names, then by name in byte order. Numeric identifiers of a pre-release get
 * prefix 0 and a fixed width, others prefix 1, so that comparing text arrays is comparing pre-releases.
 * The newest time comes from a window, not from a join: right after a first sync the planner knows nothing of these rows,
 * takes them for one, and would compare each with each. OFFSET 0 keeps the look-up of a repository one by its index.
 */
const RECOMPUTE = `WITH uncrowned AS (
    SELECT namespace, image_name FROM image WHERE project_pk = $1 AND id = ANY ($5::bigint[]) AND latest_version),
  repository AS (
    SELECT DISTINCT t.*, (t.namespace, t.image_name) IN (SELECT namespace, image_name FROM uncrowned) AS whole
    FROM unnest($3::text[], $4::text[]) AS t (namespace, image_name)),
  candidate AS (
    SELECT i.*, max(i.update_time) FILTER (WHERE i.listed) OVER (PARTITION BY i.namespace, i.image_name) AS newest
    FROM repository r CROSS JOIN LATERAL (
      SELECT id, namespace, image_name, image_version, update_time, latest_version, listed FROM image
      WHERE project_pk = $1 AND registry_pk = $2 AND namespace = r.namespace AND image_name = r.image_name OFFSET 0) AS i
    WHERE (r.whole OR i.latest_version OR i.id = ANY ($5::bigint[])) AND NOT ($6 AND i.id = ANY ($5::bigint[]))),
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
 * Marks the newest listed tag of each given repository and unmarks the one that was. Only the touched tags are compared
 * with it; all tags of a repository only where it is one of them.
 * @param touched images of these repositories that were just written or, when `doomed`, are about to be deleted
 * @returns the images that changed
 */
export async function recomputeLatest(
  tx: Transaction,
  registry: { readonly projectPk: number; readonly registryPk: number },
  repositories: readonly { readonly namespace: string; readonly imageName: string }[],
  touched: readonly number[],
  { doomed } = { doomed: false },
): Promise<number[]> {
  if (repositories.length === 0) return [];
  const distinct = new Map(repositories.map((each) => [`${each.namespace}\n${each.imageName}`, each]));
  const namespaces = [...distinct.values()].map((each) => each.namespace);
  const names = [...distinct.values()].map((each) => each.imageName);
  const values = [registry.projectPk, registry.registryPk, namespaces, names, touched, doomed];
  const { rows } = await tx.query<{ id: number }>(RECOMPUTE, values);
  return rows.map((row) => row.id);
}
