import { enterpriseOfTask } from '../../auth/index.ts';
import type { Body } from '../../contract/index.ts';
import { AppError } from '../../model/index.ts';
import type { Handler } from '../http/handler.ts';

/** Orders a sync of all or chosen registries. Answers the task id. */
export const createImageSynchronizeTask: Handler<'createImageSynchronizeTask'> = async (call) => {
  const { tenant, enterprise, body, deps } = call;
  const taskId = await deps.orderSync(deps.pool, tenant, {
    registryIds: chosenIds(body),
    enterprise,
    epsPk: enterpriseOfTask(enterprise),
    trigger: 'manual',
  });
  return { task_id: taskId };
};

function chosenIds(body: Body<'createImageSynchronizeTask'>): 'all' | string[] {
  if (body.sync_all_registries) return 'all';
  const ids = (body.registry_info ?? []).flatMap((registry) => registry.registry_id ?? []);
  if (ids.length > 0 && ids.length === body.registry_info?.length) return [...new Set(ids)];
  throw new AppError(
    'invalid_parameter',
    'registry_info names no registry; allowed: one or more, each with its registry_id, or sync_all_registries true',
    { subject: 'registry_info' },
  );
}
