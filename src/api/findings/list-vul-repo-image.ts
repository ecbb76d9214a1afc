import { imageTypeWord, type Row } from '../../contract/index.ts';
import { listVulnerableImages, type VulnerableImage } from '../../findings/index.ts';
import type { Handler } from '../http/handler.ts';

/** The contract's maxima: clients read 32 bits. */
const SIZE_MAX = 2_147_483_547;
const TAGS_MAX = 65_535;

/** The images that one vulnerability affects, by repository with tags. */
export const listVulRepoImage: Handler<'listVulRepoImage'> = async ({ tenant, enterprise, params, query, deps }) => {
  const filter = {
    enterprise,
    vulId: params.vul_id,
    namespace: query.namespace,
    imageName: query.image_name,
    imageId: query.image_id || undefined,
    appName: query.app_name,
  };
  const { total, rows } = await listVulnerableImages(deps.pool, tenant, filter, query);
  return { total_num: total, data_list: rows.map(toVulRepoImageInfo) };
};

function toVulRepoImageInfo(image: VulnerableImage): Row<'listVulRepoImage'> {
  return {
    namespace: image.namespace,
    image_id: image.imageDigest.slice(image.imageDigest.indexOf(':') + 1),
    image_name: image.imageName,
    app_name: image.sourceName,
    version: image.sourceVersion,
    tag_count: Math.min(image.tagCount, TAGS_MAX),
    image_type: imageTypeWord[image.registryType],
    data_list: image.tags.map((tag) => ({
      tag_id: String(tag.id),
      tag_name: tag.imageVersion,
      size: Math.min(tag.imageSize, SIZE_MAX),
      app_name: image.sourceName,
    })),
  };
}
