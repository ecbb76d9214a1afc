import { inTransaction, type Transaction } from '../../database/index.ts';
import { scanUnitPages, type WideSelection } from '../../inventory/index.ts';
import { enqueue } from '../../jobs/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import { addTaskImages, closeScanTask } from '../../tasks/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { enqueueQueue } from './queue-scans.ts';

/** An order whose images are still to be found. */
export interface OpenOrder {
  readonly tenant: Tenant;
  readonly taskId: string;
  readonly enterprise: EnterpriseScope;
  readonly selection: WideSelection;
  readonly rateLimit: number;
}

class TaskStopped extends Error {}

/**
 * Finds the images of an order and writes them down, all in one transaction, so that the task has all or none and its total
 * is right from the first moment. Whoever killed it, it begins anew.
 */
export async function fillScanTask(
  { pool, clock }: Pick<ScanDeps, 'pool' | 'clock'>,
  order: OpenOrder,
  signal: AbortSignal,
): Promise<void> {
  const { tenant, taskId, enterprise, selection, rateLimit } = order;
  const { projectPk } = tenant;
  const filled = inTransaction(pool, async (tx) => {
    for await (const units of scanUnitPages(tx, tenant, enterprise, selection)) {
      signal.throwIfAborted();
      await addTaskImages(tx, projectPk, taskId, units);
    }
    if ((await closeScanTask(tx, projectPk, taskId)) === null) throw new TaskStopped();
    await enqueueQueue(tx, { projectPk, taskId, after: 0, pace: { rateLimit, before: 0, from: clock.now() } });
  });
  await filled.catch((error: unknown) => {
    if (!(error instanceof TaskStopped)) throw error;
  });
}

export async function enqueueFill(tx: Transaction, order: OpenOrder): Promise<void> {
  await enqueue(tx, 'fill-scan-task', { order: encode(order) }, { jobKey: `fill:${order.taskId}` });
}

/** Sizes and times of a filter are bigint, which JSON has not. */
function encode(order: OpenOrder): string {
  return JSON.stringify(order, (_key, value: unknown) =>
    typeof value === 'bigint' ? { [BIGINT]: value.toString() } : value,
  );
}

export function decodeOpenOrder(text: string): OpenOrder {
  return JSON.parse(text, (_key, value: unknown) => {
    const digits = (value as Record<string, unknown> | null)?.[BIGINT];
    return typeof digits === 'string' ? BigInt(digits) : value;
  }) as OpenOrder;
}

const BIGINT = 'bigint';
