import type { AdvisoryChanges } from '../advisories/index.ts';
import { inTransaction } from '../database/index.ts';
import type { JobHandler } from '../jobs/index.ts';
import { AppError } from '../model/index.ts';
import { decodeOpenOrder, fillScanTask } from './orders/fill-scan-task.ts';
import { abortTaskOnLastAttempt, type QueueTarget, queueNextScans } from './orders/queue-scans.ts';
import { stopNextImages } from './orders/stop-scan.ts';
import { orderRejudge } from './rejudge/enqueue-rejudge.ts';
import { type AdvisoryDeps, refreshSource, retireAdvisories } from './rejudge/refresh-advisories.ts';
import { rejudgeImages } from './rejudge/rejudge-images.ts';
import type { ScanDeps } from './run/deps.ts';
import { scanManifest } from './run/scan-manifest.ts';

/** A scan that may still succeed is tried this often in all before its failure is stored. */
const SCAN_ATTEMPTS = 3;

/** The jobs of this module by name; payloads come from this code base, yet an old release may have written them. */
export function scanJobs(deps: ScanDeps & AdvisoryDeps): Record<string, JobHandler> {
  return {
    'scan-manifest': async (payload, { signal, attempt, crashes }) => {
      const target = { projectPk: numberOf(payload, 'projectPk'), digest: textOf(payload, 'digest') };
      await scanManifest(deps, target, { signal, crashes, attemptsLeft: attempt < SCAN_ATTEMPTS });
    },
    'fill-scan-task': (payload, run) => {
      const order = decodeOpenOrder(textOf(payload, 'order'));
      const target = { projectPk: order.tenant.projectPk, taskId: order.taskId, after: 0 };
      return abortTaskOnLastAttempt(deps, target, run, () => fillScanTask(deps, order, run.signal));
    },
    'queue-scans': (payload, run) => {
      const target = toQueueTarget(payload);
      return abortTaskOnLastAttempt(deps, target, run, () => queueNextScans(deps, target));
    },
    'stop-scans': (payload) =>
      stopNextImages(deps, { projectPk: numberOf(payload, 'projectPk'), taskId: textOf(payload, 'taskId') }),
    'load-advisories': (payload, { signal }) => refreshSource(deps, textOf(payload, 'source'), signal),
    'retire-advisories': (payload) => retireAdvisories(deps, listOf(payload, 'sources').map(String)),
    'rejudge-images': (_payload, { signal }) => rejudgeImages(deps, signal),
    // Queued by release 0.1.0.
    'rematch-packages': (payload) => orderAgain(deps, { keys: listOf(payload, 'keys').map(toKey), ecosystems: [] }),
    'rejudge-ecosystems': (payload) =>
      orderAgain(deps, { keys: [], ecosystems: listOf(payload, 'ecosystems').map(String) }),
  };
}

function toQueueTarget(payload: unknown): QueueTarget {
  const pace = fieldOf(payload, 'pace');
  return {
    projectPk: numberOf(payload, 'projectPk'),
    taskId: textOf(payload, 'taskId'),
    after: numberOf(payload, 'after'),
    pace: { rateLimit: numberOf(pace, 'rateLimit'), before: numberOf(pace, 'before'), from: numberOf(pace, 'from') },
  };
}

function orderAgain({ pool }: Pick<ScanDeps, 'pool'>, changes: AdvisoryChanges): Promise<void> {
  return inTransaction(pool, (tx) => orderRejudge(tx, changes));
}

function toKey(item: unknown): { ecosystem: string; name: string } {
  return { ecosystem: textOf(item, 'ecosystem'), name: textOf(item, 'name') };
}

function textOf(payload: unknown, field: string): string {
  const value = fieldOf(payload, field);
  if (typeof value !== 'string') throw badPayload(field);
  return value;
}

function numberOf(payload: unknown, field: string): number {
  const value = fieldOf(payload, field);
  if (typeof value !== 'number') throw badPayload(field);
  return value;
}

function listOf(payload: unknown, field: string): unknown[] {
  const value = fieldOf(payload, field);
  if (!Array.isArray(value)) throw badPayload(field);
  return value;
}

function fieldOf(payload: unknown, field: string): unknown {
  return (payload as Record<string, unknown> | null)?.[field];
}

function badPayload(field: string): AppError {
  return new AppError('invalid_parameter', `the job payload has no usable ${field}`, { subject: field });
}
