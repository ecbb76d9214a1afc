export { scanHandlers } from './handlers.ts';
export { orderScan, type ScanOrder } from './orders/order-scan.ts';
export { queueUnscanned } from './orders/queue-scans.ts';
export { stopScan } from './orders/stop-scan.ts';
export { judgeConfigsJob, loadAdvisoriesJob } from './rejudge/jobs.ts';
export { advisorySchedule, loadAdvisoriesNow } from './schedule.ts';
export { RULES as BUILD_COMMAND_RULES, type Rule as BuildCommandRule } from './stages/build-commands/index.ts';
export { announceStages, openStages, type Stages } from './stages/index.ts';
export { summarise } from './stages/summarise.ts';
