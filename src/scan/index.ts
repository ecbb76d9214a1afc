export { scanJobs } from './jobs.ts';
export { orderScan, type ScanOrder } from './orders/order-scan.ts';
export { queueUnscanned } from './orders/queue-scans.ts';
export { stopScan } from './orders/stop-scan.ts';
export { announceStages, openStages, type Stages } from './stages/index.ts';
export { summarise } from './stages/summarise.ts';
