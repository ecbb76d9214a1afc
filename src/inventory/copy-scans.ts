import type { Transaction } from '../runtime/index.ts';
import { appendChange } from './append-change.ts';
import { summariseParents } from './image-children.ts';

const VALUES = `m.scan_status, CASE WHEN m.scan_status IN ('failed', 'download_failed', 'oversized') THEN m.scan_failed_code END,
  m.scan_time, m.severity, m.vul_num, m.unsafe_num, m.malicious_num`;

const copyTo = (table: 'image' | 'image_child', idColumn: string, returning: string) => `UPDATE ${table} t
  SET (scan_status, scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num) = ROW (${VALUES})
  FROM manifest m JOIN image_manifest r ON r.project_pk = m.project_pk AND r.digest = m.digest
  WHERE m.project_pk = $1 AND m.digest = ANY ($2) AND m.kind <> 'index'
    AND t.project_pk = $1 AND t.${idColumn} = r.image_id AND t.image_digest = m.digest
    AND (t.scan_status, t.scan_failed_code, t.scan_time, t.severity, t.vul_num, t.unsafe_num, t.malicious_num)
      IS DISTINCT FROM (${VALUES})
  RETURNING ${returning} AS id`;

const TO_IMAGES = copyTo('image', 'id', 't.id');
const TO_CHILDREN = copyTo('image_child', 'parent_id', 't.parent_id');

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
