import { type ImageScanStage, listImageScanStages as operation } from '../../contract/index.ts';
import { type ImageStage, listImageStages } from '../../inventory/index.ts';
import { endpoint } from '../http/endpoint.ts';
import { toPlatform } from '../images/hss-image.ts';
import { findNamedImage } from '../images/image-key.ts';

/** GET /v5/{project_id}/image/{image_id}/scan-stages: how each stage of its scan ended, and what is unknown. */
export const listImageScanStagesEndpoint = endpoint(operation, async ({ tenant, enterprise, params, query, deps }) => {
  const image = await findNamedImage(deps.pool, tenant, enterprise, params.image_id, query);
  const { total, rows } = await listImageStages(deps.pool, tenant, image, query);
  return { total_num: total, data_list: rows.map(toImageScanStage) };
});

function toImageScanStage({ digest, platform, stage, status, reason, at }: ImageStage): ImageScanStage {
  return {
    image_digest: digest,
    ...(platform && { platform: toPlatform(platform) }),
    stage,
    status,
    ...(reason !== null && { reason }),
    end_time: at,
  };
}
