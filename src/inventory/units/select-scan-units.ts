import { byKey, type Db, THIS_PROJECT } from '../../database/index.ts';
import type { EnterpriseScope, ImageFilter, Tenant } from '../../model/index.ts';
import { type Bind, conditionsOf } from '../image-conditions.ts';
import { type NamedImage, type ScanUnit, type SelectedUnits, selectNamedUnits } from './select-named-units.ts';

export type ScanSelection =
  | { readonly kind: 'all' }
  | { readonly kind: 'filter'; readonly filter: ImageFilter }
  | { readonly kind: 'images'; readonly images: readonly NamedImage[] };

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

/** Resolves an order to what has to be scanned. A multi-arch image stands for all its scannable platforms. */
export async function selectScanUnits(
  db: Db,
  tenant: Tenant,
  enterprise: EnterpriseScope,
  selection: ScanSelection,
): Promise<SelectedUnits> {
  if (selection.kind === 'images') return selectNamedUnits(db, tenant, enterprise, selection.images);
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
  const conditions = [`i.project_pk = ${THIS_PROJECT}`, 'i.listed', 'i.id > $2::bigint', ...conditionsOf(filter, bind)];
  const from = 'image i JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk AND NOT r.deleting';
  return { chosen: `FROM ${from} WHERE ${conditions.join(' AND ')} ORDER BY i.id LIMIT $3`, values };
}
