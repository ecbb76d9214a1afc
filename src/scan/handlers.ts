import type { AdvisoryChanges } from '../advisories/index.ts';
import { inTransaction } from '../database/index.ts';
import { type HandledJob, handleJob } from '../jobs/index.ts';
import { scanManifestJob } from '../tasks/index.ts';
import { decodeOpenOrder, fillScanTask } from './orders/fill-scan-task.ts';
import { fillScanTaskJob, queueScansJob, stopScansJob } from './orders/jobs.ts';
import { abortTaskOnLastAttempt, queueNextScans } from './orders/queue-scans.ts';
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
import { scanManifest } from './run/scan-manifest.ts';

/** A scan that may still succeed is tried this often in all before its failure is stored. */
const SCAN_ATTEMPTS = 3;

export function scanHandlers(deps: ScanDeps & AdvisoryDeps): HandledJob[] {
  return [...imageHandlers(deps), ...orderHandlers(deps), ...advisoryHandlers(deps)];
}

function imageHandlers(deps: ScanDeps): HandledJob[] {
  return [
    handleJob(scanManifestJob, (target, { signal, attempt, crashes }) =>
      scanManifest(deps, target, { signal, crashes, attemptsLeft: attempt < SCAN_ATTEMPTS }),
    ),
    handleJob(rejudgeImagesJob, (_, { signal }) => rejudgeImages(deps, signal)),
    handleJob(judgeConfigsJob, (pass, { signal }) => judgeConfigs(deps, pass, signal)),
  ];
}

function orderHandlers(deps: ScanDeps): HandledJob[] {
  return [
    handleJob(fillScanTaskJob, ({ order: text }, run) => {
      const order = decodeOpenOrder(text);
      const target = { projectPk: order.tenant.projectPk, taskId: order.taskId, after: 0 };
      return abortTaskOnLastAttempt(deps, target, run, () => fillScanTask(deps, order, run.signal));
    }),
    handleJob(queueScansJob, (target, run) =>
      abortTaskOnLastAttempt(deps, target, run, () => queueNextScans(deps, target)),
    ),
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
