import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import { setScanStatus } from '../../inventory/index.ts';
import { enqueue } from '../../jobs/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import { stopTask, takeBackImages } from '../../tasks/index.ts';
import type { ScanDeps } from '../run/deps.ts';

/** A stopped task whose waiting images are to be taken back. */
export interface StopTarget {
  readonly projectPk: number;
  readonly taskId: string;
}

/** The project is locked while this many are taken back, some 100 ms. */
const PAGE_IMAGES = 1_000;

/**
 * Stops a scan order: what has not started never will. Images that nobody else waits for return to what their last scan
 * said, the first thousand at once and those of a large order by jobs; a job that finds its image so does nothing.
 * @throws AppError `not_found` for anything but a scan task that the caller may see
 */
export async function stopScan(pool: Pool, tenant: Tenant, taskId: string, enterprise: EnterpriseScope): Promise<void> {
  await inTransaction(pool, async (tx) => {
    if (await stopTask(tx, tenant, taskId, enterprise)) await takeBack(tx, { projectPk: tenant.projectPk, taskId });
  });
}

/** Takes back the next images of a stopped order. */
export function takeBackNext({ pool }: Pick<ScanDeps, 'pool'>, target: StopTarget): Promise<void> {
  return inTransaction(pool, (tx) => takeBack(tx, target));
}

async function takeBack(tx: Transaction, target: StopTarget): Promise<void> {
  const { projectPk, taskId } = target;
  const { taken, digests } = await takeBackImages(tx, projectPk, taskId, PAGE_IMAGES);
  await setScanStatus(tx, projectPk, digests, 'unscanned');
  if (taken === PAGE_IMAGES) await enqueue(tx, 'stop-scans', target, { jobKey: `stop:${taskId}` });
}
