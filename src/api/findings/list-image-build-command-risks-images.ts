import { listBuildCommandImages } from '../../findings/index.ts';
import { BUILD_COMMAND_RULES } from '../../scan/index.ts';
import type { Handler } from '../http/handler.ts';
import { toRiskImage } from './hss-build-command.ts';

/** The images that break one rule. A rule that there is not is broken by none. */
export const listImageBuildCommandRisksImages: Handler<'listImageBuildCommandRisksImages'> = async (call) => {
  const { tenant, enterprise, query, deps } = call;
  const rule = BUILD_COMMAND_RULES.find(({ id }) => id === query.rule_id);
  if (query.image_type === 'cicd' || !rule) return { total_num: 0, data_list: [] };
  const filter = { enterprise, imageId: query.image_id || undefined };
  const { total, rows } = await listBuildCommandImages(deps.pool, tenant, rule.id, filter, query);
  return { total_num: total, data_list: rows.map((row) => toRiskImage(rule, row)) };
};
