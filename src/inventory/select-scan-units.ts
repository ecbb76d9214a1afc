import type { EnterpriseScope, ImageFilter, Tenant } from '../model/index.ts';
import type { Db } from '../runtime/index.ts';
import { byKey } from './by-key.ts';
import { type Bind, conditionsOf } from './image-conditions.ts';

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

export type ScanSelection =
  | { readonly kind: 'all' }
  | { readonly kind: 'filter'; readonly filter: ImageFilter }
  | { readonly kind: 'images'; readonly images: readonly NamedImage[] };

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

/** Schema 1 is taken in although it cannot be scanned: its failure says so, where leaving it out would be silent. */
const UNITS = (conditions: string) => `WITH chosen AS (
    SELECT i.project_pk, i.id, i.image_digest, i.is_multiarch FROM image i
    JOIN registry r ON r.project_pk = i.project_pk AND r.registry_pk = i.registry_pk AND NOT r.deleting
    WHERE i.project_pk = $1 AND i.listed AND ${conditions})
  SELECT c.id AS "imageId", c.image_digest AS digest FROM chosen c
    JOIN manifest m ON m.project_pk = c.project_pk AND m.digest = c.image_digest AND m.kind IN ('image', 'schema1')
    WHERE NOT c.is_multiarch
  UNION ALL
  SELECT k.id, k.image_digest FROM chosen c
    JOIN image_child k ON k.project_pk = c.project_pk AND k.parent_id = c.id AND k.scannable
  ORDER BY 1`;

const TAGS = `registry_pk = r.registry_pk AND namespace = n.namespace AND image_name = n.image_name
      AND (n.image_version IS NULL OR image_version = n.image_version)`;

/** Images that a name may mean, each way by its own index: one join with OR would compare every name with every image. */
const CANDIDATES = `SELECT n.id AS image_id WHERE n.id IS NOT NULL
    UNION SELECT parent_id FROM image_child WHERE project_pk = $1 AND id = n.id
    UNION SELECT image_id FROM image_manifest WHERE n.id IS NULL AND project_pk = $1 AND digest = n.digest
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

/** Resolves an order to what has to be scanned. A multi-arch image stands for all its scannable platforms. */
export async function selectScanUnits(
  db: Db,
  tenant: Tenant,
  enterprise: EnterpriseScope,
  selection: ScanSelection,
): Promise<SelectedUnits> {
  if (selection.kind === 'images') return selectNamed(db, tenant, enterprise, selection.images);
  const values: unknown[] = [tenant.projectPk];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const filter = selection.kind === 'all' ? { enterprise } : { ...selection.filter, enterprise };
  const conditions = ['true', ...conditionsOf(filter, bind)].join(' AND ');
  return { units: (await db.query<ScanUnit>(UNITS(conditions), values)).rows, missing: null };
}

async function selectNamed(
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
