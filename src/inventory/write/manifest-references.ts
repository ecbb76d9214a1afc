import { byKey, THIS_PROJECT, type Transaction } from '../../database/index.ts';
import { imagesOf } from '../images-of.ts';

const LINK = `INSERT INTO image_manifest (project_pk, digest, image_id)
  SELECT $1, i.image_digest, i.id FROM ${imagesOf('$2')}
  UNION SELECT $1, image_digest, parent_id FROM image_child WHERE project_pk = ${THIS_PROJECT} AND parent_id = ANY ($2::bigint[])`;

/** A manifest that waits for a scan or is being scanned stays until a later release; a locked one is in use. */
const DROP = `WITH unused AS (
    SELECT digest FROM unnest($2::text[]) AS d (digest)
    WHERE NOT EXISTS (SELECT FROM image_manifest r WHERE r.project_pk = ${THIS_PROJECT} AND r.digest = d.digest OFFSET 0)),
  free AS (
    SELECT digest FROM manifest WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM unused))
      AND scan_status NOT IN ('queued', 'scanning') FOR UPDATE SKIP LOCKED),
  gone AS (
    DELETE FROM manifest WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM free)) RETURNING digest),
  results AS (DELETE FROM stage_result WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM gone))),
  configs AS (DELETE FROM image_config WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM gone))),
  risks AS (DELETE FROM build_command_risk WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM gone))),
  packages AS (DELETE FROM manifest_package WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM gone))),
  layers AS (DELETE FROM manifest_layer WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM gone)))
  DELETE FROM manifest_child WHERE project_pk = ${THIS_PROJECT} AND digest = ANY (ARRAY(SELECT digest FROM gone))`;

const MOVE = `WITH held AS (
    SELECT DISTINCT r.digest, i.registry_pk, concat_ws('/', nullif(i.namespace, ''), i.image_name) AS repository
    FROM unnest($2::text[]) AS d (digest) CROSS JOIN ${byKey('image_manifest', 'digest = d.digest')} AS r
      CROSS JOIN ${byKey('image', 'id = r.image_id')} AS i),
  moved AS (
    SELECT DISTINCT ON (h.digest) h.* FROM held h CROSS JOIN ${byKey('manifest', 'digest = h.digest')} AS m
    WHERE NOT EXISTS (SELECT FROM held same WHERE (same.digest, same.registry_pk, same.repository) = (m.digest, m.registry_pk, m.repository))
    ORDER BY h.digest, h.registry_pk, h.repository)
  UPDATE manifest m SET registry_pk = moved.registry_pk, repository = moved.repository
  FROM moved WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = moved.digest`;

/**
 * Forgets which digests the images carried.
 * @returns these digests, which may now be without an image
 */
export async function unlinkManifests(
  tx: Transaction,
  projectPk: number,
  imageIds: readonly number[],
): Promise<string[]> {
  if (imageIds.length === 0) return [];
  const { rows } = await tx.query<{ digest: string }>(
    `DELETE FROM image_manifest WHERE project_pk = ${THIS_PROJECT} AND image_id = ANY ($2::bigint[]) RETURNING digest`,
    [projectPk, imageIds],
  );
  return [...new Set(rows.map((row) => row.digest))];
}

/** Records which digests the images carry now, their platforms included. */
export async function linkManifests(tx: Transaction, projectPk: number, imageIds: readonly number[]): Promise<void> {
  if (imageIds.length > 0) await tx.query(LINK, [projectPk, imageIds]);
}

/**
 * Drops manifests that no image carries any more, and points those that others still carry to a place where they can
 * be pulled from. The caller holds the project lock.
 * @param isAwaited manifests that stay, because an image that is about to be written carries them; the hourly purge drops them if none does
 */
export async function releaseManifests(
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
  isAwaited: (digest: string) => boolean = () => false,
): Promise<void> {
  if (digests.length === 0) return;
  await tx.query(DROP, [projectPk, digests.filter((digest) => !isAwaited(digest))]);
  await tx.query(MOVE, [projectPk, digests]);
}
