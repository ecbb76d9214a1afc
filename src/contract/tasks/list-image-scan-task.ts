import Type from 'typebox';
import {
  allOptional,
  COUNT_MAX,
  enterpriseProjectId,
  flag,
  int32,
  int64,
  int64Input,
  limit,
  named,
  offset,
  oneOf,
  page,
  params,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { REGISTRY_TYPE_WORDS, scanScope } from '../schema/words.ts';

const optional = Type.Optional;
const TASK_TYPES = ['cycle', 'manual', 'autoSync', 'manualSync'] as const;
const STATES = { '100': 'finished', '0..99': 'progress', '-1': 'stopped', '-2': 'timed out', '-3': 'abnormal' };

const ImageScanTaskInfoFailedImages = named(
  'ImageScanTaskInfoFailedImages',
  allOptional({
    id: int64(),
    registry_id: text(0, 128),
    registry_name: text(0, 128),
    image_name: text(0, 255),
    image_version: text(0, 128),
    namespace: text(0, 255),
    registry_type: oneOf(REGISTRY_TYPE_WORDS),
    failed_reason: text(0, 4096),
  }),
);

const ImageScanTaskInfo = named(
  'ImageScanTaskInfo',
  allOptional({
    task_id: text(1, 256),
    policy_id: text(1, 256),
    task_name: text(1, 256),
    begin_time: int64(),
    end_time: int64(),
    remain_min: int64({ maximum: COUNT_MAX, description: 'Estimated minutes to go.' }),
    task_type: oneOf(TASK_TYPES),
    image_type: oneOf(['local', 'registry']),
    task_status: int32(-3, 100, { 'x-values': STATES, description: 'Progress in percent, or how it ended.' }),
    scan_scope: scanScope,
    rate_limit: int32(0, 1000),
    is_all: flag(),
    failed_num: int32(0, COUNT_MAX),
    success_num: int32(0, COUNT_MAX),
    total_num: int32(0, COUNT_MAX),
    risky_num: int32(0, COUNT_MAX),
    sync_task_type: text(1, 256),
    failed_reason: text(0, 4096),
    failed_images: Type.Array(ImageScanTaskInfoFailedImages, { minItems: 0, maxItems: COUNT_MAX }),
  }),
);

export const listImageScanTask = {
  operationId: 'ListImageScanTask',
  method: 'GET',
  path: '/v5/{project_id}/image/tasks',
  tag: 'Scan tasks',
  summary: 'List scan and sync tasks, newest first, with progress and counts.',
  access: 'read',
  params: params({}),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    global_image_type: optional(oneOf(['local', 'registry'])),
    offset,
    limit,
    type: oneOf(['image_sync', 'image_scan'], { description: 'Which tasks.' }),
    task_type: optional(oneOf(TASK_TYPES)),
    task_name: optional(text(1, 256, { description: 'Part of the name.' })),
    task_id: optional(text(1, 256)),
    create_time: optional(int64Input({ maximum: 4_070_880_000_000, description: 'Begun at or after, milliseconds.' })),
    end_time: optional(int64Input({ maximum: 4_070_880_000_000, description: 'Ended at or before, milliseconds.' })),
    task_status: optional(oneOf(['scanning', 'finished'])),
    scan_scope: optional(scanScope),
  }),
  response: named('ListImageScanTaskResponse', page(ImageScanTaskInfo, { minItems: 0, maxItems: 200 })),
  example: {
    request: { query: { type: 'image_scan', limit: 10 } },
    answer: {
      total_num: 1,
      data_list: [
        {
          task_id: '8d0c1f43-90e7-4a27-8f3c-0e7d3b1c9f55',
          task_name: 'image_scan 2026-11-27T12:00:00Z',
          task_type: 'manual',
          image_type: 'registry',
          begin_time: 1_795_780_800_000,
          end_time: 1_795_781_100_000,
          task_status: 100,
          total_num: 2,
          success_num: 1,
          failed_num: 1,
          scan_scope: 983_040,
          rate_limit: 0,
          is_all: true,
          risky_num: 1,
          failed_images: [
            {
              id: 4294967298,
              registry_id: '3f0c9a52-6f0f-4f0e-9a38-5b5b6a1f7a10',
              registry_name: 'Lab',
              registry_type: 'Other',
              namespace: 'legacy',
              image_name: 'app',
              image_version: '0.9',
              failed_reason: 'Schema V1 images cannot be scanned. Upgrade to V2.',
            },
          ],
        },
      ],
    },
  },
} as const satisfies Operation;
