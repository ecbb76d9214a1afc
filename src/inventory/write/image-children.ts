import { byKey, THIS_PROJECT, type Transaction } from '../../database/index.ts';
import { imagesOf } from '../images-of.ts';
import { takeImageIds } from '../lock-project.ts';
import { SCAN_COLUMN_NAMES, SCAN_OF_MANIFEST } from '../scan-columns.ts';
import { SCANNABLE_CHILD } from '../scannable.ts';

const WANTED = `SELECT i.id AS "parentId", c.ord,
    (SELECT min(k.id) FROM image_child k WHERE k.project_pk = ${THIS_PROJECT} AND k.parent_id = i.id AND k.image_digest = c.child_digest) AS id
  FROM ${imagesOf('$2')} CROSS JOIN ${byKey('manifest_child', 'digest = i.image_digest')} AS c ORDER BY i.id, c.ord`;

const INSERT = `INSERT INTO image_child (project_pk, parent_id, ord, id, image_digest, platform, image_size, scannable,
    ${SCAN_COLUMN_NAMES.join(', ')})
  SELECT $1, w."parentId", w.ord, w.id, c.child_digest, coalesce(c.platform, m.platform), coalesce(m.size, 0),
    i.scannable AND ${SCANNABLE_CHILD}, ${SCAN_OF_MANIFEST}
  FROM json_to_recordset($2::json) AS w ("parentId" bigint, ord integer, id bigint)
  CROSS JOIN ${byKey('image', 'id = w."parentId"')} AS i
  CROSS JOIN ${byKey('manifest_child', 'digest = i.image_digest AND ord = w.ord')} AS c
  LEFT JOIN ${byKey('manifest', 'digest = c.child_digest')} AS m ON true`;

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
