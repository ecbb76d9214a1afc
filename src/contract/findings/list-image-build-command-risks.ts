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
  regionHeader,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { BUILD_COMMAND_IMAGE_TYPES, BUILD_COMMAND_RISK_LEVELS } from '../schema/words.ts';

const optional = Type.Optional;

const ImageBuildCommandRiskResponseInfo = named(
  'ImageBuildCommandRiskResponseInfo',
  allOptional({
    latest_scan_time: int64({ description: 'The latest scan of these images, in milliseconds.' }),
    image_num: int32(0, 2_097_152, { description: 'Images that break the rule, a multi-arch image as one.' }),
    risk_id: text(1, 64, { description: 'As `rule_id`: a rule is one risk.' }),
    rule_id: text(1, 64, { description: 'See docs/build-command-rules.md.' }),
    risk_name: text(1, 512),
    risk_level: oneOf(BUILD_COMMAND_RISK_LEVELS),
    description: text(0, 65_534, { description: 'What can go wrong.' }),
    image_type: text(1, 32),
  }),
);

export const listImageBuildCommandRisks = {
  operationId: 'ListImageBuildCommandRisks',
  method: 'GET',
  path: '/v5/{project_id}/image/build-command-risks',
  tag: 'Findings: build commands',
  summary: 'List the rules that build instructions of images break, the most severe first.',
  access: 'read',
  headers: regionHeader,
  params: params({}),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    limit,
    offset,
    image_type: oneOf(BUILD_COMMAND_IMAGE_TYPES, {
      minLength: 1,
      maxLength: 32,
      description: 'Where images come from. No image of a pipeline (`cicd`) is known: its list is empty.',
    }),
    image_id: optional(
      text(0, 128, { description: 'As `image_id` of the image list, or its row id; empty: all images.' }),
    ),
    risk_name: optional(text(1, 512, { description: 'Part of the name, ignoring case.' })),
    risk_level: optional(oneOf(BUILD_COMMAND_RISK_LEVELS, { minLength: 1, maxLength: 64 })),
  }),
  response: named(
    'ListImageBuildCommandRisksResponse',
    page(ImageBuildCommandRiskResponseInfo, { minItems: 0, maxItems: 200 }, COUNT_MAX),
  ),
  example: {
    request: { query: { image_type: 'registry', risk_level: 'high', limit: 50 } },
    answer: {
      total_num: 1,
      data_list: [
        {
          latest_scan_time: 1_795_784_400_000,
          image_num: 3,
          risk_id: 'fetched-code-piped-to-shell',
          rule_id: 'fetched-code-piped-to-shell',
          risk_name: 'Code from the network is piped into an interpreter',
          risk_level: 'high',
          description: 'Whoever controls the server, or the way to it, decides what runs in the build.',
          image_type: 'registry',
        },
      ],
    },
  },
} as const satisfies Operation;
