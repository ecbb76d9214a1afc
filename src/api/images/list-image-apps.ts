import { type ImageAppsInfo, listImageApps as operation } from '../../contract/index.ts';
import { type ImageApp, listImageApps } from '../../findings/index.ts';
import { endpoint } from '../http/endpoint.ts';
import { findNamedImage } from './image-key.ts';

/** GET /v5/{project_id}/image/{image_id}/apps: the software of one image. */
export const listImageAppsEndpoint = endpoint(operation, async ({ tenant, enterprise, params, query, deps }) => {
  const image = await findNamedImage(deps.pool, tenant, enterprise, params.image_id, query);
  const { total, rows } = await listImageApps(deps.pool, tenant, image, query.app_name, query);
  return { total_num: total, data_list: rows.map(toImageAppsInfo) };
});

function toImageAppsInfo(app: ImageApp): ImageAppsInfo {
  return { app_name: app.name, app_type: app.type, app_version: app.version, vul_num: app.vulNum };
}
