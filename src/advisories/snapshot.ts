import type { Db, Transaction } from '../database/index.ts';

/** Counts the loads that changed what packages are judged by: which advisories a result came from. */
export async function currentSnapshot(db: Db): Promise<number> {
  const { rows } = await db.query<{ snapshot: number }>('SELECT snapshot FROM advisory_snapshot');
  return rows[0]?.snapshot ?? 0;
}

/** Belongs into the transaction that changes advisories. */
export async function raiseSnapshot(tx: Transaction): Promise<void> {
  await tx.query('UPDATE advisory_snapshot SET snapshot = snapshot + 1');
}
