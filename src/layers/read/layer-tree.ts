import { AppError } from '../../model/index.ts';
import type { TarEntry } from '../tar/entry.ts';
import type { Analyzer, LayerTree } from './analyzer.ts';

/** Its facts are written by the layer reader itself, they need no file's bytes. */
export const TREE_ANALYZER: Pick<Analyzer, 'name' | 'version'> = { name: 'tree', version: 1 };

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
const NO_NAMES = new Set(['', '.', '..']);

/** An entry flood with long names: all paths of one layer are held in memory, so their sum is capped. */
const PATH_BYTES = 128 * 1024 * 1024;

/** What stands at a path of the layer now: a file's size, or one of these. */
const DIRECTORY = -1;
const SYMLINK = -2;
const OTHER = -3;

export interface TreeRecorder {
  /** Notes one entry. False when it is a whiteout, which is not a file of the image. */
  record(entry: TarEntry): boolean;
  /** Bytes of the regular file that the layer has at the path; undefined when there is none. */
  sizeOf(path: string): number | undefined;
  symlinkAt(path: string): string | undefined;
  /** The file that a hard link of the layer stands for; the path itself when it is no hard link. */
  originOf(path: string): string;
  tree(): LayerTree;
}

/** Collects what a layer writes and removes (image-spec layer.md, "Whiteouts"). */
export function recordTree(): TreeRecorder {
  const written = new Map<string, number>();
  const symlinks = new Map<string, string>();
  const origins = new Map<string, string>();
  const linked = new Set<string>();
  const overwritten = new Set<string>();
  const whiteouts = new Set<string>();
  const opaque = new Set<string>();
  let pathBytes = 0;

  function record(entry: TarEntry): boolean {
    pathBytes += entry.path.length + (entry.type === 'symlink' ? entry.linkTarget.length : 0);
    if (pathBytes > PATH_BYTES)
      throw new AppError('limit_exceeded', `paths of the layer are above ${PATH_BYTES} bytes`);
    const whiteout = readWhiteout(entry.path);
    if (whiteout?.opaque !== undefined) opaque.add(whiteout.opaque);
    if (whiteout?.hidden !== undefined) whiteouts.add(whiteout.hidden);
    if (whiteout) return false;
    symlinks.delete(entry.path);
    origins.delete(entry.path);
    if (entry.type === 'symlink') symlinks.set(entry.path, entry.linkTarget);
    if (linked.has(entry.path)) overwritten.add(entry.path);
    if (entry.type === 'hardlink') linkTo(entry.path, originOf(entry.linkTarget));
    written.set(entry.path, entry.type === 'hardlink' ? (written.get(entry.linkTarget) ?? OTHER) : stateOf(entry));
    return true;
  }

  function linkTo(path: string, origin: string): void {
    origins.set(path, origin);
    linked.add(origin);
  }

  /** A file that was linked and then overwritten lives on under the links, no longer under its first name. */
  function originOf(path: string): string {
    const origin = origins.get(path);
    return origin === undefined || overwritten.has(origin) ? path : origin;
  }

  return {
    record,
    originOf,
    sizeOf: (path) => sizeOrNothing(written.get(path)),
    symlinkAt: (path) => symlinks.get(path),
    tree: () => {
      const paths = [...written].map(([path, state]) => (state === DIRECTORY ? `${path}/` : path)).sort();
      const removed = { whiteouts: [...whiteouts].sort(), opaque: [...opaque].sort() };
      return { kind: 'tree', path: '', written: paths, ...removed, symlinks: [...symlinks] };
    },
  };
}

/** Null for an ordinary name; an element without fields for a whiteout that hides nothing. */
function readWhiteout(path: string): { opaque?: string; hidden?: string } | null {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (!name.startsWith(WHITEOUT)) return null;
  if (name === OPAQUE) return { opaque: path.slice(0, Math.max(slash, 0)) };
  const hidden = name.slice(WHITEOUT.length);
  // `.wh..wh.` begins names that AUFS keeps for itself; `.wh..` and `.wh...` would hide a directory from inside it.
  return hidden.startsWith('.wh.') || NO_NAMES.has(hidden) ? {} : { hidden: path.slice(0, slash + 1) + hidden };
}

function sizeOrNothing(state: number | undefined): number | undefined {
  return state === undefined || state < 0 ? undefined : state;
}

function stateOf(entry: TarEntry): number {
  if (entry.type === 'file') return entry.size;
  if (entry.type === 'directory') return DIRECTORY;
  return entry.type === 'symlink' ? SYMLINK : OTHER;
}
