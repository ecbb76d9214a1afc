import { byKey, THIS_PROJECT, type Transaction } from '../../database/index.ts';
import { imagesOf } from '../images-of.ts';
import { takeImageIds } from '../lock-project.ts';
import { SCANNABLE_CHILD } from '../scannable.ts';

const WANTED = `SELECT i.id AS "parentId", c.ord,
    (SELECT min(k.id) FROM image_child k WHERE k.project_pk = ${THIS_PROJECT} AND k.parent_id = i.id AND k.image_digest = c.child_digest) AS id
  FROM ${imagesOf('$2')} CROSS JOIN ${byKey('manifest_child', 'digest = i.image_digest')} AS c ORDER BY i.id, c.ord`;

const INSERT = `INSERT INTO image_child (project_pk, parent_id, ord, id, image_digest, platform, image_size, scannable,
    scan_status, scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num)
  SELECT $1, w."parentId", w.ord, w.id, c.child_digest, coalesce(c.platform, m.platform), coalesce(m.size, 0),
    i.scannable AND ${SCANNABLE_CHILD}, coalesce(m.scan_status, 'unscanned'),
    CASE WHEN m.scan_status IN ('failed', 'download_failed', 'oversized') THEN m.scan_failed_code END, m.scan_time, m.severity,
    coalesce(m.vul_num, 0), coalesce(m.unsafe_num, 0), coalesce(m.malicious_num, 0)
  FROM json_to_recordset($2::json) AS w ("parentId" bigint, ord integer, id bigint)
  CROSS JOIN ${byKey('image', 'id = w."parentId"')} AS i
  CROSS JOIN ${byKey('manifest_child', 'digest = i.image_digest AND ord = w.ord')} AS c
  LEFT JOIN ${byKey('manifest', 'digest = c.child_digest')} AS m ON true`;

const SUMMARISE = `WITH child AS (
    SELECT k.*, array_position(ARRAY['failed', 'download_failed', 'oversized'], k.scan_status) AS failure,
      array_position(ARRAY['none', 'low', 'medium', 'high'], k.severity) AS grade
    FROM unnest($2::bigint[]) AS p (id) CROSS JOIN ${byKey('image_child', 'parent_id = p.id')} AS k WHERE k.scannable),
  summed AS (
    SELECT parent_id, least(sum(vul_num), 2147483647)::int AS vul_num, least(sum(unsafe_num), 2147483647)::int AS unsafe_num,
      least(sum(malicious_num), 2147483647)::int AS malicious_num,
      CASE WHEN bool_or(scan_status = 'scanning') THEN 'scanning' WHEN bool_or(scan_status = 'queued') THEN 'queued'
        WHEN bool_or(scan_status = 'unscanned') THEN 'unscanned'
        ELSE coalesce((ARRAY['failed', 'download_failed', 'oversized'])[min(failure)], 'succeeded') END AS scan_status,
      (array_agg(scan_failed_code ORDER BY failure, ord) FILTER (WHERE failure IS NOT NULL))[1] AS scan_failed_code,
      CASE WHEN bool_and(scan_time IS NOT NULL) THEN min(scan_time) END AS scan_time,
      max(grade) AS grade, bool_or(grade IS NULL) AS unknown
    FROM child GROUP BY parent_id),
  derived AS (
    SELECT p.id, coalesce(vul_num, 0) AS vul_num, coalesce(unsafe_num, 0) AS unsafe_num, coalesce(malicious_num, 0) AS malicious_num,
      coalesce(scan_status, 'unscanned') AS scan_status, scan_time,
      CASE WHEN scan_status IN ('failed', 'download_failed', 'oversized') THEN scan_failed_code END AS scan_failed_code,
      CASE WHEN scan_time IS NULL OR (grade = 1 AND unknown) THEN NULL ELSE (ARRAY['none', 'low', 'medium', 'high'])[grade] END AS severity
    FROM unnest($2::bigint[]) AS p (id) LEFT JOIN summed ON summed.parent_id = p.id)
  UPDATE image i SET vul_num = d.vul_num, unsafe_num = d.unsafe_num, malicious_num = d.malicious_num, scan_status = d.scan_status,
    scan_failed_code = d.scan_failed_code, scan_time = d.scan_time, severity = d.severity
  FROM (SELECT d.*, p.place FROM derived d CROSS JOIN ${byKey('image', 'id = d.id')} AS p) d WHERE i.ctid = d.place AND i.is_multiarch
    AND (i.vul_num, i.unsafe_num, i.malicious_num, i.scan_status, i.scan_failed_code, i.scan_time, i.severity)
      IS DISTINCT FROM (d.vul_num, d.unsafe_num, d.malicious_num, d.scan_status, d.scan_failed_code, d.scan_time, d.severity)
  RETURNING i.id`;

/**
 * Gives images that got another digest the platforms of that digest. A platform whose digest the image had before keeps
 * its id. Images that are not multi-arch end with none.
 */
export async function writeChildren(tx: Transaction, projectPk: number, imageIds: readonly number[]): Promise<void> {
  if (imageIds.length === 0) return;
  const wanted = await tx.query<{ parentId: number; ord: number; id: number | null }>(WANTED, [projectPk, imageIds]);
  await tx.query(`DELETE FROM image_child WHERE project_pk = ${THIS_PROJECT} AND parent_id = ANY ($2::bigint[])`, [
    projectPk,
    imageIds,
  ]);
  if (wanted.rows.length === 0) return;
  const rows = await withIds(tx, projectPk, wanted.rows);
  await tx.query(INSERT, [projectPk, JSON.stringify(rows)]);
}

/** An index may name one digest for two platforms; only the first of them keeps the old id. */
async function withIds(
  tx: Transaction,
  projectPk: number,
  wanted: readonly { parentId: number; ord: number; id: number | null }[],
) {
  const kept = new Set<number>();
  const rows = wanted.map((row) => {
    if (row.id === null || kept.has(row.id)) return { ...row, id: null };
    kept.add(row.id);
    return row;
  });
  const fresh = await takeImageIds(tx, projectPk, rows.filter((row) => row.id === null).length);
  return rows.map((row) => ({ ...row, id: row.id ?? (fresh.shift() as number) }));
}

/**
 * Derives the scan state of multi-arch images from their scannable platforms:
 * - counters are sums;
 * - status: `scanning` or `queued` while any platform is, `unscanned` while any was never scanned, then the gravest end
 *   (`failed`, `download_failed`, `oversized`) with its code, `succeeded` only when all succeeded;
 * - scan time: the oldest of all platforms, so that the image never looks fresher than its stalest part;
 *   null until every platform has one;
 * - severity: the worst platform once every platform ended; `none` only when no platform is unknown.
 * @returns the images that changed
 */
export async function summariseParents(
  tx: Transaction,
  projectPk: number,
  parentIds: readonly number[],
): Promise<number[]> {
  if (parentIds.length === 0) return [];
  const values = [projectPk, parentIds];
  const { rows } = await tx.query<{ id: number }>(SUMMARISE, values);
  return rows.map((row) => row.id);
}
