import { byKey, type Transaction } from '../../database/index.ts';
import { imagesOf } from '../images-of.ts';

const COLUMNS = 'i.id, i.namespace, i.image_name, i.image_version, i.update_time, i.latest_version, i.listed';

const OF_REPOSITORY = `registry_pk = $2 AND namespace = r.namespace AND image_name = r.image_name
      AND (r.whole OR r.holder IS NULL)`;

/**
 * Tags of the newest time are ordered as versions where they are some (semver.org section 11, a leading `v` and missing
 * parts allowed), versions before other names, then by name in byte order. Numeric identifiers of a pre-release get
 * prefix 0 and a fixed width, others prefix 1, so that comparing text arrays is comparing pre-releases.
 * The newest time comes from a window, not from a join: right after a first sync the planner knows nothing of these rows,
 * takes them for one, and would compare each with each.
 */
const RECOMPUTE = `WITH touched AS (SELECT i.place, ${COLUMNS} FROM ${imagesOf('$5')}),
  repository AS (
    SELECT t.namespace, t.image_name, holder.id AS holder,
      (t.namespace, t.image_name) IN (SELECT namespace, image_name FROM touched WHERE latest_version) AS whole
    FROM unnest($3::text[], $4::text[], $7::bigint[]) AS t (namespace, image_name, hint)
    LEFT JOIN ${byKey('image', 'id = t.hint')} AS holder
      ON holder.latest_version AND (holder.registry_pk, holder.namespace, holder.image_name) = ($2, t.namespace, t.image_name)),
  compared AS (
    SELECT * FROM touched WHERE NOT $6
    UNION SELECT i.place, ${COLUMNS} FROM repository r CROSS JOIN ${byKey('image', 'id = r.holder AND NOT r.whole')} AS i
    UNION SELECT i.place, ${COLUMNS} FROM repository r CROSS JOIN ${byKey('image', OF_REPOSITORY)} AS i
    WHERE (r.whole OR i.latest_version) AND NOT ($6 AND i.id = ANY ($5::bigint[]))),
  candidate AS (
    SELECT *, max(update_time) FILTER (WHERE listed) OVER (PARTITION BY namespace, image_name) AS newest FROM compared),
  winner AS (
    SELECT DISTINCT ON (c.namespace, c.image_name) c.id, c.namespace, c.image_name
    FROM candidate c CROSS JOIN LATERAL (SELECT regexp_match(c.image_version,
      '^v?([0-9]{1,15})(?:[.]([0-9]{1,15}))?(?:[.]([0-9]{1,15}))?(?:-([0-9A-Za-z.-]+))?$') AS part) AS v
    WHERE c.listed AND c.update_time = c.newest
    ORDER BY c.namespace, c.image_name, v.part IS NOT NULL DESC,
      v.part[1]::bigint DESC, coalesce(v.part[2], '0')::bigint DESC, coalesce(v.part[3], '0')::bigint DESC,
      v.part[4] IS NULL DESC,
      CASE WHEN v.part[4] IS NOT NULL THEN (SELECT array_agg((CASE WHEN p ~ '^[0-9]+$' THEN '0' || lpad(p, 128, '0') ELSE '1' || p END) COLLATE "C" ORDER BY n)
        FROM unnest(string_to_array(v.part[4], '.')) WITH ORDINALITY AS u (p, n)) END DESC,
      c.image_version COLLATE "C" DESC),
  flipped AS (
    UPDATE image i SET latest_version = NOT i.latest_version WHERE i.ctid = ANY (ARRAY(
      SELECT place FROM candidate WHERE latest_version <> (id IN (SELECT id FROM winner)))) RETURNING i.id)
  SELECT id, NULL AS repository FROM flipped
  UNION ALL SELECT id, namespace || E'\\n' || image_name FROM winner`;

/**
 * Which image of a repository carried the mark when it was last looked for, by `repositoryKey`. Only a hint, checked before
 * use: with it a write reads one image of a large repository instead of all.
 */
export type LatestHints = Map<string, number>;

/** Repositories that are written in turns are few; a run may see a million of them. */
const MAX_HINTS = 1_000;

interface Repository {
  readonly namespace: string;
  readonly imageName: string;
}

/** No name of a repository has a line break. */
export function repositoryKey({ namespace, imageName }: Repository): string {
  return `${namespace}\n${imageName}`;
}

/**
 * Marks the newest listed tag of each given repository and unmarks the one that was. Only the touched tags are compared
 * with it; all tags of a repository only where it is one of them.
 * @param touched images of these repositories that were just written or, when `leaving`, are about to be deleted
 * @param hints are used and brought up to date
 * @returns the images that changed
 */
export async function recomputeLatest(
  tx: Transaction,
  registry: { readonly projectPk: number; readonly registryPk: number },
  repositories: readonly Repository[],
  touched: readonly number[],
  { leaving = false, hints = new Map() }: { leaving?: boolean; hints?: LatestHints } = {},
): Promise<number[]> {
  if (repositories.length === 0) return [];
  const distinct = [...new Map(repositories.map((each) => [repositoryKey(each), each]))];
  const { rows } = await tx.query<{ id: number; repository: string | null }>(RECOMPUTE, [
    registry.projectPk,
    registry.registryPk,
    distinct.map(([, each]) => each.namespace),
    distinct.map(([, each]) => each.imageName),
    touched,
    leaving,
    distinct.map(([key]) => hints.get(key) ?? null),
  ]);
  if (hints.size > MAX_HINTS) hints.clear();
  for (const { id, repository } of rows) if (repository !== null) hints.set(repository, id);
  return rows.filter((row) => row.repository === null).map((row) => row.id);
}
