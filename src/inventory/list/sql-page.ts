import { byKey, type Db } from '../../database/index.ts';
import { AppError, type ImageFilter, type ImagePage, type Tenant } from '../../model/index.ts';
import { matchingImages } from '../image-conditions.ts';
import { IMAGE_SELECT, type Image, type ImageRow, toImage } from './image-row.ts';

/** PostgreSQL keeps a prepared statement per connection until it closes; a caller who varies filters must not fill it. */
const MAX_PREPARED = 64;
const prepared = new Map<string, string>();

const ORDER = {
  by_id: 'i.id',
  scan_time_asc: `coalesce(i.scan_time, 'epoch'), i.id`,
  scan_time_desc: `coalesce(i.scan_time, 'epoch') DESC, i.id`,
} as const;

/** A page of the image list: total, rows and platforms come from one statement, so they are of one moment. */
export async function selectImages(
  db: Db,
  tenant: Tenant,
  filter: ImageFilter,
  page: ImagePage,
): Promise<{ total: number; rows: Image[] }> {
  const { text, values } = statementOf(tenant, filter, page);
  const name = preparedName(text);
  const { rows } = await db.query<TotalledRow>({ ...(name && { name }), text, values, rowMode: 'array' });
  const [first] = rows;
  if (!first) throw new AppError('internal', 'the image list came without a total');
  return { total: first[0], rows: rows.flatMap(([, ...row]) => (row[0] === null ? [] : [toImage(row as ImageRow)])) };
}

type TotalledRow = [total: number, ...row: ImageRow] | [total: number, id: null, ...nothing: null[]];

/** The total stands beside every row, and alone when the page is empty. Only ids are sorted, not whole rows. */
function statementOf(tenant: Tenant, filter: ImageFilter, page: ImagePage): { text: string; values: unknown[] } {
  const { matching, values, bind } = matchingImages(tenant, filter);
  const order = ORDER[page.sort ?? 'by_id'];
  const text = `SELECT total.count, ${IMAGE_SELECT}
    FROM (SELECT count(*) FROM ${matching}) AS total
    LEFT JOIN (SELECT i.id FROM ${matching} ORDER BY ${order} LIMIT ${bind(page.limit)} OFFSET ${bind(page.offset)}) AS page ON true
    LEFT JOIN ${byKey('image', 'id = page.id')} AS i ON true
    LEFT JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk
    ORDER BY ${order}`;
  return { text, values };
}

/** A name for the first shapes of the statement that are used; rare ones are planned each time. */
function preparedName(text: string): string | undefined {
  const known = prepared.get(text);
  if (known || prepared.size >= MAX_PREPARED) return known;
  const name = `list-images-${prepared.size}`;
  prepared.set(text, name);
  return name;
}
