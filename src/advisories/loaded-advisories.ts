import type { Db, Transaction } from '../database/index.ts';

/**
 * Locks the loaded advisories against changes until the end of the transaction. A scan that matches and commits under
 * this lock is either seen by the re-match that a load orders, or it matched with the new advisories: no verdict
 * can be stale without a re-match following. Loads write `advisory_source` and therefore wait.
 */
export async function lockAdvisoriesShared(tx: Transaction): Promise<void> {
  await tx.query('LOCK TABLE advisory_source IN SHARE MODE');
}

/**
 * OSV ecosystems that a loaded source speaks of, exactly as written: a source for `Debian:12` does not cover `Debian:13`,
 * and unscoped records (`Debian`) do not make a release covered. A package outside them is unknown, not safe.
 */
export async function coveredEcosystems(db: Db): Promise<Set<string>> {
  const { rows } = await db.query<{ ecosystem: string }>('SELECT DISTINCT ecosystem FROM advisory_ecosystem');
  return new Set(rows.map((row) => row.ecosystem));
}

/** Counts the loads that changed what packages are judged by: which advisories a result came from. */
export async function currentSnapshot(db: Db): Promise<number> {
  const { rows } = await db.query<{ snapshot: number }>('SELECT snapshot FROM advisory_snapshot');
  return rows[0]?.snapshot ?? 0;
}

/** Belongs into the transaction that changes advisories. */
export async function raiseSnapshot(tx: Transaction): Promise<void> {
  await tx.query('UPDATE advisory_snapshot SET snapshot = snapshot + 1');
}

/** What feeds say about vulnerabilities, by vulnerability and feed; those that no feed speaks of are not in it. */
export async function findEnrichments(
  db: Db,
  vulIds: readonly string[],
): Promise<Map<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>> {
  const { rows } = await db.query<{ vulId: string; feeds: Record<string, Record<string, unknown>> }>(
    `SELECT vul_id AS "vulId", jsonb_object_agg(feed, attributes) AS feeds FROM advisory_enrichment
     WHERE vul_id = ANY ($1) GROUP BY vul_id`,
    [vulIds],
  );
  return new Map(rows.map(({ vulId, feeds }) => [vulId, feeds]));
}
