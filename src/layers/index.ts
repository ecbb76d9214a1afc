export type { Analyzer, Excerpt, Fact, LayerReading, Observation } from './read/analyzer.ts';
export { TREE_ANALYZER } from './read/layer-tree.ts';
export { readLayer } from './read/read-layer.ts';
export type { LayerLimits } from './read/stream-layer.ts';
export type { FileProblem } from './squash/layer-view.ts';
export { type GoneFile, keyOf, type LiveFile, packagesOf, type SquashedFiles, squash } from './squash/squash.ts';
export type { TarEntry } from './tar/entry.ts';
export { resolveLink } from './tar/path.ts';
