import type { Db, Transaction } from '../../database/index.ts';
import type { FeedTally, Rejection } from './read-feed.ts';

const NAMED_REJECTS = 100;

/** Makes sure that a configured source has a row, so that its state can be seen before its first load. */
export async function registerSource(db: Db, source: string): Promise<void> {
  await db.query('INSERT INTO advisory_source (source) VALUES ($1) ON CONFLICT DO NOTHING', [source]);
}

/**
 * Waits until no other load of the source runs, until the end of the transaction. Two workers may be handed the same source.
 * @returns fingerprint of what is loaded; null when nothing is, or when the last load failed and should be tried in full
 */
export async function lockSource(tx: Transaction, source: string): Promise<string | null> {
  // The feed comes within this transaction and may take minutes, in which PostgreSQL hears nothing.
  await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('hullwatch advisories ' || $1, 0))`, [source]);
  const { rows } = await tx.query<{ fingerprint: string | null; status: string }>(
    'SELECT fingerprint, status FROM advisory_source WHERE source = $1',
    [source],
  );
  return rows[0]?.status === 'failed' ? null : (rows[0]?.fingerprint ?? null);
}

/** Begins the swap: from this statement on, scans wait (`lock-advisories.ts`). */
export async function markLoaded(
  tx: Transaction,
  source: string,
  load: { readonly fingerprint: string; readonly tally: FeedTally; readonly kept: number; readonly at: number },
): Promise<void> {
  const { loaded, rejected, rejectedCount, brokenCount } = load.tally;
  await tx.query(
    `UPDATE advisory_source SET fingerprint = $2, status = $3, reason = $4, loaded = $5, rejected = $6, rejects = $7,
       checked_at = $8, loaded_at = $8 WHERE source = $1`,
    [
      source,
      load.fingerprint,
      brokenCount === 0 ? 'ok' : 'partial',
      brokenCount === 0 ? null : whyPartial(load.tally, load.kept),
      loaded + load.kept,
      rejectedCount,
      JSON.stringify(named(rejected)),
      new Date(load.at),
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

/** Broken ones first: they are what someone must look at. */
function named(rejected: readonly Rejection[]): { name: string; reason: string }[] {
  const ordered = [...rejected].sort((a, b) => Number(b.broken) - Number(a.broken));
  return ordered
    .slice(0, NAMED_REJECTS)
    .map(({ name, reason }) => ({ name: toStored(name), reason: toStored(reason) }));
}

function whyPartial({ rejected, brokenCount }: FeedTally, kept: number): string {
  const first = rejected.find((each) => each.broken);
  const named = first ? `, the first: ${toStored(`${first.name} (${first.reason})`)}` : '';
  const stay = kept === 0 ? '' : `; ${kept} advisories that may be in them stay as they were`;
  return `${brokenCount} files or records could not be read${named}${stay}`;
}

/** Names come from archives: PostgreSQL stores neither NUL nor half of a surrogate pair. */
function toStored(text: string): string {
  return text
    .slice(0, 512)
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
