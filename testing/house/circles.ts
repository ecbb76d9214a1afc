import { dirname } from 'node:path';
import type { Import } from './imports.ts';
import { moduleOf } from './modules.ts';
import { isTest } from './source-files.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Circles of files that import each other, types included; each is the path from a file back to itself. */
export function fileCircles(imports: readonly Import[]): string[] {
  return findCircles(graphOf(imports.filter(isCounted), (path) => path));
}

/** Circles of folders inside one module, its root being a folder, too. Index files only hand out and do not count. */
export function folderCircles(imports: readonly Import[]): string[] {
  const inside = imports.filter((each) => isCounted(each) && moduleOf(each.file) === moduleOf(each.target));
  const counted = inside.filter(({ file }) => !/^src\/[^/]+\/index\.ts$/.test(file) && dirname(file) !== 'src');
  return findCircles(graphOf(counted, dirname));
}

function isCounted({ file }: Import): boolean {
  return file.startsWith('src/') && !isTest(file);
}

function graphOf(imports: readonly Import[], nodeOf: (path: string) => string): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { file, target } of imports) {
    const [from, to] = [nodeOf(file), nodeOf(target)];
    if (from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }
  return graph;
}

/** Depth first; a node is left for good once nothing below it leads back. */
export function findCircles(graph: Graph): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    const at = path.indexOf(node);
    if (at >= 0) circles.push([...path.slice(at), node].join(' → '));
    if (at >= 0 || done.has(node)) return;
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return circles;
}
