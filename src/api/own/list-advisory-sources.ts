import { type AdvisorySourceStatus, listAdvisorySources as list } from '../../advisories/index.ts';
import type { Row } from '../../contract/index.ts';
import type { Handler } from '../http/handler.ts';

/** What images are judged by, and what else is known of vulnerabilities: state and age. There are few sources, so the page is cut here. */
export const listAdvisorySources: Handler<'listAdvisorySources'> = async ({ query, deps }) => {
  const sources = await list(deps.pool);
  const page = sources.slice(query.offset, query.offset + query.limit);
  return { total_num: sources.length, data_list: page.map(toAdvisorySource) };
};

function toAdvisorySource(source: AdvisorySourceStatus): Row<'listAdvisorySources'> {
  return {
    feed: source.feed,
    source: source.source,
    status: source.status,
    ...(source.reason !== null && { reason: source.reason }),
    loaded_num: source.loaded,
    rejected_num: source.rejected,
    rejected: [...source.rejects],
    check_time: source.checkedAt ?? 0,
    load_time: source.loadedAt ?? 0,
  };
}
