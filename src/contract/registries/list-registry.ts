import Type, { type Static } from 'typebox';
import {
  answer,
  commaList,
  enterpriseProjectId,
  INT32_MAX,
  int32,
  int64,
  limit,
  named,
  offset,
  oneOf,
  page,
  params,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { REGISTRY_TYPE_WORDS } from '../schema/words.ts';

const optional = Type.Optional;
const STATUSES = ['success', 'fail', 'accessing'] as const;
const registryTypes = optional(
  commaList(REGISTRY_TYPE_WORDS, { description: 'Kinds of registry, separated by commas.' }),
);

export const RegistryInfo = named(
  'RegistryInfo',
  answer({
    id: text(1, 64, { description: 'Identifier of the registry.' }),
    registry_name: text(1, 128),
    registry_type: oneOf(REGISTRY_TYPE_WORDS),
    api_version: oneOf(['V1', 'V2']),
    protocol: oneOf(['http', 'https']),
    registry_addr: text(1, 256),
    registry_username: text(0, 128, { description: 'Empty: anonymous.' }),
    namespace: text(0, 128),
    connect_cluster_id: text(0, 64),
    get_scan_image_channel: oneOf(['Swr', 'Other']),
    status: oneOf(STATUSES, { description: 'State of the connection.' }),
    fail_reason: oneOf(['CREATE_JOB_FAILED', 'REQUEST_API_ERROR', 'SERVER_ERROR']),
    fail_detail: text(undefined, undefined, { description: 'The same in words.' }),
    images_num: int32(0, INT32_MAX, { description: 'Images of the latest complete sync.' }),
    latest_sync_time: int64({ description: 'End of the latest complete sync, in milliseconds; 0 means never.' }),
  }),
);
export type RegistryInfo = Static<typeof RegistryInfo>;

export const listRegistry = {
  operationId: 'ListRegistry',
  method: 'GET',
  path: '/v5/{project_id}/image/registries',
  tag: 'Registries',
  summary: 'List the connected registries, with connection state and number of images.',
  access: 'read',
  params: params({}),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    offset,
    limit,
    registry_name: optional(text(1, 128, { description: 'Display name, exactly.' })),
    registry_id: optional(text(1, 64)),
    registry_type: registryTypes,
    registry_addr: optional(text(1, 256, { description: 'Address, exactly.' })),
    status: optional(oneOf(STATUSES, { description: 'State of the connection.' })),
  }),
  response: named('ListRegistryResponse', page(RegistryInfo, { minItems: 0, maxItems: 200 })),
} as const satisfies Operation;

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
    answer({ fail_num: int32(0, INT32_MAX), success_num: int32(0, INT32_MAX) }),
  ),
} as const satisfies Operation;
