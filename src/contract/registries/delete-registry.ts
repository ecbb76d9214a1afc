import Type from 'typebox';
import { enterpriseProjectId, params, text } from '../schema/fields.ts';
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
  example: {
    request: { params: { id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10' } },
  },
} as const satisfies Operation;
