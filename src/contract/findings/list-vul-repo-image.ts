import Type from 'typebox';
import {
  allOptional,
  COUNT_MAX,
  enterpriseProjectId,
  int32,
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
import { IMAGE_TYPE_WORDS } from '../schema/words.ts';

const optional = Type.Optional;

const VulRepoImagesTagInfo = named(
  'VulRepoImagesTagInfo',
  allOptional({
    tag_id: text(0, 65_535),
    tag_name: text(0, 65_535),
    size: int32(0, COUNT_MAX, { description: 'Bytes; larger images show the maximum, because clients read 32 bits.' }),
    app_name: text(0, 65_535),
  }),
);

const VulRepoImageInfo = named(
  'VulRepoImageInfo',
  allOptional({
    namespace: text(0, 65_535),
    image_id: text(0, 65_535),
    image_name: text(0, 65_535),
    app_name: text(0, 65_535),
    version: text(0, 65_535),
    tag_count: int32(0, 65_535),
    image_type: oneOf(IMAGE_TYPE_WORDS),
    data_list: Type.Array(VulRepoImagesTagInfo, { minItems: 0, maxItems: 65_535 }),
  }),
);

export const listVulRepoImage = {
  operationId: 'ListVulRepoImage',
  method: 'GET',
  path: '/v5/{project_id}/image/{vul_id}/images',
  tag: 'Findings: vulnerabilities',
  summary: 'List the images that one vulnerability affects, grouped by image with tags.',
  access: 'read',
  headers: regionHeader,
  params: params({ vul_id: text(0, 65_535) }),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    limit,
    offset,
    namespace: optional(text(0, 65_535)),
    image_name: optional(text(0, 65_535, { description: 'Part of the name.' })),
    image_id: optional(text(0, 65_535)),
    app_name: optional(text(0, 65_535)),
  }),
  response: named('ListVulRepoImageResponse', page(VulRepoImageInfo, { minItems: 0, maxItems: 200 }, COUNT_MAX)),
  example: {
    request: { params: { vul_id: 'CVE-2023-38545' }, query: { limit: 50 } },
    answer: {
      total_num: 1,
      data_list: [
        {
          namespace: 'team',
          image_id: 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          image_name: 'web',
          app_name: 'curl',
          version: '7.88.1-10',
          tag_count: 1,
          image_type: 'other',
          data_list: [{ tag_id: '4294967297', tag_name: '1.0', size: 48_211_394, app_name: 'curl' }],
        },
      ],
    },
  },
} as const satisfies Operation;
