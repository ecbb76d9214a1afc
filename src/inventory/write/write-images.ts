import type { Transaction } from '../../database/index.ts';
import { AppError } from '../../model/index.ts';
import { lockProject } from '../lock-project.ts';
import { appendChange } from './append-change.ts';
import { writeChildren } from './image-children.ts';
import { type LatestHints, recomputeLatest } from './latest-version.ts';
import { linkManifests, releaseManifests, unlinkManifests } from './manifest-references.ts';
import { summariseParents } from './summarise-parents.ts';
import type { SyncedImage, WriteTarget } from './synced-image.ts';
import { stageImages, upsertImages, type WrittenImage } from './upsert-images.ts';
import { inVersions } from './versions.ts';

export interface WriteCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface WriteOptions {
  /** Of writes before, used and brought up to date. */
  readonly hints?: LatestHints;
  /** Whether an image that is still to be written carries this stored manifest; default none. */
  readonly isAwaited?: (digest: string) => boolean;
}

/**
 * Makes the image rows of these tags what the registry says, by the write protocol (docs/adr/0004): rows that are equal
 * stay untouched, and when all are, nothing is written. One version and one log row per 5,000 images.
 * @param at time of the write, milliseconds since 1970: sync time of changed rows and first-seen time of new ones
 * @throws AppError `internal` when the manifest of an image is not stored
 */
export async function writeImages(
  tx: Transaction,
  target: WriteTarget,
  images: readonly SyncedImage[],
  at: number,
  { hints = new Map(), isAwaited = () => false }: WriteOptions = {},
): Promise<WriteCounts> {
  const counts = { created: 0, changed: 0, unchanged: 0 };
  for (const some of inVersions(images)) {
    const written = await writeSome(tx, target, some, at, { hints, isAwaited });
    counts.created += written.created;
    counts.changed += written.changed;
    counts.unchanged += written.unchanged;
  }
  return counts;
}

async function writeSome(
  tx: Transaction,
  target: WriteTarget,
  images: readonly SyncedImage[],
  at: number,
  { hints, isAwaited }: Required<WriteOptions>,
): Promise<WriteCounts> {
  const { projectPk } = target;
  const staged = stageImages(target, images, at);
  await lockProject(tx, projectPk);
  const rows = withIds(await upsertImages(tx, target, staged, at));
  const ids = rows.map((row) => row.id);
  const created = rows.filter((row) => row.isNew).map((row) => row.id);
  await followDigests(tx, projectPk, rows, isAwaited);
  const latest = await recomputeLatest(tx, target, rows, ids, { hints });
  await appendChange(tx, projectPk, { changed: [...ids, ...latest], created });
  return { created: created.length, changed: rows.length - created.length, unchanged: staged.count - rows.length };
}

function withIds(rows: Awaited<ReturnType<typeof upsertImages>>): WrittenImage[] {
  return rows.map(({ id, ...row }) => {
    if (id !== null) return { id, ...row };
    const name = [row.namespace, row.imageName].filter(Boolean).join('/');
    throw new AppError('internal', `image ${name} names a manifest that is not stored`, { subject: name });
  });
}

/** Platforms and references of images that carry another digest than before. */
async function followDigests(
  tx: Transaction,
  projectPk: number,
  rows: readonly WrittenImage[],
  isAwaited: (digest: string) => boolean,
): Promise<void> {
  const idsOf = (wanted: (row: WrittenImage) => boolean) => rows.filter(wanted).map((row) => row.id);
  const retagged = idsOf((row) => row.moved && !row.isNew);
  // What is new and has no platforms has nothing to be replaced.
  await writeChildren(
    tx,
    projectPk,
    idsOf((row) => row.moved && (row.isMultiarch || !row.isNew)),
  );
  const left = await unlinkManifests(tx, projectPk, retagged);
  await linkManifests(
    tx,
    projectPk,
    idsOf((row) => row.moved),
  );
  await releaseManifests(tx, projectPk, left, isAwaited);
  await summariseParents(
    tx,
    projectPk,
    idsOf((row) => row.isMultiarch),
  );
}
