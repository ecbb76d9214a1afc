import Type, { type Static } from 'typebox';
import { answer, enterpriseProjectId, named, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { registryInput } from './registry-input.ts';

export const UpdateRegistryRequestBody = named('UpdateRegistryRequestBody', answer(registryInput));
export type UpdateRegistryRequestBody = Static<typeof UpdateRegistryRequestBody>;

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
} as const satisfies Operation;
