import Type, { type Static } from 'typebox';
import { enterpriseProjectId, named, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';

export const deleteRegistry = {
  operationId: 'DeleteRegistry',
  method: 'DELETE',
  path: '/v5/{project_id}/image/registries/{id}',
  tag: 'Registries',
  summary: 'Disconnect a registry; its images leave the list at once.',
  access: 'administer',
  params: params({ id: text(1, 64, { description: 'The registry.' }) }),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId }),
} as const satisfies Operation;

export const BatchDeleteRegistryRequestBody = named(
  'BatchDeleteRegistryRequestBody',
  Type.Object({ ids: Type.Array(text(1, 64), { maxItems: 1000, description: 'The registries.' }) }),
);
export type BatchDeleteRegistryRequestBody = Static<typeof BatchDeleteRegistryRequestBody>;

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
} as const satisfies Operation;
