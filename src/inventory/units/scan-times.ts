import { type Db, THIS_PROJECT } from '../../database/index.ts';
import type { ScanStatus } from '../../model/index.ts';

/** The state and the last scan (milliseconds since 1970) of the digests that are still in the inventory. */
export async function loadScanTimes(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, { readonly scanStatus: ScanStatus; readonly scanTime: number | null }>> {
  const { rows } = await db.query<{ digest: string; scanStatus: ScanStatus; scanTime: number | null }>(
    `SELECT f.digest, f.scan_status AS "scanStatus", f.scan_time AS "scanTime" FROM manifest f
     WHERE f.project_pk = ${THIS_PROJECT} AND f.digest = ANY ($2::text[])`,
    [projectPk, digests],
  );
  return new Map(rows.map(({ digest, ...scan }) => [digest, scan]));
}
