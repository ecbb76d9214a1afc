import type { Handler } from '../http/handler.ts';
import { toImageFilter, toImagePage } from './image-filter.ts';

/** The images of all registries with their security state. */
export const listRegistryImages: Handler<'listRegistryImages'> = async ({ tenant, enterprise, query, deps }) => {
  const filter = toImageFilter(query, enterprise, deps.clock.now());
  const { total, rows } = await deps.imageList.page(tenant, filter, toImagePage(query));
  return serialisedPage(total, rows);
};

/** `{total_num, data_list}` of rows that are JSON already. */
export function serialisedPage(total: number, rows: readonly Buffer[]): Buffer {
  const separated = rows.flatMap((row, at) => (at === 0 ? [row] : [COMMA, row]));
  return Buffer.concat([Buffer.from(`{"total_num":${total},"data_list":[`), ...separated, Buffer.from(']}')]);
}

const COMMA = Buffer.from(',');
