import Type from 'typebox';
import { STAGE_NAMES, STAGE_STATES } from '../../model/index.ts';
import { platformField } from '../images/registry-image.ts';
import {
  allOptional,
  enterpriseProjectId,
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
import { FINDING_IMAGE_TYPE_WORDS } from '../schema/words.ts';

const optional = Type.Optional;

const ImageScanStage = named(
  'ImageScanStage',
  allOptional({
    image_digest: text(0, 135, { description: 'The manifest that was scanned; of a multi-arch image, the platform.' }),
    platform: platformField,
    stage: oneOf(STAGE_NAMES, { description: 'In the order in which they are shown.' }),
    status: oneOf(STAGE_STATES, {
      description: 'An image is Security only when each stage that has looked at it ended as `ok`.',
    }),
    reason: text(undefined, undefined, { description: 'What is missing and why; absent when `ok`.' }),
    end_time: int64({
      description: 'When the stage ended, in milliseconds: the age of what it says. Absent when it has not looked.',
    }),
  }),
);

/** Ours: the vendor has no call for what a scan could not read or judge. */
export const listImageScanStages = {
  operationId: 'ListImageScanStages',
  method: 'GET',
  path: '/v5/{project_id}/image/{image_id}/scan-stages',
  tag: 'Scan tasks',
  summary: 'Tell how each stage of the scan of one image ended, and what it could not read or judge.',
  access: 'read',
  params: params({ image_id: text(0, 128, { description: 'As `image_id` of the image list.' }) }),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    offset,
    limit,
    image_type: oneOf(FINDING_IMAGE_TYPE_WORDS),
    instance_id: optional(text(0, 128)),
    namespace: optional(text(0, 255)),
    image_name: optional(text(0, 255)),
    tag_name: optional(text(0, 128)),
  }),
  response: named('ListImageScanStagesResponse', page(ImageScanStage)),
  example: {
    request: {
      params: { image_id: 'cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801' },
      query: { image_type: 'other', namespace: 'team', image_name: 'web', tag_name: '1.0', limit: 50 },
    },
    answer: {
      total_num: 2,
      data_list: [
        {
          image_digest: 'sha256:cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          stage: 'layers',
          status: 'ok',
          end_time: 1_795_784_400_000,
        },
        {
          image_digest: 'sha256:cebcdacde18091448a5040dc55bb1a9f6540b093db8a9b2a7ab1d3f5a7c4e801',
          stage: 'vulnerabilities',
          status: 'partial',
          reason: 'no advisories are loaded for Debian:12',
          end_time: 1_795_784_400_000,
        },
      ],
    },
  },
} as const satisfies Operation;
