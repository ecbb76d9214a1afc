import { inTransaction } from '../database/index.ts';
import { countImages, deleteImages, imageIdsOf, type KnownRepository, knownRepositories } from '../inventory/index.ts';
import { progressTaskRegistry } from '../tasks/index.ts';
import { addAbsent, countAbsent, listedNames, takeAbsent } from './ledger.ts';
import type { SyncRun } from './run.ts';

const PAGE = 1_000;
const DELETE_BATCH = 500;
/** Below this number of images "more than half" means nothing: a single tag could never be deleted. */
const FEW_IMAGES = 4;

/**
 * Deletes the images that a complete run did not see, unless that looks like a lost permission rather than a clean-up.
 * @returns null when they are deleted, else why they were kept, in words
 */
export async function removeAbsent(run: SyncRun, listedRepositories: number): Promise<string | null> {
  const vanished = await addVanishedRepositories(run);
  const { projectPk, registryPk } = run.target;
  const absent = await countAbsent(run.deps.pool, run.target);
  const { total } = await countImages(run.deps.pool, projectPk, registryPk);
  // A repository that was taken off the record's own list is meant to lose its images: no permission was lost.
  const unnamed = run.registry.repositories?.length ? vanished : 0;
  const refusal = refuseRemoval({ absent: absent - unnamed, total: total - unnamed, listedRepositories });
  if (refusal === null) await deleteAbsent(run);
  return refusal;
}

/**
 * An account that lost rights sees a shorter list, and nothing else distinguishes that from a registry that was
 * cleaned up. So these are never deleted: more than half of four or more images, and the images of a registry that lists no
 * repository at all (a registry whose tags were all deleted still lists its repositories).
 */
export function refuseRemoval(found: {
  readonly absent: number;
  readonly total: number;
  readonly listedRepositories: number;
}): string | null {
  const { absent, total, listedRepositories } = found;
  const tooMany = total >= FEW_IMAGES && absent * 2 > total;
  const nothingListed = absent > 0 && listedRepositories === 0;
  if (!tooMany && !nothingListed) return null;
  return `${absent} of ${total} images are no longer listed by the registry, so none was deleted; check what the account may see, and if they are really gone, disconnect the registry and connect it anew`;
}

/**
 * Repositories that have images and were not listed: their images are absent too.
 * @returns how many images those are
 */
async function addVanishedRepositories(run: SyncRun): Promise<number> {
  const { pool } = run.deps;
  const { projectPk, registryPk } = run.target;
  const listed = new Set((await listedNames(pool, run.target)).map(keyOf));
  let after: KnownRepository | null = null;
  let images = 0;
  for (;;) {
    const page: KnownRepository[] = await knownRepositories(pool, projectPk, registryPk, after, PAGE);
    const vanished = page.filter((repository) => !listed.has(keyOf(repository)));
    const ids = await imageIdsOf(pool, projectPk, registryPk, vanished);
    await addAbsent(pool, run.target, ids);
    images += ids.length;
    after = page.at(-1) ?? null;
    if (after === null) return images;
    run.signal.throwIfAborted();
  }
}

/** Neither part can hold a line break (distribution-spec, repository names). */
function keyOf({ namespace, imageName }: KnownRepository): string {
  return `${namespace}\n${imageName}`;
}

async function deleteAbsent(run: SyncRun): Promise<void> {
  const { projectPk, taskId, registryPk } = run.target;
  for (let more = true; more; ) {
    run.signal.throwIfAborted();
    more = await inTransaction(run.deps.pool, async (tx) => {
      const ids = await takeAbsent(tx, run.target, DELETE_BATCH);
      if (ids.length === 0) return false;
      await progressTaskRegistry(tx, projectPk, taskId, registryPk, { imagesDeleted: ids.length });
      await deleteImages(tx, projectPk, ids);
      return true;
    });
  }
}
