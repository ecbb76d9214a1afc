import { createHash } from 'node:crypto';
import type { Db } from '../../src/database/index.ts';
import type { Tenant } from '../../src/model/index.ts';
import { emptyImage } from '../inventory/empty-image.ts';
import { insertImageRows } from '../inventory/insert-images.ts';

export interface InsertedImage {
  readonly id: number;
  readonly digest: string;
  readonly children: readonly { readonly id: number; readonly digest: string }[];
}

/** What a test wants to say of an image; the rest is made up. */
export interface ImageRow {
  readonly registryPk: number;
  readonly epsPk?: number;
  readonly namespace?: string;
  readonly imageName?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly updateTime?: number;
  readonly imageSize?: number;
  readonly vulNum?: number;
  readonly listed?: boolean;
  /** Digests of the platforms: makes it a multi-arch image. */
  readonly children?: readonly string[];
}

let lastId = 1_000_000;

/** `sha256:` and the real SHA-256 of the word, so that tests can speak of digests by name. */
export function digestOf(word: string): string {
  return `sha256:${createHash('sha256').update(word).digest('hex')}`;
}

/** One image with its manifest and platforms, in a state as a sync leaves it. */
export async function insertImage(db: Db, tenant: Tenant, image: ImageRow): Promise<InsertedImage> {
  const id = ++lastId;
  const digest = image.digest ?? digestOf(`image ${id}`);
  const children = (image.children ?? []).map((child) => ({ id: ++lastId, digest: child }));
  await insertManifests(db, tenant, image.registryPk, digest, children);
  await insertImageRows(db, tenant.projectPk, [
    {
      ...emptyImage(),
      id,
      registry: { registryPk: image.registryPk },
      epsPk: image.epsPk ?? 0,
      updateTime: image.updateTime ?? 1_700_000_000_000,
      ownSyncTime: Date.now(),
      imageSize: image.imageSize ?? 1000,
      vulNum: image.vulNum ?? 0,
      listed: image.listed ?? true,
      scannable: true,
      isMultiarch: children.length > 0,
      namespace: image.namespace ?? 'library',
      imageName: image.imageName ?? 'app',
      imageVersion: image.tag ?? `tag-${id}`,
      imageDigest: digest,
      children: children.map((child) => ({ ...emptyImage(), ...child, imageDigest: child.digest, platform: null })),
    },
  ]);
  await insertReferences(db, tenant, id, digest, children);
  return { id, digest, children };
}

async function insertManifests(
  db: Db,
  tenant: Tenant,
  registryPk: number,
  digest: string,
  children: readonly { digest: string }[],
): Promise<void> {
  const digests = [digest, ...children.map((child) => child.digest)];
  await db.query(
    `INSERT INTO manifest (project_pk, digest, kind, media_type, size, registry_pk, repository)
     SELECT DISTINCT $1::int, d, CASE WHEN d = $3 AND $4 THEN 'index' ELSE 'image' END, 'test', 1000, $5::int, 'library/app'
     FROM unnest($2::text[]) AS d ON CONFLICT DO NOTHING`,
    [tenant.projectPk, digests, digest, children.length > 0, registryPk],
  );
}

async function insertReferences(
  db: Db,
  tenant: Tenant,
  id: number,
  digest: string,
  children: readonly { id: number; digest: string }[],
): Promise<void> {
  await db.query(
    'INSERT INTO image_manifest (project_pk, digest, image_id) SELECT DISTINCT $1::int, d, $2::bigint FROM unnest($3::text[]) AS d',
    [tenant.projectPk, id, [digest, ...children.map((child) => child.digest)]],
  );
}
