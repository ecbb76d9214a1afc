import { type AdvisorySourceStatus, listAdvisorySources } from '../../advisories/index.ts';
import { type AdvisorySource, listAdvisorySources as operation } from '../../contract/index.ts';
import { endpoint } from '../http/endpoint.ts';

/** GET /v5/{project_id}/image/advisory-sources: what images are judged by, its state and age. Sources are few. */
export const listAdvisorySourcesEndpoint = endpoint(operation, async ({ query, deps }) => {
  const sources = await listAdvisorySources(deps.pool);
  const page = sources.slice(query.offset, query.offset + query.limit);
  return { total_num: sources.length, data_list: page.map(toAdvisorySource) };
});

function toAdvisorySource(source: AdvisorySourceStatus): AdvisorySource {
  return {
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
