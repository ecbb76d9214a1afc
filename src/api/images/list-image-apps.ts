import type { Row } from '../../contract/index.ts';
import { type ImageApp, listImageApps as list } from '../../findings/index.ts';
import type { Handler } from '../http/handler.ts';
import { findNamedImage } from './image-key.ts';

/** The software of one image. */
export const listImageApps: Handler<'listImageApps'> = async ({ tenant, enterprise, params, query, deps }) => {
  const image = await findNamedImage(deps.pool, tenant, enterprise, params.image_id, query);
  const { total, rows } = await list(deps.pool, tenant, image, query.app_name, query);
  return { total_num: total, data_list: rows.map(toImageAppsInfo) };
};

function toImageAppsInfo(app: ImageApp): Row<'listImageApps'> {
  return { app_name: app.name, app_type: app.type, app_version: app.version, vul_num: app.vulNum };
}
