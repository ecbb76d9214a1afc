import type { Db } from '../database/index.ts';

/**
 * OSV ecosystems that a loaded source speaks of, exactly as written: a source for `Debian:12` does not cover `Debian:13`,
 * and unscoped records (`Debian`) do not make a release covered. A package outside them is unknown, not safe.
 */
export async function coveredEcosystems(db: Db): Promise<Set<string>> {
  const { rows } = await db.query<{ ecosystem: string }>('SELECT DISTINCT ecosystem FROM advisory_ecosystem');
  return new Set(rows.map((row) => row.ecosystem));
}
