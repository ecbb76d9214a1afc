import type { LayerTree } from '../read/analyzer.ts';
import { resolveLink } from '../tar/path.ts';
import { readChanges } from './tree-changes.ts';

/** Links that lead back to themselves would be followed for ever; Linux gives up after 40 (path_resolution(7)). */
const MAX_LINKS = 40;

/**
 * Where the paths of a layer lie in the image. A runtime that extracts `lib/x` over `lib -> usr/lib` writes `usr/lib/x`,
 * unless the layer lists `lib/` itself, which replaces the link.
 * @param links symlinks of the image below the layer: path, and target as written
 * @returns null when the layer writes through no link, as nearly all
 */
export function findLinkedPaths(
  tree: LayerTree,
  links: ReadonlyMap<string, string>,
): ((path: string) => string) | null {
  const changes = readChanges(tree);
  const own = new Map(tree.symlinks);
  const isFollowed = (path: string) => changes.reachesInto(path) && (own.has(path) || !changes.replaces(path));
  if (![...links.keys(), ...own.keys()].some(isFollowed)) return null;
  const targetOf = (directory: string) =>
    own.get(directory) ?? (changes.replaces(directory) ? undefined : links.get(directory));
  return (path) => follow(path, targetOf);
}

/** Resolves every directory of the path, not the path itself. A loop leads nowhere: the path stays as it is. */
function follow(path: string, targetOf: (directory: string) => string | undefined): string {
  let current = path;
  for (let links = 0; links < MAX_LINKS; links += 1) {
    const next = followFirst(current, targetOf);
    if (next === null) return current;
    current = next;
  }
  return path;
}

function followFirst(path: string, targetOf: (directory: string) => string | undefined): string | null {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const directory = path.slice(0, at);
    const target = targetOf(directory);
    if (target === undefined) continue;
    const base = resolveLink(directory, target);
    return base === '' ? path.slice(at + 1) : base + path.slice(at);
  }
  return null;
}
