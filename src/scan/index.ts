export type {
  AnalyzedFile,
  Analyzer,
  AnalyzerFacts,
  Excerpt,
  Fact,
  HeadTest,
  LayerReading,
  LayerTree,
  Observation,
  OsRelease,
  TarEntry,
} from './analyzer.ts';
export type { ScanDeps } from './deps.ts';
export { scanJobs } from './jobs.ts';
export { orderScan, type ScanOrder } from './order-scan.ts';
export { stopScan } from './stop-scan.ts';
