import { type ScanSelection, selectScanUnits, setScanStatus } from '../inventory/index.ts';
import { enqueueMany } from '../jobs/index.ts';
import type { EnterpriseScope, Tenant } from '../model/index.ts';
import { AppError, inTransaction, type Pool, type Transaction } from '../runtime/index.ts';
import { createScanTask } from '../tasks/index.ts';

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

const HOUR = 3_600_000;

/**
 * Orders a scan: task, image states and jobs in one transaction. A multi-arch image stands for its platforms; a digest
 * that several images share is scanned once.
 * @returns the task id
 * @throws AppError `not_found` when images were named and one of them does not exist or may not be seen
 */
export async function orderScan(pool: Pool, tenant: Tenant, order: ScanOrder): Promise<string> {
  return inTransaction(pool, async (tx) => {
    const { units, missing } = await selectScanUnits(tx, tenant, order.enterprise, order.selection);
    if (missing !== null) throw new AppError('not_found', `image ${missing} does not exist`, { subject: missing });
    const taskId = await createScanTask(tx, tenant, {
      epsPk: order.epsPk,
      trigger: order.trigger,
      scanScope: order.scanScope,
      rateLimit: order.rateLimit,
      isAll: order.isAll,
      images: units,
      taskName: `scan ${units.length} images`,
    });
    const digests = [...new Set(units.map((unit) => unit.digest))];
    await setScanStatus(tx, tenant.projectPk, digests, 'queued');
    await enqueueScans(tx, tenant.projectPk, digests, order.rateLimit);
    return taskId;
  });
}

/** One job a digest: ordering a digest that waits already changes nothing. */
export async function enqueueScans(
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
  rateLimit: number,
): Promise<void> {
  const pause = rateLimit > 0 ? HOUR / rateLimit : 0;
  const jobs = digests.map((digest, index) => ({
    payload: { projectPk, digest },
    jobKey: `scan:${projectPk}:${digest}`,
    ...(pause > 0 && index > 0 ? { runAt: new Date(Date.now() + index * pause) } : {}),
  }));
  await enqueueMany(tx, 'scan-manifest', jobs);
}
