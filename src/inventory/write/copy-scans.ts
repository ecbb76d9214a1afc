import { byKey, type Transaction } from '../../database/index.ts';
import { SCAN_COLUMN_NAMES, SCAN_OF_MANIFEST, scanColumnsOf } from '../scan-columns.ts';
import { appendChange } from './append-change.ts';
import { summariseParents } from './summarise-parents.ts';

const copyTo = (table: 'image' | 'image_child', idColumn: 'id' | 'parent_id') => `UPDATE ${table} t
  SET (${SCAN_COLUMN_NAMES.join(', ')}) = ROW (${SCAN_OF_MANIFEST})
  FROM unnest($2::text[]) AS d (digest) CROSS JOIN ${byKey('manifest', "digest = d.digest AND kind <> 'index'")} AS m
    CROSS JOIN ${byKey('image_manifest', 'digest = m.digest')} AS r
    CROSS JOIN ${byKey(table, `${idColumn} = r.image_id`)} AS held
  WHERE t.ctid = held.place AND held.image_digest = m.digest
    AND (${scanColumnsOf('t')}) IS DISTINCT FROM (${SCAN_OF_MANIFEST})
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
