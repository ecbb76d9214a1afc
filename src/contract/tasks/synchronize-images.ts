import Type, { type Static } from 'typebox';
import {
  answer,
  commaList,
  enterpriseProjectId,
  flag,
  limit,
  named,
  offset,
  oneOf,
  page,
  params,
  regionHeader,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { REGISTRY_TYPE_WORDS } from '../schema/words.ts';

const optional = Type.Optional;
const STATUSES = ['finished', 'running', 'failed'] as const;

const registryInfo = named(
  'CreateImageSynchronizeTaskRequestInfoRegistryInfo',
  answer({ registry_id: text(), registry_type: oneOf(REGISTRY_TYPE_WORDS) }),
);

export const CreateImageSynchronizeTaskRequestInfo = named(
  'CreateImageSynchronizeTaskRequestInfo',
  Type.Object({
    sync_all_registries: flag({ description: '`true`: every registry; `registry_info` is then ignored.' }),
    registry_info: optional(Type.Array(registryInfo, { maxItems: 1000, description: 'The registries to look at.' })),
  }),
);
export type CreateImageSynchronizeTaskRequestInfo = Static<typeof CreateImageSynchronizeTaskRequestInfo>;

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
  response: named('CreateImageSynchronizeTaskResponse', answer({ task_id: text(1, 64) })),
} as const satisfies Operation;

export const AssociateRegistriesResponseInfo = named(
  'AssociateRegistriesResponseInfo',
  answer({
    registry_id: text(),
    registry_name: text(),
    registry_type: oneOf(REGISTRY_TYPE_WORDS),
    sync_status: oneOf(STATUSES),
    failed_reason: text(),
  }),
);
export type AssociateRegistriesResponseInfo = Static<typeof AssociateRegistriesResponseInfo>;

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
    registry_type: optional(commaList(REGISTRY_TYPE_WORDS, { description: 'Kinds of registry, separated by commas.' })),
    offset,
    limit,
    sync_status: optional(oneOf(STATUSES)),
  }),
  response: named('ListAssociateRegistriesResponse', page(AssociateRegistriesResponseInfo)),
} as const satisfies Operation;
