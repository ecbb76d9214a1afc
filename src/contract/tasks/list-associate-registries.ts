import Type from 'typebox';
import { allOptional, enterpriseProjectId, limit, named, offset, oneOf, page, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { REGISTRY_TYPE_WORDS, registryTypes } from '../schema/words.ts';

const optional = Type.Optional;
const STATUSES = ['finished', 'running', 'failed'] as const;

const AssociateRegistriesResponseInfo = named(
  'AssociateRegistriesResponseInfo',
  allOptional({
    registry_id: text(),
    registry_name: text(),
    registry_type: oneOf(REGISTRY_TYPE_WORDS),
    sync_status: oneOf(STATUSES),
    failed_reason: text(),
  }),
);

export const listAssociateRegistries = {
  operationId: 'ListAssociateRegistries',
  method: 'GET',
  path: '/v5/{project_id}/image/image-sync/tasks/{task_id}/registries',
  tag: 'Sync tasks',
  summary: 'List the registries of a sync task and how each one fared.',
  access: 'read',
  params: params({ task_id: text(1, 64) }),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    registry_name: optional(text(1, 128, { description: 'Display name, exactly.' })),
    registry_type: registryTypes,
    offset,
    limit,
    sync_status: optional(oneOf(STATUSES)),
  }),
  response: named('ListAssociateRegistriesResponse', page(AssociateRegistriesResponseInfo)),
  example: {
    request: { params: { task_id: '8d0c1f43-90e7-4a27-8f3c-0e7d3b1c9f55' }, query: { sync_status: 'failed' } },
    answer: {
      total_num: 1,
      data_list: [
        {
          registry_id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10',
          registry_name: 'Lab',
          registry_type: 'Other',
          sync_status: 'failed',
          failed_reason: 'registry.example:5000 refused the connection',
        },
      ],
    },
  },
} as const satisfies Operation;
