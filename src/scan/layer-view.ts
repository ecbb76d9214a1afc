import type { Problem } from '../model/index.ts';
import type { AnalyzerFacts, Fact, LayerTree } from './analyzer.ts';
import { TREE_ANALYZER } from './layer-tree.ts';
import { ancestorsOf } from './tar/path.ts';

/** What one layer says about one path. */
export interface FileFacts {
  readonly facts: Fact[];
  readonly problems: Problem[];
}

export interface LayerView {
  readonly digest: string;
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Problems that concern no file of the image, and hold whatever later layers do. */
  readonly problems: readonly Problem[];
  /** Whether a file that a lower layer has at the path is gone or replaced after this layer. */
  hides(path: string): boolean;
}

const EMPTY_TREE: LayerTree = { kind: 'tree', written: [], whiteouts: [], opaque: [], symlinks: [] };

/** Sorts the facts of a layer by the path they hold for. */
export function viewLayer(layer: { readonly digest: string; readonly readings: readonly AnalyzerFacts[] }): LayerView {
  const files = new Map<string, FileFacts>();
  const problems: Problem[] = [];
  let tree = EMPTY_TREE;
  const at = (path: string): FileFacts => {
    const known = files.get(path) ?? { facts: [], problems: [] };
    files.set(path, known);
    return known;
  };
  for (const reading of layer.readings) {
    for (const fact of reading.facts) {
      if (fact.kind === 'tree') tree = fact;
      else at(fact.kind === 'package' ? fact.package.path : fact.path).facts.push(fact);
    }
    for (const problem of reading.problems) {
      if (problem.path === '' || reading.analyzer === TREE_ANALYZER.name) problems.push(problem);
      else at(problem.path).problems.push(problem);
    }
  }
  return { digest: layer.digest, files, problems, hides: (path) => hides(tree, path) };
}

/**
 * A lower file goes when the layer writes its path, as a file or as a directory (also one that is only implied by what
 * is in it), writes a file where one of its directories was, whites out either, or hides a directory's lower content.
 */
function hides(tree: LayerTree, path: string): boolean {
  if (has(tree.written, path) || hasBelow(tree.written, path) || has(tree.whiteouts, path)) return true;
  if (has(tree.opaque, '')) return true;
  return ancestorsOf(path).some(
    (parent) => has(tree.written, parent) || has(tree.whiteouts, parent) || has(tree.opaque, parent),
  );
}

function has(sorted: readonly string[], text: string): boolean {
  return sorted[firstNotBefore(sorted, text)] === text;
}

function hasBelow(sorted: readonly string[], path: string): boolean {
  const prefix = `${path}/`;
  return sorted[firstNotBefore(sorted, prefix)]?.startsWith(prefix) ?? false;
}

/** Binary search: a set of every path of every layer would cost more than the few questions asked of it. */
function firstNotBefore(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
