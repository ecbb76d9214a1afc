import type { Db } from '../runtime/index.ts';
import { LEAF_KINDS } from './scannable.ts';

/**
 * What has to be scanned so that listed images with these digests have a result: the digest itself, or the scannable
 * platforms of an index. Digests that were scanned or wait already are left out.
 */
export async function unscannedUnits(db: Db, projectPk: number, imageDigests: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT DISTINCT m.digest
     FROM image_manifest own JOIN image i ON i.project_pk = $1 AND i.id = own.image_id AND i.image_digest = own.digest
     JOIN image_manifest r ON r.project_pk = $1 AND r.image_id = i.id
     JOIN manifest m ON m.project_pk = $1 AND m.digest = r.digest
     LEFT JOIN image_child k ON k.project_pk = $1 AND k.parent_id = i.id AND k.image_digest = m.digest
     WHERE own.project_pk = $1 AND own.digest = ANY ($2) AND i.listed AND i.scannable AND m.kind IN ${LEAF_KINDS}
       AND m.scan_status = 'unscanned' AND coalesce(k.scannable, true) ORDER BY 1`,
    [projectPk, imageDigests],
  );
  return rows.map((row) => row.digest);
}
