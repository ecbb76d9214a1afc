export { scanJobs } from './jobs.ts';
export { orderScan, type ScanOrder } from './orders/order-scan.ts';
export { stopScan } from './orders/stop-scan.ts';
export { ANALYZERS } from './stages/packages/analyzers/index.ts';
