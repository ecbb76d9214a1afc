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
  const columns = await loggedColumns(pool);
  const { rows } = await pool.query<LoggedVersion>(
    `SELECT version, created, (SELECT json_agg(r ORDER BY r.id) FROM unnest(ids, deleted, flags, ${columns})
       AS r (id, deleted, flags, ${columns})) AS rows
     FROM image_change WHERE project_pk = $1 ORDER BY version`,
    [projectPk],
  );
  return rows;
}

/** The columns of images that the log has an array for, as the database says. */
async function loggedColumns(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ columns: string }>(
    `SELECT string_agg(i.column_name, ', ' ORDER BY i.column_name) AS columns FROM information_schema.columns i
     JOIN information_schema.columns c ON c.table_name = 'image_change' AND c.column_name = i.column_name AND c.data_type = 'ARRAY'
     WHERE i.table_name = 'image'`,
  );
  return rows[0]?.columns as string;
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
  const columns = await loggedColumns(pool);
  const { rows } = await pool.query<{ rows: LoggedRow[] | null }>(
    `SELECT json_agg(r ORDER BY r.id) AS rows FROM (SELECT id, false AS deleted, ${columns},
       latest_version::int + 2 * is_multiarch::int + 4 * scannable::int + 8 * listed::int AS flags FROM image WHERE project_pk = $1) AS r`,
    [projectPk],
  );
  return rows[0]?.rows ?? [];
}
