import Type from 'typebox';
import { enterpriseProjectId, params, regionHeader, text } from '../schema/fields.ts';
import type { Operation } from '../schema/operation.ts';

export const stopImageScanTask = {
  operationId: 'StopImageScanTask',
  method: 'PUT',
  path: '/v5/{project_id}/image/image-scan/tasks/{task_id}/stop',
  tag: 'Scan tasks',
  summary: 'Stop what a scan task has not started yet; running images finish.',
  access: 'operate',
  headers: regionHeader,
  params: params({ task_id: text() }),
  query: Type.Object({ enterprise_project_id: enterpriseProjectId }),
  example: {
    request: { params: { task_id: '8d0c1f43-90e7-4a27-8f3c-0e7d3b1c9f55' } },
  },
} as const satisfies Operation;
