import type { Transaction } from '../../database/index.ts';

const SAVE = `INSERT INTO stage_version AS old (stage, version) SELECT * FROM unnest($1::text[], $2::text[]) AS s (stage, version)
  ORDER BY 1 ON CONFLICT (stage) DO UPDATE SET version = excluded.version WHERE old.version <> excluded.version`;

/** Writes down at which version this release runs each stage: results of other versions are stale from now on. */
export async function saveStageVersions(tx: Transaction, versions: ReadonlyMap<string, string>): Promise<void> {
  await tx.query('DELETE FROM stage_version WHERE stage <> ALL ($1::text[])', [[...versions.keys()]]);
  await tx.query(SAVE, [[...versions.keys()], [...versions.values()]]);
}
