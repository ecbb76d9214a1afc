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

/** A selection by what images are, not by their names. */
export type WideSelection = Exclude<ScanSelection, { readonly kind: 'images' }>;

/** Schema 1 is taken in although it cannot be scanned: its failure says so, where leaving it out would be silent. */
const UNITS_OF = `SELECT c.id, c.image_digest FROM ${byKey('manifest', 'digest = c.image_digest')} AS m
    WHERE NOT c.is_multiarch AND m.kind IN ('image', 'schema1')
  UNION ALL SELECT k.id, k.image_digest FROM ${byKey('image_child', 'parent_id = c.id AND scannable')} AS k`;

/** The next images by id with their units; one without units has a row of its own, so that the reader gets past it. */
const unitPage = (chosen: string) => `WITH chosen AS (
    SELECT i.id, i.image_digest, i.is_multiarch ${chosen})
  SELECT c.id AS place, u.id AS "imageId", u.image_digest AS digest
  FROM chosen c LEFT JOIN LATERAL (${UNITS_OF}) AS u ON true ORDER BY c.id, u.id`;

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
  const units: ScanUnit[] = [];
  for await (const page of scanUnitPages(db, tenant, enterprise, selection)) units.push(...page);
  return { units, missing: null };
}

/** Images whose units are read at once. */
const PAGE_IMAGES = 5_000;

/** The units of a selection in pages by the ids of their images; images that come or go meanwhile may be in it or not. */
export async function* scanUnitPages(
  db: Db,
  tenant: Tenant,
  enterprise: EnterpriseScope,
  selection: WideSelection,
): AsyncGenerator<ScanUnit[]> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { chosen, values } = chosenImages(tenant, enterprise, selection, after, PAGE_IMAGES);
    const { rows } = await db.query<{ place: number; imageId: number | null; digest: string }>(
      unitPage(chosen),
      values,
    );
    yield rows.flatMap(({ imageId, digest }) => (imageId === null ? [] : [{ imageId, digest }]));
    after = rows.at(-1)?.place;
  }
}

/** Whether a selection has more images than this. */
export async function selectsMoreThan(
  db: Db,
  tenant: Tenant,
  enterprise: EnterpriseScope,
  selection: WideSelection,
  images: number,
): Promise<boolean> {
  const { chosen, values } = chosenImages(tenant, enterprise, selection, 0, images + 1);
  const { rows } = await db.query<{ n: number }>(`SELECT count(*) AS n FROM (SELECT i.id ${chosen}) AS images`, values);
  return (rows[0]?.n ?? 0) > images;
}

/** The end of a statement over the next images after an id. */
function chosenImages(
  tenant: Tenant,
  enterprise: EnterpriseScope,
  selection: WideSelection,
  after: number,
  limit: number,
): { chosen: string; values: unknown[] } {
  const values: unknown[] = [tenant.projectPk, after, limit];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const filter = selection.kind === 'all' ? { enterprise } : { ...selection.filter, enterprise };
  const conditions = ['i.project_pk = $1', 'i.listed', 'i.id > $2::bigint', ...conditionsOf(filter, bind)];
  const from = 'image i JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk AND NOT r.deleting';
  return { chosen: `FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY i.id LIMIT $3`, values };
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
