import type { Db } from '../../database/index.ts';

/** Whether a digest still waits for a scan or is in one: not when it is gone, has a result, or its order was stopped. */
export async function isScanWanted(db: Db, projectPk: number, digest: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'is-scan-wanted',
    text: `SELECT FROM manifest WHERE project_pk = $1 AND digest = $2 AND scan_status IN ('queued', 'scanning')`,
    values: [projectPk, digest],
  });
  return rowCount === 1;
}
