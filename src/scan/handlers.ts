import type { AdvisoryChanges } from '../advisories/index.ts';
import { inTransaction } from '../database/index.ts';
import { type HandledJob, handleJob } from '../jobs/index.ts';
import { scanManifestJob } from '../tasks/index.ts';
import { abortOrder } from './orders/abort-order.ts';
import { decodeOpenOrder, fillScanTask } from './orders/fill-scan-task.ts';
import { fillScanTaskJob, queueScansJob, stopScansJob } from './orders/jobs.ts';
import { queueNextScans } from './orders/queue-scans.ts';
import { stopNextImages } from './orders/stop-scan.ts';
import {
  judgeConfigsJob,
  loadAdvisoriesJob,
  rejudgeEcosystemsJob,
  rejudgeImagesJob,
  rematchPackagesJob,
  retireAdvisoriesJob,
} from './rejudge/jobs.ts';
import { judgeConfigs } from './rejudge/judge-configs.ts';
import { orderRejudge } from './rejudge/order-rejudge.ts';
import { type AdvisoryDeps, refreshSource, retireAdvisories } from './rejudge/refresh-advisories.ts';
import { rejudgeImages } from './rejudge/rejudge-images.ts';
import type { ScanDeps } from './run/deps.ts';
import { failScan, scanManifest } from './run/scan-manifest.ts';

/** A scan that may still succeed is tried this often in all before its failure is stored. */
const SCAN_ATTEMPTS = 3;

export function scanHandlers(deps: ScanDeps & AdvisoryDeps): HandledJob[] {
  return [...imageHandlers(deps), ...orderHandlers(deps), ...advisoryHandlers(deps)];
}

function imageHandlers(deps: ScanDeps): HandledJob[] {
  return [
    handleJob(
      scanManifestJob,
      (target, { signal, attempt, crashes }) =>
        scanManifest(deps, target, { signal, crashes, attemptsLeft: attempt < SCAN_ATTEMPTS }),
      (tx, failed) => failScan(deps, tx, failed),
    ),
    handleJob(rejudgeImagesJob, (_, { signal }) => rejudgeImages(deps, signal)),
    handleJob(judgeConfigsJob, (pass, { signal }) => judgeConfigs(deps, pass, signal)),
  ];
}

function orderHandlers(deps: ScanDeps): HandledJob[] {
  return [
    handleJob(
      fillScanTaskJob,
      ({ order }, { signal }) => fillScanTask(deps, decodeOpenOrder(order), signal),
      abortOrder,
    ),
    handleJob(queueScansJob, (target) => queueNextScans(deps, target), abortOrder),
    handleJob(stopScansJob, (target) => stopNextImages(deps, target)),
  ];
}

function advisoryHandlers(deps: ScanDeps & AdvisoryDeps): HandledJob[] {
  const orderAgain = (changes: AdvisoryChanges) => inTransaction(deps.pool, (tx) => orderRejudge(tx, changes));
  return [
    handleJob(loadAdvisoriesJob, ({ source }, { signal }) => refreshSource(deps, source, signal)),
    handleJob(retireAdvisoriesJob, ({ sources }) => retireAdvisories(deps, sources)),
    handleJob(rematchPackagesJob, ({ keys }) => orderAgain({ keys, ecosystems: [] })),
    handleJob(rejudgeEcosystemsJob, ({ ecosystems }) => orderAgain({ keys: [], ecosystems })),
  ];
}
