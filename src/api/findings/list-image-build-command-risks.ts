import { listBrokenRules } from '../../findings/index.ts';
import { BUILD_COMMAND_RULES, type BuildCommandRule } from '../../scan/index.ts';
import type { Handler } from '../http/handler.ts';
import { toRiskInfo } from './hss-build-command.ts';

const MOST_SEVERE_FIRST = ['critical', 'high', 'medium', 'low'] as const;

/** The rules that build instructions break. There are no pipeline images (`cicd`) here, so none of them breaks one. */
export const listImageBuildCommandRisks: Handler<'listImageBuildCommandRisks'> = async (call) => {
  const { tenant, enterprise, query, deps } = call;
  if (query.image_type === 'cicd') return { total_num: 0, data_list: [] };
  const rules = BUILD_COMMAND_RULES.filter((rule) => isWanted(rule, query));
  const filter = { enterprise, imageId: query.image_id || undefined };
  const broken = await listBrokenRules(
    deps.pool,
    tenant,
    rules.map(({ id }) => id),
    filter,
  );
  const byId = new Map(broken.map((each) => [each.ruleId, each]));
  const rows = MOST_SEVERE_FIRST.flatMap((severity) => rules.filter((rule) => rule.severity === severity)).flatMap(
    (rule) => {
      const found = byId.get(rule.id);
      return found ? [toRiskInfo(rule, found)] : [];
    },
  );
  return { total_num: rows.length, data_list: rows.slice(query.offset, query.offset + query.limit) };
};

interface Wanted {
  readonly risk_name?: string;
  readonly risk_level?: BuildCommandRule['severity'];
}

function isWanted({ title, severity }: BuildCommandRule, { risk_name: name, risk_level: level }: Wanted): boolean {
  return (!level || severity === level) && (!name || title.en.toLowerCase().includes(name.toLowerCase()));
}
