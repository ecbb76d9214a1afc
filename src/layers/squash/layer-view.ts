import type { Problem } from '../../model/index.ts';
import type { AnalyzerFacts, Fact, LayerTree } from '../read/analyzer.ts';
import { TREE_ANALYZER } from '../read/layer-tree.ts';
import { findLinkedPaths } from './linked-paths.ts';
import { readChanges } from './tree-changes.ts';

/** Something that an analyzer could not read. */
export interface FileProblem extends Problem {
  readonly analyzer: string;
}

/** What one layer says about one path. */
export interface FileFacts {
  readonly facts: Fact[];
  readonly problems: FileProblem[];
}

export interface LayerView {
  readonly digest: string;
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Problems that concern no file of the image, and hold whatever later layers do. */
  readonly problems: readonly FileProblem[];
  /** Whether a file that a lower layer has at the path is gone or replaced after this layer. */
  hides(path: string): boolean;
  /** Symlinks that the layer adds: path, and target as written. */
  readonly symlinks: LayerTree['symlinks'];
}

const EMPTY_TREE: LayerTree = { kind: 'tree', path: '', written: [], whiteouts: [], opaque: [], symlinks: [] };

/**
 * Sorts the facts of a layer by the path they hold for.
 * @param links symlinks of the image below the layer: path, and target as written
 */
export function viewLayer(
  layer: { readonly digest: string; readonly readings: readonly AnalyzerFacts[] },
  links: ReadonlyMap<string, string>,
): LayerView {
  const { tree, files, problems } = sortFacts(layer.readings);
  const whereIs = findLinkedPaths(tree, links);
  const moved = whereIs ? moveTree(tree, whereIs) : tree;
  return {
    digest: layer.digest,
    files: whereIs ? new Map([...files].map(([path, file]) => [whereIs(path), file])) : files,
    problems,
    hides: readChanges(moved).hides,
    symlinks: moved.symlinks,
  };
}

function sortFacts(readings: readonly AnalyzerFacts[]) {
  const files = new Map<string, FileFacts>();
  const problems: FileProblem[] = [];
  let tree = EMPTY_TREE;
  const at = (path: string): FileFacts => {
    const known = files.get(path) ?? { facts: [], problems: [] };
    files.set(path, known);
    return known;
  };
  for (const reading of readings) {
    for (const fact of reading.facts) {
      if (reading.analyzer === TREE_ANALYZER.name) tree = fact as LayerTree;
      else at(fact.path).facts.push(fact);
    }
    for (const problem of reading.problems) {
      const told = { ...problem, analyzer: reading.analyzer };
      if (problem.path === '' || reading.analyzer === TREE_ANALYZER.name) problems.push(told);
      else at(problem.path).problems.push(told);
    }
  }
  return { tree, files, problems };
}

function moveTree(tree: LayerTree, whereIs: (path: string) => string): LayerTree {
  return {
    kind: 'tree',
    path: '',
    written: tree.written.map(whereIs).sort(),
    whiteouts: tree.whiteouts.map(whereIs).sort(),
    opaque: tree.opaque.map((directory) => whereIs(`${directory}/.`).slice(0, -2)).sort(),
    symlinks: tree.symlinks.map(([path, target]) => [whereIs(path), target]),
  };
}
