import { THIS_PROJECT } from '../../database/index.ts';
import type { ImageChild } from '../../model/index.ts';
import { columnName } from '../column-types.ts';
import { SHOWN_FIELDS, type ShownColumns, type ShownFieldName, type ShownOfRegistry } from '../image-columns.ts';
import { SCAN_COLUMNS, SCAN_FIELDS } from '../scan-columns.ts';

/** One tag as the list shows it. Sizes in bytes, times in milliseconds since 1970. */
export interface Image extends ShownOfRegistry, ShownColumns {
  readonly id: number;
  /** The platforms of a multi-arch image, in the order of its index. */
  readonly children: readonly ImageChild[];
}

/** A field by whose values images can be counted. */
export type FacetField = {
  [F in ShownFieldName]: Image[F] extends string | boolean | null ? F : never;
}[ShownFieldName];

/** All of them: texts and flags. */
export const FACET_FIELDS = SHOWN_FIELDS.filter(({ type }) => type.sql === 'text' || type.sql === 'boolean').map(
  ({ field }) => field as FacetField,
);

/** `id`, `children` and a field of `SHOWN_FIELDS` each: what a statement over `image i` and its `registry r` selects for `toImage`. */
export const IMAGE_SELECT = ['i.id', childrenOf('i'), ...SHOWN_FIELDS.map(({ sql }) => sql)].join(', ');

export type ImageRow = readonly [id: number, children: readonly ImageChild[] | null, ...fields: unknown[]];

/** An image from the values of `IMAGE_SELECT` in their order. */
export function toImage([id, children, ...fields]: ImageRow): Image {
  const image: Record<string, unknown> = { id, children: children ?? [] };
  SHOWN_FIELDS.forEach(({ field }, at) => {
    image[field] = fields[at];
  });
  return image as unknown as Image;
}

/** The platforms of a row, as the objects of the model. */
function childrenOf(image: string): string {
  const scan = SCAN_FIELDS.map((field) => {
    const column = `c.${columnName(field)}`;
    return `'${field}', ${SCAN_COLUMNS[field].type.sql === 'timestamptz' ? inMilliseconds(column) : column}`;
  });
  const own = `'id', c.id, 'imageDigest', c.image_digest, 'platform', c.platform, 'imageSize', c.image_size`;
  return `CASE WHEN ${image}.is_multiarch THEN (
  SELECT json_agg(json_build_object(${[own, ...scan].join(', ')}) ORDER BY c.ord)
  FROM image_child c WHERE c.project_pk = ${THIS_PROJECT} AND c.parent_id = ${image}.id) END`;
}

function inMilliseconds(time: string): string {
  return `(extract(epoch FROM ${time}) * 1000)::bigint`;
}
