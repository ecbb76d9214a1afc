import type { Pool } from '../../database/index.ts';
import { type HandledJob, handleJob } from '../../jobs/index.ts';
import type { Clock } from '../../process/index.ts';
import { purgeInventoryJob } from './jobs.ts';
import { purgeInventory } from './purge-inventory.ts';

const HOUR_MS = 3_600_000;
/** Readers that fall behind by more than this rebuild instead of replaying the change log. */
const KEEP_CHANGES_MS = HOUR_MS;
/** Facts of layers that no image names any more, for images that come back. */
const KEEP_ORPHANS_MS = 7 * 24 * HOUR_MS;

export function inventoryHandlers({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): HandledJob[] {
  const purge = () => {
    const now = clock.now();
    return purgeInventory(pool, { orphansBefore: now - KEEP_ORPHANS_MS, changesBefore: now - KEEP_CHANGES_MS });
  };
  return [handleJob(purgeInventoryJob, purge)];
}
