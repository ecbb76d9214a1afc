import Type from 'typebox';
import {
  allOptional,
  enterpriseProjectId,
  flag,
  int32,
  int64Input,
  named,
  oneOf,
  params,
  regionHeader,
  text,
} from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';
import { IMAGE_TYPE_WORDS, REGISTRY_TYPE_WORDS, SCAN_STATUS_WORDS, scanScope } from '../schema/words.ts';

/** Which images, as a filter. The fields of images on hosts are part of the shape and select nothing here. */
const queryInfo = named(
  'CreateManualImageScanTaskReqInfoQueryInfo',
  allOptional({
    local_image_type: oneOf(['swr_image', 'other_image']),
    host_id: text(0, 128),
    host_name: text(0, 128),
    public_ip: text(0, 128),
    private_ip: text(0, 128),
    cluster_id: text(0, 128),
    container_id: text(0, 128),
    container_name: text(0, 128),
    pod_id: text(0, 64),
    pod_name: text(0, 512),
    app_name: text(0, 256),
    has_vul: flag(),
    namespace: text(0, 256),
    image_name: text(0, 256),
    image_version: text(0, 256),
    image_type: oneOf(IMAGE_TYPE_WORDS),
    scan_status: oneOf(SCAN_STATUS_WORDS),
    image_size: int64Input(),
    start_latest_update_time: int64Input(),
    end_latest_update_time: int64Input(),
    start_latest_scan_time: int64Input(),
    end_latest_scan_time: int64Input(),
  }),
);

const imageInfo = named(
  'CreateManualImageScanTaskReqInfoImageInfo',
  allOptional({
    id: int64Input({ description: 'Record number of the row in the image list, or of one of its platforms.' }),
    image_id: text(),
    image_digest: text(),
    registry_id: text(),
    registry_name: text(),
    image_name: text(),
    image_version: text(),
    namespace: text(),
    instance_id: text(),
    instance_url: text(),
    registry_type: oneOf(REGISTRY_TYPE_WORDS),
  }),
);

const CreateManualImageScanTaskReqInfo = named(
  'CreateManualImageScanTaskReqInfo',
  allOptional({
    scan_scope: scanScope,
    rate_limit: int32(0, 1000),
    is_all: flag({
      description: '`true`: every image that can be scanned, as far as `query_info` does not narrow it.',
    }),
    query_info: queryInfo,
    image_info: Type.Array(imageInfo, { maxItems: 10_000 }),
  }),
);

export const createManualImageScanTask = {
  operationId: 'CreateManualImageScanTask',
  method: 'POST',
  path: '/v5/{project_id}/image/image-scan/tasks',
  tag: 'Scan tasks',
  summary: 'Scan all, filtered or listed images.',
  access: 'operate',
  headers: regionHeader,
  params: params({}),
  query: Type.Object({
    enterprise_project_id: enterpriseProjectId,
    global_image_type: oneOf(['local', 'registry'], { default: 'registry' }),
  }),
  body: { schema: CreateManualImageScanTaskReqInfo, required: false },
  response: named('CreateManualImageScanTaskResponse', allOptional({ task_id: text(1, 64) })),
  example: {
    request: { body: { is_all: true, scan_scope: 983_040 } },
    answer: { task_id: '8d0c1f43-90e7-4a27-8f3c-0e7d3b1c9f55' },
  },
} as const satisfies Operation;
