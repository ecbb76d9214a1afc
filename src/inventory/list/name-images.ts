import { byKey, type Db } from '../../database/index.ts';
import type { RegistryType, Tenant } from '../../model/index.ts';

/** What an image is called, for a person who knows it by its registry and tag. */
export interface ImageName {
  readonly registryId: string;
  readonly registryName: string;
  readonly registryType: RegistryType;
  readonly namespace: string;
  readonly imageName: string;
  readonly imageVersion: string;
}

const NAMES = `SELECT w.id, r.registry_id AS "registryId", r.registry_name AS "registryName", r.registry_type AS "registryType",
    i.namespace, i.image_name AS "imageName", i.image_version AS "imageVersion"
  FROM unnest($2::bigint[]) AS w (id)
  LEFT JOIN ${byKey('image_child', 'id = w.id')} AS c ON true
  CROSS JOIN ${byKey('image', 'id = coalesce(c.parent_id, w.id)')} AS i
  CROSS JOIN ${byKey('registry', 'registry_pk = i.registry_pk')} AS r`;

/**
 * The names of images by id. A platform of a multi-arch image is called like the image; ids of images that are gone are
 * not in the answer.
 */
export async function nameImages(db: Db, tenant: Tenant, ids: readonly number[]): Promise<Map<number, ImageName>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<ImageName & { id: number }>(NAMES, [tenant.projectPk, [...new Set(ids)]]);
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}
