import { byKey, type Transaction } from '../../database/index.ts';
import { COUNTER_COLUMNS, FAILED_STATUSES, SCAN_COLUMN_NAMES, scanColumnsOf } from '../scan-columns.ts';

const SUMS = COUNTER_COLUMNS.map((name) => `least(sum(${name}), 2147483647)::int AS ${name}`).join(', ');
const COUNTS = COUNTER_COLUMNS.map((name) => `coalesce(${name}, 0) AS ${name}`).join(', ');

const SUMMARISE = `WITH child AS (
    SELECT k.*, array_position(ARRAY[${FAILED_STATUSES}], k.scan_status) AS failure,
      array_position(ARRAY['none', 'low', 'medium', 'high'], k.severity) AS grade
    FROM unnest($2::bigint[]) AS p (id) CROSS JOIN ${byKey('image_child', 'parent_id = p.id')} AS k WHERE k.scannable),
  summed AS (
    SELECT parent_id, ${SUMS},
      CASE WHEN bool_or(scan_status = 'scanning') THEN 'scanning' WHEN bool_or(scan_status = 'queued') THEN 'queued'
        WHEN bool_or(scan_status = 'unscanned') THEN 'unscanned'
        ELSE coalesce((ARRAY[${FAILED_STATUSES}])[min(failure)], 'succeeded') END AS scan_status,
      (array_agg(scan_failed_code ORDER BY failure, ord) FILTER (WHERE failure IS NOT NULL))[1] AS scan_failed_code,
      CASE WHEN bool_and(scan_time IS NOT NULL) THEN min(scan_time) END AS scan_time,
      max(grade) AS grade, bool_or(grade IS NULL) AS unknown
    FROM child GROUP BY parent_id),
  derived AS (
    SELECT p.id, ${COUNTS}, coalesce(scan_status, 'unscanned') AS scan_status, scan_time,
      CASE WHEN scan_status IN (${FAILED_STATUSES}) THEN scan_failed_code END AS scan_failed_code,
      CASE WHEN scan_time IS NULL OR (grade = 1 AND unknown) THEN NULL ELSE (ARRAY['none', 'low', 'medium', 'high'])[grade] END AS severity
    FROM unnest($2::bigint[]) AS p (id) LEFT JOIN summed ON summed.parent_id = p.id)
  UPDATE image i SET (${SCAN_COLUMN_NAMES.join(', ')}) = ROW (${scanColumnsOf('d')})
  FROM (SELECT d.*, p.place FROM derived d CROSS JOIN ${byKey('image', 'id = d.id')} AS p) d WHERE i.ctid = d.place AND i.is_multiarch
    AND (${scanColumnsOf('i')}) IS DISTINCT FROM (${scanColumnsOf('d')})
  RETURNING i.id`;

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
