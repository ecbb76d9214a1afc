import {
  knownManifests,
  type StoredManifest,
  type SyncedImage,
  saveManifests,
  setScanStatus,
  unscannedUnits,
  writeImages,
} from '../inventory/index.ts';
import { enqueueMany } from '../jobs/index.ts';
import { AppError, inTransaction, type Transaction } from '../runtime/index.ts';
import { progressTaskRegistry } from '../tasks/index.ts';
import type { SyncDeps, SyncTarget } from './deps.ts';
import { addAbsent, endRepositories, type RepositoryEnd } from './ledger.ts';

/** What one repository has to write. */
export interface Batch {
  readonly images: readonly SyncedImage[];
  readonly manifests: readonly StoredManifest[];
  /** Digests that were found stored when they were read. */
  readonly trusted: readonly string[];
  /** With the last batch of a repository: its end and the images that it no longer has. */
  readonly end: (RepositoryEnd & { readonly absent: readonly number[] }) | null;
}

export interface BatchWriter {
  /** Resolves when the batch is committed. */
  write(batch: Batch): Promise<void>;
}

interface Waiting {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Images of one transaction: the lock of the project is held for as long as they take to write. */
const MAX_IMAGES = 500;
const MAX_BATCHES = 200;

/**
 * Writes the batches of a run one after the other: all writers of a project wait for each other anyway, so one
 * connection does. Small batches that came meanwhile go together in one transaction and one version.
 */
export function openBatchWriter(deps: SyncDeps, target: SyncTarget & { readonly epsPk: number }): BatchWriter {
  const waiting: Waiting[] = [];
  let busy = false;
  const drain = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      const group = takeGroup(waiting);
      const committed = commit(
        deps,
        target,
        group.map((each) => each.batch),
      );
      await settle(group, committed);
    }
    busy = false;
  };
  return {
    write: (batch) =>
      new Promise((resolve, reject) => {
        waiting.push({ batch, resolve, reject });
        void drain();
      }),
  };
}

async function settle(group: readonly Waiting[], committed: Promise<void>): Promise<void> {
  try {
    await committed;
    for (const each of group) each.resolve();
  } catch (error) {
    for (const each of group) each.reject(error);
  }
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let images = 0;
  let count = 0;
  for (const { batch } of waiting) {
    images += batch.images.length;
    if (count > 0 && (images > MAX_IMAGES || count >= MAX_BATCHES)) break;
    count++;
  }
  return waiting.splice(0, count);
}

/** Ledger, figures, rows and following jobs in one transaction: after a crash either all of them are there or none. */
async function commit(
  deps: SyncDeps,
  target: SyncTarget & { readonly epsPk: number },
  batches: readonly Batch[],
): Promise<void> {
  const ends = batches.flatMap((batch) => batch.end ?? []);
  await inTransaction(deps.pool, async (tx) => {
    const { projectPk, taskId, registryPk } = target;
    const counted = await endRepositories(tx, target, ends);
    const figures = { tagsSeen: counted.tags, imagesFailed: counted.failed, repositoriesDone: ends.length };
    await progressTaskRegistry(tx, projectPk, taskId, registryPk, figures);
    const imagesChanged = await writeRows(tx, deps, target, batches);
    if (imagesChanged > 0) await progressTaskRegistry(tx, projectPk, taskId, registryPk, { imagesChanged });
    const absent = ends.flatMap((end) => end.absent);
    await addAbsent(tx, target, absent);
  });
}

async function writeRows(
  tx: Transaction,
  deps: SyncDeps,
  target: SyncTarget & { readonly epsPk: number },
  batches: readonly Batch[],
): Promise<number> {
  const images = batches.flatMap((batch) => batch.images);
  if (images.length === 0) return 0;
  await saveManifests(
    tx,
    target.projectPk,
    batches.flatMap((batch) => batch.manifests),
  );
  const counts = await writeImages(tx, target, images, deps.clock.now());
  await refuseLostManifests(
    tx,
    target,
    batches.flatMap((batch) => batch.trusted),
  );
  if (deps.scanOnSync && counts.created + counts.changed > 0) await orderScans(tx, target.projectPk, images);
  return counts.created + counts.changed;
}

/**
 * A platform that was stored when it was looked up may have been dropped since, with the last image that carried it.
 * The job then runs again and reads it.
 */
async function refuseLostManifests(tx: Transaction, target: SyncTarget, trusted: readonly string[]): Promise<void> {
  if (trusted.length === 0) return;
  const known = await knownManifests(tx, target.projectPk, [...new Set(trusted)]);
  const lost = trusted.find((digest) => !known.has(digest));
  if (lost !== undefined) throw new AppError('conflict', `manifest ${lost} was dropped meanwhile`, { subject: lost });
}

/** The same job and key as an order by hand, so that a digest waits for one scan only. */
async function orderScans(tx: Transaction, projectPk: number, images: readonly SyncedImage[]): Promise<void> {
  const digests = await unscannedUnits(tx, projectPk, [...new Set(images.map((image) => image.digest))]);
  if (digests.length === 0) return;
  await setScanStatus(tx, projectPk, digests, 'queued');
  const jobs = digests.map((digest) => ({ payload: { projectPk, digest }, jobKey: `scan:${projectPk}:${digest}` }));
  await enqueueMany(tx, 'scan-manifest', jobs);
}
