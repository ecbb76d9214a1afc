import type { Handler } from '../http/handler.ts';

/** Stops a scan task: what has not started is dropped, what runs is finished. */
export const stopImageScanTask: Handler<'stopImageScanTask'> = ({ tenant, enterprise, params, deps }) =>
  deps.stopScan(deps.pool, tenant, params.task_id, enterprise);
