import type { Transaction } from '../database/index.ts';

/**
 * Keeps the loaded advisories as they are until the end of the transaction. A scan that matches and commits under
 * this lock is either seen by the re-match that a load orders, or it matched with the new advisories: no verdict
 * can be stale without a re-match following. Loads write `advisory_source` and therefore wait.
 */
export async function lockAdvisoriesShared(tx: Transaction): Promise<void> {
  await tx.query('LOCK TABLE advisory_source IN SHARE MODE');
}
