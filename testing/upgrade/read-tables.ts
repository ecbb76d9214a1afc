import type { Pool } from '../../src/database/index.ts';

type Row = Readonly<Record<string, unknown>>;

/** Rows by table, `schema.name`. */
export type Tables = ReadonlyMap<string, readonly Row[]>;

/** Everything that a database holds but the ledger of migrations, which gains a row with each. */
export async function readTables(pool: Pool): Promise<Tables> {
  const tables = new Map<string, Row[]>();
  for (const name of await tableNames(pool)) {
    const { rows } = await pool.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    tables.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  tables.delete('public.migration');
  return tables;
}

async function tableNames(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Other than NULL. */
const ABSENT = ['no such column'];

/** Rows as sorted texts of some of their columns: the order of rows says nothing. */
export function comparable(
  rows: readonly Row[] = [],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): string[] {
  return rows
    .map((row) => JSON.stringify(columns.map((column) => [column, column in row ? row[column] : ABSENT])))
    .sort();
}
