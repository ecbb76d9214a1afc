import Type from 'typebox';
import { Check } from 'typebox/value';
import { inTransaction, type Transaction } from '../../database/index.ts';
import { scanUnitPages, type WideSelection } from '../../inventory/index.ts';
import { AppError, type EnterpriseScope, type Tenant } from '../../model/index.ts';
import { addTaskImages, closeScanTask } from '../../tasks/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { fillScanTaskJob, queueScansJob } from './jobs.ts';

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
    await queueScansJob.enqueue(tx, { projectPk, taskId, after: 0, pace: { rateLimit, before: 0, from: clock.now() } });
  });
  await filled.catch((error: unknown) => {
    if (!(error instanceof TaskStopped)) throw error;
  });
}

export async function enqueueFill(tx: Transaction, order: OpenOrder): Promise<void> {
  await fillScanTaskJob.enqueue(tx, { taskId: order.taskId, order: encode(order) });
}

/** Sizes and times of a filter are bigint, which JSON has not. */
function encode(order: OpenOrder): string {
  return JSON.stringify(order, (_key, value: unknown) =>
    typeof value === 'bigint' ? { [BIGINT]: value.toString() } : value,
  );
}

/** @throws AppError `invalid_parameter` for a text that `encode` of this or an older release did not write */
export function decodeOpenOrder(text: string): OpenOrder {
  try {
    const order = JSON.parse(text, revive);
    if (Check(OPEN_ORDER, order)) return order as OpenOrder;
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

function revive(_key: string, value: unknown): unknown {
  const digits = (value as Record<string, unknown> | null)?.[BIGINT];
  return typeof digits === 'string' ? BigInt(digits) : value;
}

function unreadable(cause?: unknown): AppError {
  return new AppError('invalid_parameter', 'the order of a scan task cannot be read', { cause });
}

const BIGINT = 'bigint';
/** What the filter says, the inventory knows. */
const OPEN_ORDER = Type.Object({
  tenant: Type.Object({ projectPk: Type.Integer(), projectId: Type.String() }),
  taskId: Type.String(),
  enterprise: Type.Union([Type.Literal('all'), Type.Array(Type.Integer())]),
  selection: Type.Union([
    Type.Object({ kind: Type.Literal('all') }),
    Type.Object({ kind: Type.Literal('filter'), filter: Type.Object({}) }),
  ]),
  rateLimit: Type.Number(),
});
