import Type from 'typebox';
import { allOptional, enterpriseProjectId, named, oneOf, params, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { CONNECTABLE_TYPE_WORDS } from '../schema/words.ts';
import { registryInput } from './registry-fields.ts';

const optional = Type.Optional;

const AddRegistryRequestBody = named(
  'AddRegistryRequestBody',
  Type.Object({
    registry_name: text(1, 128, { description: 'Display name, unique in the project.' }),
    registry_type: oneOf(CONNECTABLE_TYPE_WORDS, { description: '`Other` is any OCI or Docker v2 registry.' }),
    api_version: registryInput.api_version,
    protocol: registryInput.protocol,
    registry_addr: registryInput.registry_addr,
    registry_username: optional(registryInput.registry_username),
    registry_password: optional(registryInput.registry_password),
    namespace: optional(registryInput.namespace),
    connect_cluster_id: registryInput.connect_cluster_id,
    get_scan_image_channel: registryInput.get_scan_image_channel,
    repositories: optional(registryInput.repositories),
  }),
);

export const addRegistry = {
  operationId: 'AddRegistry',
  method: 'POST',
  path: '/v5/{project_id}/image/registries',
  tag: 'Registries',
  summary: 'Connect a registry. The connection is checked at once, in the background.',
  access: 'administer',
  params: params({}),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId }),
  body: { schema: AddRegistryRequestBody, required: true },
  response: named('AddRegistryResponse', allOptional({ id: text(1, 64, { description: 'The new registry.' }) })),
  example: {
    request: {
      body: {
        registry_name: 'Lab',
        registry_type: 'Other',
        api_version: 'V2',
        protocol: 'https',
        registry_addr: 'registry.example:5000',
        registry_username: 'reader',
        registry_password: 'secret',
        connect_cluster_id: 'none',
        get_scan_image_channel: 'Other',
      },
    },
    answer: { id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10' },
  },
} as const satisfies Operation;
