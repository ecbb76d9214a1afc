import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import { lockSource } from './advisory-source.ts';
import { openStaging } from './stage-advisories.ts';
import { type AdvisoryChanges, swapAdvisories } from './swap-advisories.ts';

/**
 * Removes the sources that are no longer configured, with their advisories.
 * @param onSwap runs in each removing transaction with what changed
 * @returns the removed sources
 */
export async function retireSources(
  pool: Pool,
  configured: readonly string[],
  onSwap: (tx: Transaction, changes: AdvisoryChanges) => Promise<void>,
): Promise<string[]> {
  const { rows } = await pool.query<{ source: string }>(
    'SELECT source FROM advisory_source WHERE source <> ALL ($1::text[]) ORDER BY source',
    [configured],
  );
  for (const { source } of rows) await inTransaction(pool, (tx) => retire(tx, source, onSwap));
  return rows.map((row) => row.source);
}

/** An empty swap learns what changes; the row is written first, so that scans wait. */
async function retire(
  tx: Transaction,
  source: string,
  onSwap: (tx: Transaction, changes: AdvisoryChanges) => Promise<void>,
): Promise<void> {
  await lockSource(tx, source);
  await tx.query('UPDATE advisory_source SET fingerprint = NULL WHERE source = $1', [source]);
  await (await openStaging(tx, source)).finish([]);
  const changes = await swapAdvisories(tx, source);
  await tx.query('DELETE FROM advisory_source WHERE source = $1', [source]);
  await onSwap(tx, changes);
}
