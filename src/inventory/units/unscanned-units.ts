import { byKey, type Db } from '../../database/index.ts';
import { LEAF_KINDS } from '../scannable.ts';

/**
 * What has to be scanned so that listed images with these digests have a result: the digest itself, or the scannable
 * platforms of an index. Digests that were scanned or wait already are left out.
 */
export async function unscannedUnits(db: Db, projectPk: number, imageDigests: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT DISTINCT m.digest FROM unnest($2::text[]) AS d (digest)
     CROSS JOIN ${byKey('image_manifest', 'digest = d.digest')} AS own
     JOIN ${byKey('image', 'id = own.image_id')} AS i ON i.image_digest = own.digest AND i.listed AND i.scannable
     CROSS JOIN ${byKey('image_manifest', 'image_id = i.id')} AS r
     JOIN ${byKey('manifest', 'digest = r.digest')} AS m ON m.kind IN ${LEAF_KINDS} AND m.scan_status = 'unscanned'
     LEFT JOIN ${byKey('image_child', 'parent_id = i.id')} AS k ON k.image_digest = m.digest
     WHERE coalesce(k.scannable, true) ORDER BY 1`,
    [projectPk, imageDigests],
  );
  return rows.map((row) => row.digest);
}
