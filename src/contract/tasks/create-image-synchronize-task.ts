import Type from 'typebox';
import { allOptional, enterpriseProjectId, flag, named, oneOf, params, regionHeader, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { REGISTRY_TYPE_WORDS } from '../schema/words.ts';

const optional = Type.Optional;

const registryInfo = named(
  'CreateImageSynchronizeTaskRequestInfoRegistryInfo',
  allOptional({ registry_id: text(), registry_type: oneOf(REGISTRY_TYPE_WORDS) }),
);

const CreateImageSynchronizeTaskRequestInfo = named(
  'CreateImageSynchronizeTaskRequestInfo',
  Type.Object({
    sync_all_registries: flag({ description: '`true`: every registry; `registry_info` is then ignored.' }),
    registry_info: optional(Type.Array(registryInfo, { maxItems: 1000, description: 'The registries to look at.' })),
  }),
);

export const createImageSynchronizeTask = {
  operationId: 'CreateImageSynchronizeTask',
  method: 'POST',
  path: '/v5/{project_id}/image/image-sync/tasks',
  tag: 'Sync tasks',
  summary: 'Bring the image list up to date with all or chosen registries.',
  access: 'operate',
  headers: regionHeader,
  params: params({}),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId }),
  body: { schema: CreateImageSynchronizeTaskRequestInfo, required: true },
  response: named('CreateImageSynchronizeTaskResponse', allOptional({ task_id: text(1, 64) })),
  example: {
    request: { body: { sync_all_registries: true } },
    answer: { task_id: '8d0c1f43-90e7-4a27-8f3c-0e7d3b1c9f55' },
  },
} as const satisfies Operation;
