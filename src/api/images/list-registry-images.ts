import { listRegistryImages } from '../../contract/index.ts';
import { listImages } from '../../inventory/index.ts';
import { endpoint } from '../http/endpoint.ts';
import { toRegistryImagesInfo } from './hss-image.ts';
import { toImageFilter, toImagePage } from './image-filter.ts';

/** GET /v5/{project_id}/image/registries/images: the images of all registries with their security state. */
export const listRegistryImagesEndpoint = endpoint(listRegistryImages, async ({ tenant, enterprise, query, deps }) => {
  const filter = toImageFilter(query, enterprise, deps.clock.now());
  const { total, rows } = await listImages(deps.pool, tenant, filter, toImagePage(query));
  return { total_num: total, data_list: rows.map(toRegistryImagesInfo) };
});
