import type { Row } from '../../contract/index.ts';
import { type ImageStage, listImageStages } from '../../inventory/index.ts';
import type { Handler } from '../http/handler.ts';
import { toPlatform } from '../images/hss-image.ts';
import { findNamedImage } from '../images/image-key.ts';

/** How each stage of the scan of one image ended, and what is unknown. */
export const listImageScanStages: Handler<'listImageScanStages'> = async (call) => {
  const { tenant, enterprise, params, query, deps } = call;
  const image = await findNamedImage(deps.pool, tenant, enterprise, params.image_id, query);
  const { total, rows } = await listImageStages(deps.pool, tenant, image, query);
  return { total_num: total, data_list: rows.map(toImageScanStage) };
};

function toImageScanStage({
  digest,
  platform,
  stage,
  state,
  reason,
  finishedAt,
}: ImageStage): Row<'listImageScanStages'> {
  return {
    image_digest: digest,
    ...(platform && { platform: toPlatform(platform) }),
    stage,
    status: state,
    ...(reason !== null && { reason }),
    ...(finishedAt !== null && { end_time: finishedAt }),
  };
}
