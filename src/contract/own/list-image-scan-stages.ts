import Type, { type Static } from 'typebox';
import { STAGES } from '../../model/index.ts';
import { platformField } from '../images/registry-image.ts';
import {
  answer,
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

export const ImageScanStage = named(
  'ImageScanStage',
  answer({
    image_digest: text(0, 135, { description: 'The manifest that was scanned; of a multi-arch image, the platform.' }),
    platform: platformField,
    stage: oneOf(STAGES, { description: 'In the order they run.' }),
    status: oneOf(['ok', 'partial', 'failed'], { description: 'An image is Security only when all are `ok`.' }),
    reason: text(undefined, undefined, { description: 'What is missing and why; absent when `ok`.' }),
    end_time: int64({ description: 'When the stage ended, in milliseconds: the age of what it says.' }),
  }),
);
export type ImageScanStage = Static<typeof ImageScanStage>;

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
} as const satisfies Operation;
