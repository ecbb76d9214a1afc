import Type from 'typebox';
import { enterpriseProjectId, named, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';

const BatchDeleteRegistryRequestBody = named(
  'BatchDeleteRegistryRequestBody',
  Type.Object({ ids: Type.Array(text(1, 64), { maxItems: 1000, description: 'The registries.' }) }),
);

export const batchDeleteRegistry = {
  operationId: 'BatchDeleteRegistry',
  method: 'POST',
  path: '/v5/{project_id}/image/registries/batch-delete',
  tag: 'Registries',
  summary: 'Disconnect several registries.',
  access: 'administer',
  params: params({}),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId }),
  body: { schema: BatchDeleteRegistryRequestBody, required: true },
  example: {
    request: { body: { ids: ['3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10'] } },
  },
} as const satisfies Operation;
