import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from './database.ts';
import { pendingMigrations } from './migrate.ts';

const PAUSE_MS = 1000;

/**
 * Returns when every migration is applied, so that workers of a new release wait for it instead of failing in a row.
 * @param onWait told once which migrations are missing
 */
export async function awaitMigrations(pool: Pool, onWait: (pending: readonly string[]) => void): Promise<void> {
  for (let told = false; ; told = true) {
    const pending = await pendingMigrations(pool);
    if (pending.length === 0) return;
    if (!told) onWait(pending);
    await sleep(PAUSE_MS);
  }
}
