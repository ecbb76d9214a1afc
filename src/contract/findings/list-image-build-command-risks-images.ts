import Type from 'typebox';
import {
  allOptional,
  COUNT_MAX,
  enterpriseProjectId,
  int32,
  int64,
  limit,
  named,
  offset,
  oneOf,
  page,
  params,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { BUILD_COMMAND_IMAGE_TYPES, FINDING_IMAGE_TYPE_WORDS } from '../schema/words.ts';

const BuildCommandRiskDetailResponseInfo = named(
  'BuildCommandRiskDetailResponseInfo',
  allOptional({
    remediation: text(0, 65_534),
    build_instruction: text(0, 256, {
      description:
        'Secrets show as `***`; what was cut off shows as `…`. Empty: the rule speaks of the image as a whole.',
    }),
  }),
);

const BuildCommandRiskDetailListResponseInfo = named(
  'BuildCommandRiskDetailListResponseInfo',
  allOptional({
    risk_num: int32(0, COUNT_MAX),
    risk_list: Type.Array(BuildCommandRiskDetailResponseInfo, { minItems: 0, maxItems: 2_147_483_647 }),
  }),
);

const BuildCommandRisksImageResponseInfo = named(
  'BuildCommandRisksImageResponseInfo',
  allOptional({
    namespace: text(0, 255),
    image_digest: text(0, 135),
    image_id: text(0, 128),
    image_name: text(0, 255),
    image_version: text(0, 128),
    image_type: oneOf(FINDING_IMAGE_TYPE_WORDS),
    image_size: int64({ description: 'Bytes.' }),
    latest_scan_time: int64({ description: 'Milliseconds.' }),
    risk_detail_info: BuildCommandRiskDetailListResponseInfo,
  }),
);

export const listImageBuildCommandRisksImages = {
  operationId: 'ListImageBuildCommandRisksImages',
  method: 'GET',
  path: '/v5/{project_id}/image/build-command-risks/images',
  tag: 'Findings: build commands',
  summary: 'List the images that break one build-command rule, with the instructions.',
  access: 'read',
  params: params({}),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    offset,
    limit,
    image_type: oneOf(BUILD_COMMAND_IMAGE_TYPES, {
      minLength: 1,
      maxLength: 32,
      description: 'Where images come from. No image of a pipeline (`cicd`) is known: its list is empty.',
    }),
    rule_id: text(1, 64, { description: 'As `rule_id` of ListImageBuildCommandRisks.' }),
    image_id: Type.Optional(
      text(0, 128, { description: 'As `image_id` of the image list, or its row id; empty: all images.' }),
    ),
  }),
  response: named(
    'ListImageBuildCommandRisksImagesResponse',
    page(BuildCommandRisksImageResponseInfo, { minItems: 0, maxItems: 200 }, COUNT_MAX),
  ),
  example: {
    request: { query: { image_type: 'registry', rule_id: 'fetched-code-piped-to-shell', limit: 50 } },
    answer: {
      total_num: 1,
      data_list: [
        {
          namespace: 'team',
          image_digest: 'sha256:cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          image_id: 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          image_name: 'web',
          image_version: '1.0',
          image_type: 'other',
          image_size: 48_211_394,
          latest_scan_time: 1_795_784_400_000,
          risk_detail_info: {
            risk_num: 1,
            risk_list: [
              {
                remediation: 'Download a named version to a file, compare its SHA-256, then run it.',
                build_instruction: 'RUN curl -fsSL https://get.example.com | sh',
              },
            ],
          },
        },
      ],
    },
  },
} as const satisfies Operation;
