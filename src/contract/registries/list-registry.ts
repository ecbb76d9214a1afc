import Type from 'typebox';
import {
  allOptional,
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
import { REGISTRY_TYPE_WORDS, registryTypes } from '../schema/words.ts';

const optional = Type.Optional;
const STATUSES = ['success', 'fail', 'accessing'] as const;

const RegistryInfo = named(
  'RegistryInfo',
  allOptional({
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
  example: {
    request: { query: { registry_type: 'Harbor,Other', limit: 50 } },
    answer: {
      total_num: 1,
      data_list: [
        {
          id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10',
          registry_name: 'Lab',
          registry_type: 'Other',
          api_version: 'V2',
          protocol: 'https',
          registry_addr: 'registry.example:5000',
          registry_username: 'reader',
          namespace: '',
          connect_cluster_id: 'none',
          get_scan_image_channel: 'Other',
          status: 'fail',
          fail_reason: 'REQUEST_API_ERROR',
          fail_detail: 'registry.example:5000 refused the connection',
          images_num: 120,
          latest_sync_time: 1_795_784_000_000,
        },
      ],
    },
  },
} as const satisfies Operation;
