import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import { lockProject, setScanStatus } from '../../inventory/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import { stopTask, stopWaitingImages, unwantedDigests } from '../../tasks/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { stopScansJob } from './jobs.ts';

/** A stopped task whose waiting images have to be marked as stopped. */
export interface StopTarget {
  readonly projectPk: number;
  readonly taskId: string;
}

/** The project is locked while this many are marked, some 100 ms. */
const PAGE_IMAGES = 1_000;

/**
 * Stops a scan order: what has not started will not be scanned. Images that no other order waits for return to the state of
 * their last scan, the first thousand at once and those of a large order by jobs. The scan job of such an image does nothing.
 * @throws AppError `not_found` for anything but a scan task that the caller may see
 */
export async function stopScan(pool: Pool, tenant: Tenant, taskId: string, enterprise: EnterpriseScope): Promise<void> {
  await inTransaction(pool, async (tx) => {
    if (await stopTask(tx, tenant, taskId, enterprise)) await stopImages(tx, { projectPk: tenant.projectPk, taskId });
  });
}

/** Marks the next images of a stopped order. */
export function stopNextImages({ pool }: Pick<ScanDeps, 'pool'>, target: StopTarget): Promise<void> {
  return inTransaction(pool, (tx) => stopImages(tx, target));
}

async function stopImages(tx: Transaction, target: StopTarget): Promise<void> {
  const { projectPk, taskId } = target;
  const stopped = await stopWaitingImages(tx, projectPk, taskId, PAGE_IMAGES);
  await lockProject(tx, projectPk);
  const digests = await unwantedDigests(tx, projectPk, stopped);
  await setScanStatus(tx, projectPk, digests, 'unscanned');
  if (stopped.length === PAGE_IMAGES) await stopScansJob.enqueue(tx, target);
}
