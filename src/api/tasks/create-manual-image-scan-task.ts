import { enterpriseOfTask } from '../../auth/index.ts';
import { AppError } from '../../model/index.ts';
import type { Handler } from '../http/handler.ts';
import { toScanSelection } from './scan-selection.ts';

/** Every class of finding; what the vendor's tools send. */
const EVERYTHING = 0x7fffffff;

/** Orders a scan of all, filtered or listed images. Answers the task id. */
export const createManualImageScanTask: Handler<'createManualImageScanTask'> = async (call) => {
  const { tenant, enterprise, query, body = {}, deps } = call;
  if (query.global_image_type === 'local') throw localRefused();
  const taskId = await deps.orderScan(deps.pool, tenant, {
    selection: toScanSelection(body, enterprise, deps.clock.now()),
    enterprise,
    epsPk: enterpriseOfTask(enterprise),
    scanScope: body.scan_scope ?? EVERYTHING,
    rateLimit: body.rate_limit ?? 0,
    isAll: body.is_all ?? false,
    trigger: 'manual',
  });
  return { task_id: taskId };
};

function localRefused(): AppError {
  return new AppError('invalid_parameter', 'global_image_type local is not served here; allowed: registry', {
    subject: 'global_image_type',
  });
}
