import { stopImageScanTask } from '../contract/index.ts';
import { setScanStatus } from '../inventory/index.ts';
import { inTransaction } from '../runtime/index.ts';
import { stopTask } from '../tasks/index.ts';
import { endpoint } from './endpoint.ts';

/**
 * PUT /v5/{project_id}/image/image-scan/tasks/{task_id}/stop: what has not started never will. Images that nobody else
 * waits for return to what their last scan said; a job that finds its image so does nothing.
 */
export const stopImageScanTaskEndpoint = endpoint(stopImageScanTask, async ({ tenant, enterprise, params, deps }) => {
  await inTransaction(deps.pool, async (tx) => {
    const { digests } = await stopTask(tx, tenant, params.task_id, enterprise);
    await setScanStatus(tx, tenant.projectPk, digests, 'unscanned');
  });
});
