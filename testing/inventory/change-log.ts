import type { Pool } from '../../src/database/index.ts';

export interface LoggedVersion {
  readonly version: number;
  readonly created: readonly { readonly id: number; readonly image_version: string }[];
  readonly rows: readonly LoggedRow[];
}

export interface LoggedRow {
  readonly id: number;
  readonly deleted: boolean;
  readonly [column: string]: unknown;
}

/** The log of a project, one entry per version with its rows spread out. */
export async function changeLog(pool: Pool, projectPk: number): Promise<LoggedVersion[]> {
  const { rows } = await pool.query<LoggedVersion>(
    `SELECT version, created, (SELECT json_agg(r ORDER BY r.id) FROM unnest(ids, deleted, update_time, scan_time, sync_time,
       image_size, vul_num, unsafe_num, malicious_num, flags, scan_status, severity) AS r (id, deleted, update_time,
       scan_time, sync_time, image_size, vul_num, unsafe_num, malicious_num, flags, scan_status, severity)) AS rows
     FROM image_change WHERE project_pk = $1 ORDER BY version`,
    [projectPk],
  );
  return rows;
}

/**
 * What a follower of the log would hold: the last logged values of every row that was not deleted.
 * Throws when a version is missing.
 */
export function replayLog(log: readonly LoggedVersion[]): LoggedRow[] {
  const held = new Map<number, LoggedRow>();
  log.forEach(({ version, rows }, index) => {
    if (version !== index + 1) throw new Error(`version ${index + 1} is missing in the log`);
    for (const row of rows) {
      if (row.deleted) held.delete(row.id);
      else held.set(row.id, row);
    }
  });
  return [...held.values()].sort((a, b) => a.id - b.id);
}

/** The image rows in the form in which the log holds them. */
export async function rowsAsLogged(pool: Pool, projectPk: number): Promise<LoggedRow[]> {
  const { rows } = await pool.query<{ rows: LoggedRow[] | null }>(
    `SELECT json_agg(r ORDER BY r.id) AS rows FROM (SELECT id, false AS deleted, update_time, scan_time, sync_time, image_size,
       vul_num, unsafe_num, malicious_num, latest_version::int + 2 * is_multiarch::int + 4 * scannable::int + 8 * listed::int AS flags,
       scan_status, severity FROM image WHERE project_pk = $1) AS r`,
    [projectPk],
  );
  return rows[0]?.rows ?? [];
}
