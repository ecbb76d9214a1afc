import { byKey, type Db, THIS_PROJECT } from '../../database/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';

/** One image of an order as a caller names it: any of the fields, at least one of `id` and `digest` or the names. */
export interface NamedImage {
  /** Of an image or of one platform of it. */
  readonly id?: number;
  readonly digest?: string;
  readonly registryId?: string;
  readonly namespace?: string;
  readonly imageName?: string;
  readonly imageVersion?: string;
}

/** What is scanned: an image, or one platform of a multi-arch image. */
export interface ScanUnit {
  readonly imageId: number;
  readonly digest: string;
}

export interface SelectedUnits {
  readonly units: readonly ScanUnit[];
  /** The first named image that does not exist or may not be seen, in words; null when all do. */
  readonly missing: string | null;
}

const TAGS = `registry_pk = r.registry_pk AND namespace = n.namespace AND image_name = n.image_name
      AND (n.image_version IS NULL OR image_version = n.image_version)`;

/** Images that a name may mean, each way by its own index: one join with OR would compare every name with every image. */
const CANDIDATES = `SELECT n.id AS image_id WHERE n.id IS NOT NULL
    UNION SELECT parent_id FROM image_child WHERE project_pk = ${THIS_PROJECT} AND id = n.id
    UNION SELECT image_id FROM image_manifest WHERE n.id IS NULL AND project_pk = ${THIS_PROJECT} AND digest = n.digest
    UNION SELECT i.id FROM registry r CROSS JOIN ${byKey('image', TAGS)} AS i
      WHERE n.id IS NULL AND n.digest IS NULL AND r.project_pk = $1 AND (n.registry_id IS NULL OR r.registry_id = n.registry_id)
    UNION SELECT id FROM image WHERE n.id IS NULL AND n.digest IS NULL AND (n.namespace IS NULL OR n.image_name IS NULL)
      AND project_pk = $1`;

/** Which image, and of it which platform, each name means; a platform named by its own id does not bring its sisters along. */
const NAMED = `SELECT n.ord::int AS ord, u.id AS "imageId", u.image_digest AS digest
  FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY
    AS n (id, digest, registry_id, namespace, image_name, image_version, ord)
  CROSS JOIN LATERAL (${CANDIDATES}) AS c
  JOIN ${byKey('image', 'id = c.image_id')} AS i ON i.listed AND ($8::int[] IS NULL OR i.eps_pk = ANY ($8))
    AND (n.namespace IS NULL OR i.namespace = n.namespace) AND (n.image_name IS NULL OR i.image_name = n.image_name)
    AND (n.image_version IS NULL OR i.image_version = n.image_version)
  JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk AND NOT r.deleting
    AND (n.registry_id IS NULL OR r.registry_id = n.registry_id)
  LEFT JOIN ${byKey('manifest', 'digest = i.image_digest')} AS m ON true
  LEFT JOIN LATERAL (
    SELECT i.id, i.image_digest WHERE NOT i.is_multiarch AND m.kind IN ('image', 'schema1')
    UNION ALL
    SELECT k.id, k.image_digest FROM ${byKey('image_child', 'parent_id = i.id AND scannable')} AS k
    WHERE (n.id IS NULL OR n.id IN (i.id, k.id)) AND (n.digest IS NULL OR n.digest IN (i.image_digest, k.image_digest))
  ) AS u ON true`;

/** Resolves names to what has to be scanned: of each, all platforms or the one that is named. */
export async function selectNamedUnits(
  db: Db,
  tenant: Tenant,
  enterprise: EnterpriseScope,
  images: readonly NamedImage[],
): Promise<SelectedUnits> {
  const scope = enterprise === 'all' ? null : enterprise;
  const values = [tenant.projectPk, ...namedColumns(images), scope];
  const { rows } = await db.query<{ ord: number; imageId: number | null; digest: string }>(NAMED, values);
  const seen = new Set(rows.map((row) => row.ord));
  const missing = images.find((_, index) => !seen.has(index + 1));
  if (missing) return { units: [], missing: inWords(missing) };
  const units = new Map<number, ScanUnit>();
  for (const { imageId, digest } of rows) if (imageId !== null) units.set(imageId, { imageId, digest });
  return { units: [...units.values()], missing: null };
}

function namedColumns(images: readonly NamedImage[]): unknown[][] {
  return [
    images.map((image) => image.id ?? null),
    images.map((image) => image.digest ?? null),
    images.map((image) => image.registryId ?? null),
    images.map((image) => image.namespace ?? null),
    images.map((image) => image.imageName ?? null),
    images.map((image) => image.imageVersion ?? null),
  ];
}

function inWords({ id, digest, namespace, imageName, imageVersion }: NamedImage): string {
  const name = [namespace, imageName].filter(Boolean).join('/');
  return [id, name && `${name}:${imageVersion ?? '*'}`, digest].filter(Boolean).join(' ').slice(0, 200);
}
