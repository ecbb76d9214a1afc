import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../../database/index.ts';

/** One project's layer. */
interface LayerKey {
  readonly projectPk: number;
  readonly digest: string;
}

const POLL_MS = 250;

/**
 * Does `work` while no other worker process reads this layer, or answers what `find` sees once the other one is through.
 * The lock is one of the connection, not of a row: when a worker is killed, PostgreSQL lets it go at once. A connection
 * that breaks meanwhile costs a second reading of the layer at most; both save the same facts.
 */
export async function withLayerLock<T>(
  pool: Pool,
  key: LayerKey,
  find: () => Promise<T | null>,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    const release = await tryLock(pool, key);
    if (release) {
      try {
        return (await find()) ?? (await work());
      } finally {
        await release();
      }
    }
    await sleep(POLL_MS, undefined, { signal });
    const found = await find();
    if (found !== null) return found;
  }
}

/** @returns how to let go; null when another connection holds it */
async function tryLock(pool: Pool, { projectPk, digest }: LayerKey): Promise<(() => Promise<void>) | null> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS held', [
      projectPk,
      digest,
    ]);
    if (rows[0]?.held)
      return () =>
        client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [projectPk, digest]).then(
          () => client.release(),
          (error: Error) => client.release(error),
        );
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
  client.release();
  return null;
}
