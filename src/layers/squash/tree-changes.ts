import type { LayerTree } from '../read/analyzer.ts';

/** What one layer does to the paths below it. */
export interface TreeChanges {
  /** Whether a file that a lower layer has at the path is gone or replaced after this layer. */
  hides(path: string): boolean;
  /** Whether the layer puts something at the path itself or removes it; what it only writes below the path does not count. */
  replaces(path: string): boolean;
  /** Whether the layer writes or removes anything below the path. */
  reachesInto(path: string): boolean;
}

/** `untouched`: the layer has nothing in the directory either. */
type DirectoryState = 'hidden' | 'untouched' | 'open';

export function readChanges(tree: LayerTree): TreeChanges {
  const lists = [tree.written, tree.whiteouts, tree.opaque];
  const stateOf = rememberStates(lists);
  const above = (path: string) => (has(tree.opaque, '') ? 'hidden' : stateAbove(stateOf, path));
  const isAt = (path: string) => has(tree.written, path) || has(tree.whiteouts, path);
  return {
    hides: (path) => judge(above(path), () => isAt(path) || hasBelow(tree.written, path)),
    replaces: (path) => judge(above(path), () => isAt(path) || has(tree.written, `${path}/`)),
    reachesInto: (path) =>
      above(path) !== 'untouched' && (has(tree.opaque, path) || lists.some((list) => hasBelow(list, path))),
  };
}

/**
 * A lower file goes when the layer writes its path, as a file or as a directory (also one that is only implied by what
 * is in it), writes a file where one of its directories was, whites out either, or hides a directory's lower content.
 */
function judge(above: DirectoryState, atPath: () => boolean): boolean {
  return above === 'hidden' || (above === 'open' && atPath());
}

/** The first directory of the path, from the root, that decides. */
function stateAbove(stateOf: (directory: string) => DirectoryState, path: string): DirectoryState {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const state = stateOf(path.slice(0, at));
    if (state !== 'open') return state;
  }
  return 'open';
}

/** Thousands of packages share their directories, and most layers touch none of them: each is looked up once. */
function rememberStates(lists: readonly (readonly string[])[]): (directory: string) => DirectoryState {
  const known = new Map<string, DirectoryState>();
  return (directory) => {
    let state = known.get(directory);
    if (state === undefined) {
      const touched = lists.some((list) => hasBelow(list, directory));
      state = lists.some((list) => has(list, directory)) ? 'hidden' : touched ? 'open' : 'untouched';
      known.set(directory, state);
    }
    return state;
  };
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
