import { THIS_PROJECT, type Transaction } from '../../database/index.ts';
import { lockProject } from '../lock-project.ts';
import { appendChange } from './append-change.ts';
import { recomputeLatest } from './latest-version.ts';
import { releaseManifests } from './manifest-references.ts';
import { inVersions } from './versions.ts';

interface ImageToDelete {
  readonly id: number;
  readonly registryPk: number;
  readonly namespace: string;
  readonly imageName: string;
}

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
  for (const some of inVersions(ids)) deleted += await deleteSome(tx, projectPk, some);
  return deleted;
}

async function deleteSome(tx: Transaction, projectPk: number, ids: readonly number[]): Promise<number> {
  if ((await findImages(tx, projectPk, ids)).length === 0) return 0;
  await lockProject(tx, projectPk);
  const images = await findImages(tx, projectPk, ids);
  const deleted = images.map((image) => image.id);
  const digests = await digestsOf(tx, projectPk, deleted);
  const changed: number[] = [];
  for (const [registryPk, some] of byRegistry(images)) {
    changed.push(...(await recomputeLatest(tx, { projectPk, registryPk }, some, deleted, { leaving: true })));
  }
  await appendChange(tx, projectPk, { changed, deleted });
  await tx.query(DELETE, [projectPk, deleted]);
  await releaseManifests(tx, projectPk, digests);
  return deleted.length;
}

async function findImages(tx: Transaction, projectPk: number, ids: readonly number[]): Promise<ImageToDelete[]> {
  const { rows } = await tx.query<ImageToDelete>(
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

function byRegistry(images: readonly ImageToDelete[]): Map<number, ImageToDelete[]> {
  const registries = new Set(images.map((image) => image.registryPk));
  return new Map([...registries].map((pk) => [pk, images.filter((image) => image.registryPk === pk)]));
}
