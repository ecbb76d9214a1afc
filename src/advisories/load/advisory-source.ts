import type { Db, Transaction } from '../../database/index.ts';
import { firstRejections, type Rejections, whyPartial } from './rejections.ts';

/** What an advisory source holds; any other text is the name of an enrichment feed. */
export const ADVISORIES = 'advisories';

/** Makes sure that a configured source has a row, so that its state can be seen before its first load. */
export async function registerSource(db: Db, source: string, feed: string): Promise<void> {
  await db.query('INSERT INTO advisory_source (source, feed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [source, feed]);
}

/**
 * Waits until no other load of the source runs, until the end of the transaction. Two workers may be handed the same source.
 * @returns fingerprint of what is loaded; null when nothing is, or when the last load failed and should be tried in full
 */
export async function lockSource(tx: Transaction, source: string): Promise<string | null> {
  // The source is downloaded within this transaction and may take minutes, in which PostgreSQL hears nothing.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('hullwatch advisories ' || $1, 0))`, [source]);
  const { rows } = await tx.query<{ fingerprint: string | null; status: string }>(
    'SELECT fingerprint, status FROM advisory_source WHERE source = $1',
    [source],
  );
  return rows[0]?.status === 'failed' ? null : (rows[0]?.fingerprint ?? null);
}

/** Begins the swap: from this statement on, scans wait (`lockAdvisoriesShared`). */
export async function markLoaded(
  tx: Transaction,
  source: string,
  load: {
    readonly fingerprint: string;
    readonly loaded: number;
    readonly kept: number;
    readonly rejections: Rejections;
    readonly at: number;
  },
): Promise<void> {
  const { fingerprint, loaded, kept, rejections, at } = load;
  const reason = whyPartial(rejections, kept);
  await tx.query(
    `UPDATE advisory_source SET fingerprint = $2, status = $3, reason = $4, loaded = $5, rejected = $6, rejects = $7,
       checked_at = $8, loaded_at = $8 WHERE source = $1`,
    [
      source,
      fingerprint,
      reason === null ? 'ok' : 'partial',
      reason,
      loaded + kept,
      rejections.rejectedCount,
      JSON.stringify(firstRejections(rejections)),
      new Date(at),
    ],
  );
}

export async function markUnchanged(db: Db, source: string, at: number): Promise<void> {
  await db.query('UPDATE advisory_source SET checked_at = $2 WHERE source = $1', [source, new Date(at)]);
}

/** What was loaded before stays; only the state says that it may be old. */
export async function markFailed(db: Db, source: string, reason: string, at: number): Promise<void> {
  await db.query(`UPDATE advisory_source SET status = 'failed', reason = $2, checked_at = $3 WHERE source = $1`, [
    source,
    reason,
    new Date(at),
  ]);
}
