import { byKey, type Transaction } from '../../database/index.ts';
import { appendChange } from './append-change.ts';
import { summariseParents } from './image-children.ts';

const VALUES = `m.scan_status, CASE WHEN m.scan_status IN ('failed', 'download_failed', 'oversized') THEN m.scan_failed_code END,
  m.scan_time, m.severity, m.vul_num, m.unsafe_num, m.malicious_num`;

const copyTo = (table: 'image' | 'image_child', idColumn: 'id' | 'parent_id') => `UPDATE ${table} t
  SET (scan_status, scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num) = ROW (${VALUES})
  FROM unnest($2::text[]) AS d (digest) CROSS JOIN ${byKey('manifest', "digest = d.digest AND kind <> 'index'")} AS m
    CROSS JOIN ${byKey('image_manifest', 'digest = m.digest')} AS r
    CROSS JOIN ${byKey(table, `${idColumn} = r.image_id`)} AS held
  WHERE t.ctid = held.place AND held.image_digest = m.digest
    AND (t.scan_status, t.scan_failed_code, t.scan_time, t.severity, t.vul_num, t.unsafe_num, t.malicious_num)
      IS DISTINCT FROM (${VALUES})
  RETURNING t.${idColumn} AS id`;

const TO_IMAGES = copyTo('image', 'id');
const TO_CHILDREN = copyTo('image_child', 'parent_id');

/**
 * Copies the scan state of these manifests to every image and platform that carries them, derives multi-arch images
 * anew, and ends the write. The caller holds the project lock. A row that says so already stays untouched.
 * @returns the new version, null when no image changed
 */
export async function copyScans(
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
): Promise<number | null> {
  const values = [projectPk, digests];
  const images = await tx.query<{ id: number }>(TO_IMAGES, values);
  const children = await tx.query<{ id: number }>(TO_CHILDREN, values);
  // A parent counts as changed with its platforms, even when its own columns come out equal: its answer shows them.
  const parents = [...new Set(children.rows.map((row) => row.id))];
  await summariseParents(tx, projectPk, parents);
  return appendChange(tx, projectPk, { changed: [...images.rows.map((row) => row.id), ...parents] });
}
