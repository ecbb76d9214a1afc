import type { Db } from '../database/index.ts';

/** Forgets tasks that ended before a time (milliseconds since 1970), with their items: orders must not pile up for ever. */
export async function purgeTasks(db: Db, endedBefore: number): Promise<void> {
  await db.query(`DELETE FROM task WHERE state <> 'running' AND end_time < $1`, [new Date(endedBefore)]);
}
