import Type from 'typebox';
import { allOptional, enterpriseProjectId, named, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { registryInput } from './registry-fields.ts';

const UpdateRegistryRequestBody = named('UpdateRegistryRequestBody', allOptional(registryInput));

export const updateRegistry = {
  operationId: 'UpdateRegistry',
  method: 'PUT',
  path: '/v5/{project_id}/image/registries/{id}',
  tag: 'Registries',
  summary: 'Change the address or the credentials of a registry. A new address needs the credentials again.',
  access: 'administer',
  params: params({ id: text(1, 64, { description: 'The registry.' }) }),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId }),
  body: { schema: UpdateRegistryRequestBody, required: false },
  example: {
    request: {
      params: { id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10' },
      body: { registry_addr: 'registry.example:5001', registry_username: 'reader', registry_password: 'secret' },
    },
  },
} as const satisfies Operation;
