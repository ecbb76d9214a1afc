import type { SharedStatus } from '../model/index.ts';
import { AppError, type Transaction } from '../runtime/index.ts';
import { appendChange } from './append-change.ts';
import { summariseParents, writeChildren } from './image-children.ts';
import { recomputeLatest } from './latest-version.ts';
import { lockProject, takeImageIds } from './lock-project.ts';
import { linkManifests, releaseManifests } from './manifest-references.ts';
import { mergeImages } from './merge-images.ts';
import { type ResolvedImage, resolveImages, type StagedImages, stageImages } from './resolve-images.ts';

/** Where the images come from. The repository of each is in its namespace and name. */
export interface WriteTarget {
  readonly projectPk: number;
  readonly registryPk: number;
  readonly epsPk: number;
}

/** One tag as a registry shows it. Its manifest must be stored already: size, platforms and scan state come from there. */
export interface SyncedImage {
  readonly namespace: string;
  readonly imageName: string;
  readonly tag: string;
  readonly digest: string;
  /** Milliseconds since 1970. Null, before 1980 or in the future: the time it was first seen with this digest. */
  readonly updateTime: number | null;
  readonly updateSource: 'registry' | 'config' | 'first_seen';
  /** False: charts, signatures and other artifacts, which the list does not show. */
  readonly listed: boolean;
  /** False when the registry forbids it (an expired share); otherwise the manifest decides. */
  readonly scannable: boolean;
  readonly domainName: string | null;
  readonly sharedStatus: SharedStatus | null;
}

export interface WriteCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** One log row names at most this many images, so that a follower never has to take in more at once. */
const MAX_IMAGES_PER_VERSION = 5_000;

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
): Promise<WriteCounts> {
  const counts = { created: 0, changed: 0, unchanged: 0 };
  for (let start = 0; start < images.length; start += MAX_IMAGES_PER_VERSION) {
    const staged = stageImages(target, images.slice(start, start + MAX_IMAGES_PER_VERSION), at);
    const written = await writeStaged(tx, target, staged);
    counts.created += written.created;
    counts.changed += written.changed;
    counts.unchanged += written.unchanged;
  }
  return counts;
}

async function writeStaged(tx: Transaction, target: WriteTarget, staged: StagedImages): Promise<WriteCounts> {
  const { projectPk } = target;
  await lockProject(tx, projectPk);
  const rows = await resolveImages(tx, projectPk, staged);
  refuseUnknownManifests(rows);
  const { ids, created } = await writeRows(tx, target, rows, staged.at);
  const latest = await recomputeLatest(tx, target, rows, ids);
  await appendChange(tx, projectPk, { changed: [...ids, ...latest], created });
  return { created: created.length, changed: rows.length - created.length, unchanged: staged.count - rows.length };
}

async function writeRows(tx: Transaction, target: WriteTarget, rows: readonly ResolvedImage[], at: number) {
  const { projectPk } = target;
  const fresh = await takeImageIds(tx, projectPk, rows.filter((row) => row.id === null).length);
  const created = [...fresh];
  const merged = rows.map((row) => ({ ...row, id: row.id ?? (fresh.shift() as number) }));
  await mergeImages(tx, target, merged, at);
  const moved = merged.filter((row) => row.digest !== row.oldDigest).map((row) => row.id);
  await writeChildren(tx, projectPk, moved);
  await releaseManifests(tx, projectPk, await linkManifests(tx, projectPk, moved));
  await summariseParents(
    tx,
    projectPk,
    merged.filter((row) => row.isMultiarch).map((row) => row.id),
  );
  return { ids: merged.map((row) => row.id), created };
}

function refuseUnknownManifests(rows: readonly ResolvedImage[]): void {
  const unknown = rows.find((row) => row.imageSize === null);
  if (!unknown) return;
  throw new AppError('internal', `image ${unknown.imageName}:${unknown.tag} names a manifest that is not stored`, {
    subject: unknown.digest,
  });
}
