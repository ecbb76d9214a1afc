import { inTransaction, type Transaction } from '../database/index.ts';
import {
  knownManifests,
  lockProject,
  type StoredManifest,
  type SyncedImage,
  saveManifests,
  type WriteOptions,
  writeImages,
} from '../inventory/index.ts';
import { AppError } from '../model/index.ts';
import { progressTaskRegistry } from '../tasks/index.ts';
import type { RunTarget, SyncDeps, SyncTarget } from './deps.ts';
import { addAbsent, endRepositories, type RepositoryEnd } from './ledger.ts';
import { refuseDisconnected } from './refuse-disconnected.ts';
import type { StoredManifests } from './stored-manifests.ts';

/** Rows of one repository that are to be written. */
export interface Batch {
  readonly images: readonly SyncedImage[];
  readonly manifests: readonly StoredManifest[];
  /** Digests that were found stored when they were read. */
  readonly trusted: readonly string[];
  /** With the last batch of a repository: its end and the images that it no longer has. */
  readonly end: (RepositoryEnd & { readonly absent: readonly number[] }) | null;
}

export interface BatchWriter {
  /** Queues a batch; waits only while the queue is full. */
  write(batch: Batch): Promise<void>;
  /** Resolves when everything is committed; throws what a commit threw. */
  flush(): Promise<void>;
  /** Drops the queue and resolves when nothing is being written any more. */
  close(): Promise<void>;
}

/** Images of one transaction: the lock of the project is held for as long as they take to write. */
const MAX_IMAGES = 500;
const MAX_BATCHES = 200;
/** Images in the queue: enough to fill the next transactions while this one is written. */
const MAX_WAITING_IMAGES = 2 * MAX_IMAGES;

/**
 * Writes the batches of a run one after the other, while the run reads on: all writers of a project wait for each other
 * anyway, so one connection is enough. Small batches in the queue share one transaction and one version.
 * @param stop called with the error of a commit that failed
 */
export function openBatchWriter(
  deps: SyncDeps,
  target: RunTarget,
  stored: Pick<StoredManifests, 'isAwaited'>,
  stop: (reason: unknown) => void,
): BatchWriter {
  const waiting: Batch[] = [];
  const options = { hints: new Map(), isAwaited: stored.isAwaited };
  let failure: { readonly error: unknown } | null = null;
  let committing: Promise<void> | null = null;
  const commitNext = async (): Promise<void> => {
    try {
      await commit(deps, target, takeGroup(waiting), options);
    } catch (error) {
      failure ??= { error };
      waiting.length = 0;
      stop(error);
    }
    committing = waiting.length > 0 ? commitNext() : null;
  };
  const until = async (satisfied: () => boolean): Promise<void> => {
    while (committing && !satisfied()) await committing;
    if (failure) throw failure.error;
  };
  return {
    async write(batch) {
      waiting.push(batch);
      committing ??= commitNext();
      await until(() => imagesOf(waiting) < MAX_WAITING_IMAGES);
    },
    flush: () => until(() => false),
    async close() {
      waiting.length = 0;
      while (committing) await committing;
    },
  };
}

function imagesOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, batch) => sum + batch.images.length, 0);
}

function takeGroup(waiting: Batch[]): Batch[] {
  let images = 0;
  let count = 0;
  for (const batch of waiting) {
    images += batch.images.length;
    if (count > 0 && (images > MAX_IMAGES || count >= MAX_BATCHES)) break;
    count++;
  }
  return waiting.splice(0, count);
}

/** Ledger, figures, rows and the jobs that follow are one transaction: after a crash all of them are there, or none. */
async function commit(
  deps: SyncDeps,
  target: RunTarget,
  batches: readonly Batch[],
  options: WriteOptions,
): Promise<void> {
  const ends = batches.flatMap((batch) => batch.end ?? []);
  await inTransaction(deps.pool, async (tx) => {
    const { projectPk, taskId, registryPk } = target;
    const counted = await endRepositories(tx, target, ends);
    const figures = { tagsSeen: counted.tags, imagesFailed: counted.failed, repositoriesDone: ends.length };
    await progressTaskRegistry(tx, projectPk, taskId, registryPk, figures);
    const imagesChanged = await writeRows(tx, deps, target, batches, options);
    if (imagesChanged > 0) await progressTaskRegistry(tx, projectPk, taskId, registryPk, { imagesChanged });
    const absent = ends.flatMap((end) => end.absent);
    await addAbsent(tx, target, absent);
  });
}

async function writeRows(
  tx: Transaction,
  deps: SyncDeps,
  target: RunTarget,
  batches: readonly Batch[],
  options: WriteOptions,
): Promise<number> {
  const images = batches.flatMap((batch) => batch.images);
  if (images.length === 0) return 0;
  // The deletion of the registry takes this lock, too: either it finds these rows, or they are not written.
  await lockProject(tx, target.projectPk);
  await refuseDisconnected(tx, deps, target);
  const trusted = batches.flatMap((batch) => batch.trusted);
  await refuseLostManifests(tx, target, trusted);
  await saveManifests(
    tx,
    target.projectPk,
    batches.flatMap((batch) => batch.manifests),
  );
  const counts = await writeImages(tx, target, images, deps.clock.now(), options);
  await refuseLostManifests(tx, target, trusted);
  const changed = counts.created + counts.changed;
  if (changed > 0) await deps.queueScans?.(tx, target.projectPk, [...new Set(images.map(({ digest }) => digest))]);
  return changed;
}

/**
 * A manifest that was stored when it was looked up may have been dropped since, with the last image that carried it: by another
 * run before this transaction, or within it, if it is a platform. The job then runs again and reads it.
 */
async function refuseLostManifests(tx: Transaction, target: SyncTarget, trusted: readonly string[]): Promise<void> {
  if (trusted.length === 0) return;
  const known = await knownManifests(tx, target.projectPk, [...new Set(trusted)]);
  const lost = trusted.find((digest) => !known.has(digest));
  if (lost !== undefined) throw new AppError('conflict', `manifest ${lost} was dropped meanwhile`, { subject: lost });
}
