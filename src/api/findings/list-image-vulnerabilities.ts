import { listImageVulnerabilities as list } from '../../findings/index.ts';
import type { Handler } from '../http/handler.ts';
import { findNamedImage } from '../images/image-key.ts';
import { severityOfNecessity, toImageVulInfo } from './hss-vulnerability.ts';

const PACKAGES = { linux_vul: 'system', app_vul: 'application' } as const;

/** The vulnerabilities of one image, the worst first. */
export const listImageVulnerabilities: Handler<'listImageVulnerabilities'> = async (call) => {
  const { tenant, enterprise, params, query, deps } = call;
  const image = await findNamedImage(deps.pool, tenant, enterprise, params.image_id, query);
  // Nothing can be handled yet, so nothing is.
  if (query.handle_status === 'handled') return { total_num: 0, data_list: [] };
  const filter = {
    vulId: query.vul_id,
    appName: query.app_name,
    severity: query.repair_necessity && severityOfNecessity(query.repair_necessity),
    packages: query.type && PACKAGES[query.type],
  };
  const { total, rows } = await list(deps.pool, tenant, image, filter, query);
  return { total_num: total, data_list: rows.map(toImageVulInfo) };
};
