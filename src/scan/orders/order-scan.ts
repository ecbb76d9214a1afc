import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import { type ScanSelection, selectScanUnits, selectsMoreThan, type WideSelection } from '../../inventory/index.ts';
import { AppError, type EnterpriseScope, type Tenant } from '../../model/index.ts';
import { createOpenScanTask, createScanTask } from '../../tasks/index.ts';
import { enqueueFill } from './fill-scan-task.ts';
import { queueScans } from './queue-scans.ts';

/** What someone wants scanned, and how fast. */
export interface ScanOrder {
  readonly selection: ScanSelection;
  /** Which enterprise projects the caller may touch. */
  readonly enterprise: EnterpriseScope;
  /** The enterprise project that the task is shown under. */
  readonly epsPk: number;
  /** HSS bit mask of finding classes; stored and echoed. */
  readonly scanScope: number;
  /** Images an hour, 0 means as fast as the workers go. */
  readonly rateLimit: number;
  readonly isAll: boolean;
  readonly trigger: 'manual' | 'schedule';
}

/** An order over more images is carried out by jobs: nobody waits for it, and the project is locked for moments only. */
const AT_ONCE_IMAGES = 2_000;

/**
 * Orders a scan: task, image states and jobs in one transaction, or of a large selection the task and the job that does the
 * rest. A multi-arch image stands for its platforms; a digest that several images share is scanned once.
 * @returns the task id
 * @throws AppError `not_found` when images were named and one of them does not exist or may not be seen
 */
export async function orderScan(pool: Pool, tenant: Tenant, order: ScanOrder): Promise<string> {
  const { selection, enterprise } = order;
  return inTransaction(pool, async (tx) => {
    if (selection.kind === 'images') return orderAtOnce(tx, tenant, order);
    const isLarge = await selectsMoreThan(tx, tenant, enterprise, selection, AT_ONCE_IMAGES);
    return isLarge ? orderByJobs(tx, tenant, order, selection) : orderAtOnce(tx, tenant, order);
  });
}

async function orderAtOnce(tx: Transaction, tenant: Tenant, order: ScanOrder): Promise<string> {
  const { units, missing } = await selectScanUnits(tx, tenant, order.enterprise, order.selection);
  if (missing !== null) throw new AppError('not_found', `image ${missing} does not exist`, { subject: missing });
  const taskId = await createScanTask(tx, tenant, { ...order, images: units, taskName: `scan ${units.length} images` });
  await queueScans(tx, tenant.projectPk, units, { rateLimit: order.rateLimit, before: 0, from: Date.now() });
  return taskId;
}

async function orderByJobs(
  tx: Transaction,
  tenant: Tenant,
  order: ScanOrder,
  selection: WideSelection,
): Promise<string> {
  const taskName = order.isAll ? 'scan all images' : 'scan selected images';
  const taskId = await createOpenScanTask(tx, tenant, { ...order, taskName });
  const { enterprise, rateLimit } = order;
  await enqueueFill(tx, { tenant, taskId, enterprise, rateLimit, selection });
  return taskId;
}
