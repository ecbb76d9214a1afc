import type { Transaction } from '../runtime/index.ts';

const LINK = `INSERT INTO image_manifest (project_pk, digest, image_id)
  SELECT $1, image_digest, id FROM image WHERE project_pk = $1 AND id = ANY ($2::bigint[])
  UNION SELECT $1, image_digest, parent_id FROM image_child WHERE project_pk = $1 AND parent_id = ANY ($2::bigint[])`;

/** A manifest that waits for a scan or is being scanned stays until a later release; a locked one is in use. */
const DROP = `WITH gone AS (DELETE FROM manifest WHERE project_pk = $1 AND digest IN (
    SELECT m.digest FROM manifest m WHERE m.project_pk = $1 AND m.digest = ANY ($2) AND m.scan_status NOT IN ('queued', 'scanning')
      AND NOT EXISTS (SELECT FROM image_manifest r WHERE r.project_pk = $1 AND r.digest = m.digest)
    FOR UPDATE SKIP LOCKED) RETURNING digest),
  layers AS (DELETE FROM manifest_layer l USING gone WHERE l.project_pk = $1 AND l.digest = gone.digest)
  DELETE FROM manifest_child c USING gone WHERE c.project_pk = $1 AND c.digest = gone.digest`;

const MOVE = `WITH held AS (
    SELECT DISTINCT r.digest, i.registry_pk, concat_ws('/', nullif(i.namespace, ''), i.image_name) AS repository
    FROM image_manifest r JOIN image i ON i.project_pk = r.project_pk AND i.id = r.image_id
    WHERE r.project_pk = $1 AND r.digest = ANY ($2)),
  moved AS (
    SELECT DISTINCT ON (h.digest) h.* FROM held h JOIN manifest m ON m.project_pk = $1 AND m.digest = h.digest
    WHERE NOT EXISTS (SELECT FROM held same WHERE (same.digest, same.registry_pk, same.repository) = (m.digest, m.registry_pk, m.repository))
    ORDER BY h.digest, h.registry_pk, h.repository)
  UPDATE manifest m SET registry_pk = moved.registry_pk, repository = moved.repository
  FROM moved WHERE m.project_pk = $1 AND m.digest = moved.digest`;

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
    `DELETE FROM image_manifest WHERE project_pk = $1 AND image_id = ANY ($2::bigint[]) RETURNING digest`,
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
 */
export async function releaseManifests(tx: Transaction, projectPk: number, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  await tx.query(DROP, [projectPk, digests]);
  await tx.query(MOVE, [projectPk, digests]);
}
