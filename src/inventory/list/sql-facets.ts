import type { Db } from '../../database/index.ts';
import { type Facet, type ImageFilter, MAX_FACET_VALUES, type Tenant } from '../../model/index.ts';
import { shownSql } from '../image-columns.ts';
import { matchingImages } from '../image-conditions.ts';
import type { FacetField } from './image-row.ts';

interface ValueRow {
  /** Place of the field among those that were asked for. */
  readonly place: number;
  readonly value: string | boolean | null;
  readonly images: number;
  /** All images that match. */
  readonly total: number;
}

/** Counts images by the values of each field; one statement reads the images once. */
export async function selectFacets<F extends FacetField>(
  db: Db,
  tenant: Tenant,
  filter: ImageFilter,
  fields: readonly F[],
): Promise<Readonly<Record<F, Facet>>> {
  const distinct = [...new Set(fields)];
  const rows = distinct.length === 0 ? [] : await countValues(db, tenant, filter, distinct);
  const facets = distinct.map((field, place) => [field, toFacet(rows.filter((row) => row.place === place))]);
  return Object.fromEntries(facets) as Record<F, Facet>;
}

function toFacet(rows: readonly ValueRow[]): Facet {
  const named = rows.reduce((sum, { images }) => sum + images, 0);
  return {
    values: rows.map(({ value, images }) => ({ value, images })),
    others: (rows[0]?.total ?? 0) - named,
  };
}

/** One grouping set a field. In each set `grouping` has a bit for every field but the one that is counted. */
async function countValues(
  db: Db,
  tenant: Tenant,
  filter: ImageFilter,
  fields: readonly FacetField[],
): Promise<ValueRow[]> {
  const { matching, values } = matchingImages(tenant, filter);
  const columns = fields.map((_, place) => `f${place}`);
  const all = 2 ** fields.length - 1;
  const setOf = (place: number) => all - 2 ** (fields.length - 1 - place);
  const each = (column: (name: string, place: number) => string) =>
    `CASE counted.fields ${columns.map((name, place) => `WHEN ${setOf(place)} THEN ${column(name, place)}`).join(' ')} END`;
  const { rows } = await db.query<ValueRow>(
    `WITH found AS (SELECT ${fields.map((field, place) => `${shownSql(field)} AS f${place}`).join(', ')} FROM ${matching}),
       counted AS (
         SELECT grouping(${columns.join(', ')}) AS fields, ${columns.join(', ')}, count(*) AS images
         FROM found GROUP BY GROUPING SETS (${columns.map((name) => `(${name})`).join(', ')})),
       ranked AS (
         SELECT ${each((_, place) => `${place}`)} AS place, ${each((name) => `to_jsonb(${name})`)} AS value, images,
           sum(images) OVER (PARTITION BY fields)::bigint AS total, row_number() OVER (
             PARTITION BY fields ORDER BY images DESC, ${each((name) => `${name}::text`)} COLLATE "C" NULLS LAST) AS rank
         FROM counted)
     SELECT place, value, images, total FROM ranked WHERE rank <= ${MAX_FACET_VALUES} ORDER BY place, rank`,
    values,
  );
  return rows;
}
