import { listImages } from '../../inventory/index.ts';
import type { Handler } from '../http/handler.ts';
import { toRegistryImagesInfo } from './hss-image.ts';
import { toImageFilter, toImagePage } from './image-filter.ts';

/** The images of all registries with their security state. */
export const listRegistryImages: Handler<'listRegistryImages'> = async ({ tenant, enterprise, query, deps }) => {
  const filter = toImageFilter(query, enterprise, deps.clock.now());
  const { total, rows } = await listImages(deps.pool, tenant, filter, toImagePage(query));
  return { total_num: total, data_list: rows.map(toRegistryImagesInfo) };
};
