import { THIS_PROJECT, type Transaction } from '../../database/index.ts';
import { lockProject } from '../lock-project.ts';
import { appendChange } from './append-change.ts';
import { recomputeLatest } from './latest-version.ts';
import { releaseManifests } from './manifest-references.ts';

interface DoomedImage {
  readonly id: number;
  readonly registryPk: number;
  readonly namespace: string;
  readonly imageName: string;
}

/** As for writing: one log row names at most this many images. */
const MAX_IMAGES_PER_VERSION = 5_000;

const DELETE = `WITH children AS (DELETE FROM image_child WHERE project_pk = ${THIS_PROJECT} AND parent_id = ANY ($2::bigint[])),
  links AS (DELETE FROM image_manifest WHERE project_pk = ${THIS_PROJECT} AND image_id = ANY ($2::bigint[]))
  DELETE FROM image WHERE project_pk = ${THIS_PROJECT} AND id = ANY ($2::bigint[])`;

/**
 * Deletes images with their platforms, and the manifests that no other image carries. Ids that do not exist are passed
 * over; when none exists, nothing is written. One version and one log row per 5,000 images.
 * @returns how many were deleted
 */
export async function deleteImages(tx: Transaction, projectPk: number, ids: readonly number[]): Promise<number> {
  let deleted = 0;
  for (let start = 0; start < ids.length; start += MAX_IMAGES_PER_VERSION) {
    deleted += await deleteSome(tx, projectPk, ids.slice(start, start + MAX_IMAGES_PER_VERSION));
  }
  return deleted;
}

async function deleteSome(tx: Transaction, projectPk: number, ids: readonly number[]): Promise<number> {
  if ((await findDoomed(tx, projectPk, ids)).length === 0) return 0;
  await lockProject(tx, projectPk);
  const doomed = await findDoomed(tx, projectPk, ids);
  const deleted = doomed.map((image) => image.id);
  const digests = await digestsOf(tx, projectPk, deleted);
  const changed: number[] = [];
  for (const [registryPk, images] of byRegistry(doomed)) {
    changed.push(...(await recomputeLatest(tx, { projectPk, registryPk }, images, deleted, { doomed: true })));
  }
  await appendChange(tx, projectPk, { changed, deleted });
  await tx.query(DELETE, [projectPk, deleted]);
  await releaseManifests(tx, projectPk, digests);
  return deleted.length;
}

async function findDoomed(tx: Transaction, projectPk: number, ids: readonly number[]): Promise<DoomedImage[]> {
  const { rows } = await tx.query<DoomedImage>(
    `SELECT id, registry_pk AS "registryPk", namespace, image_name AS "imageName" FROM image
     WHERE project_pk = ${THIS_PROJECT} AND id = ANY ($2::bigint[])`,
    [projectPk, ids],
  );
  return rows;
}

async function digestsOf(tx: Transaction, projectPk: number, ids: readonly number[]): Promise<string[]> {
  const { rows } = await tx.query<{ digest: string }>(
    `SELECT DISTINCT digest FROM image_manifest WHERE project_pk = ${THIS_PROJECT} AND image_id = ANY ($2::bigint[])`,
    [projectPk, ids],
  );
  return rows.map((row) => row.digest);
}

function byRegistry(images: readonly DoomedImage[]): Map<number, DoomedImage[]> {
  const registries = new Set(images.map((image) => image.registryPk));
  return new Map([...registries].map((pk) => [pk, images.filter((image) => image.registryPk === pk)]));
}
