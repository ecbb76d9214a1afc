export type {
  Analyzer,
  AnalyzerFacts,
  Excerpt,
  Fact,
  LayerReading,
  LinkFact,
  Observation,
} from './read/analyzer.ts';
export { TREE_ANALYZER } from './read/layer-tree.ts';
export { readLayer } from './read/read-layer.ts';
export type { LayerLimits } from './read/stream-layer.ts';
export type { FileProblem } from './squash/layer-view.ts';
export { type GoneFile, introducedBy, type LiveFile, repeats, type SquashedFiles, squash } from './squash/squash.ts';
export type { TarEntry } from './tar/entry.ts';
export { resolveLink } from './tar/path.ts';
