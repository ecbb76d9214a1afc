import Type from 'typebox';
import { allOptional, enterpriseProjectId, INT32_MAX, int32, named, params } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { registryTypes } from '../schema/words.ts';

export const listRegistryStatistics = {
  operationId: 'ListRegistryStatistics',
  method: 'GET',
  path: '/v5/{project_id}/image/registries/statistics',
  tag: 'Registries',
  summary: 'Count healthy and broken connections.',
  access: 'read',
  params: params({}),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId, registry_type: registryTypes }),
  response: named(
    'ListRegistryStatisticsResponse',
    allOptional({ fail_num: int32(0, INT32_MAX), success_num: int32(0, INT32_MAX) }),
  ),
  example: {
    request: {},
    answer: { fail_num: 1, success_num: 4 },
  },
} as const satisfies Operation;
