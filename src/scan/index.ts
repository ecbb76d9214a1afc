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
