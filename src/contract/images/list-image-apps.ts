import Type from 'typebox';
import {
  allOptional,
  enterpriseProjectId,
  INT32_MAX,
  int32,
  limit,
  named,
  offset,
  oneOf,
  page,
  params,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { FINDING_IMAGE_TYPE_WORDS } from '../schema/words.ts';

const optional = Type.Optional;

const ImageAppsInfo = named(
  'ImageAppsInfo',
  allOptional({
    app_name: text(),
    app_type: text(0, 64, { description: 'Kind of package: deb, rpm, apk, npm, pypi, golang.' }),
    app_version: text(),
    vul_num: int32(0, INT32_MAX),
  }),
);

export const listImageApps = {
  operationId: 'ListImageApps',
  method: 'GET',
  path: '/v5/{project_id}/image/{image_id}/apps',
  tag: 'Findings: software, files, base image',
  summary: 'List the software of one image.',
  access: 'read',
  params: params({ image_id: text(0, 65_535, { description: 'As `image_id` of the image list.' }) }),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    offset,
    limit,
    image_type: oneOf(FINDING_IMAGE_TYPE_WORDS),
    namespace: optional(text(0, 65_535)),
    image_name: optional(text(0, 65_535)),
    tag_name: optional(text(0, 65_535)),
    app_name: optional(text(0, 65_535, { description: 'Part of the name.' })),
  }),
  response: named('ListImageAppsResponse', page(ImageAppsInfo)),
  example: {
    request: {
      params: { image_id: 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801' },
      query: { image_type: 'other', namespace: 'team', image_name: 'web', tag_name: '1.0', limit: 50 },
    },
    answer: { total_num: 1, data_list: [{ app_name: 'curl', app_type: 'deb', app_version: '7.88.1-10', vul_num: 1 }] },
  },
} as const satisfies Operation;
