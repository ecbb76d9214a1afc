import { stopImageScanTask } from '../../contract/index.ts';
import { endpoint } from '../http/endpoint.ts';

/** PUT /v5/{project_id}/image/image-scan/tasks/{task_id}/stop: what has not started never will, what runs is finished. */
export const stopImageScanTaskEndpoint = endpoint(stopImageScanTask, ({ tenant, enterprise, params, deps }) =>
  deps.stopScan(deps.pool, tenant, params.task_id, enterprise),
);
