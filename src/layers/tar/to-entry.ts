import type { Problem } from '../../model/index.ts';
import type { TarEntry } from './entry.ts';
import type { TarHeader } from './header.ts';
import { normalisePath } from './path.ts';
import type { Overrides } from './pax.ts';

const TYPES: Readonly<Record<string, TarEntry['type']>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'directory',
};

/**
 * A header and its overrides as one entry; `bodySize` says how many bytes follow in either case.
 * Ignored with a problem: names that leave the root, hold NUL or are longer than a path may be.
 */
export function toEntry(
  header: TarHeader,
  overrides: Overrides,
  pathLength: number,
): ({ entry: TarEntry } | { problem: Problem }) & { bodySize: number } {
  const rawPath = overrides.path ?? header.name;
  const type = typeOf(header.typeFlag, rawPath);
  const hasBody = type === 'file' || (header.size > 0 && type !== 'directory');
  const bodySize = hasBody ? (overrides.size ?? header.size) : 0;
  const rawTarget = type === 'hardlink' || type === 'symlink' ? (overrides.linkPath ?? header.linkName) : '';
  const path = normalisePath(rawPath);
  const linkTarget = type === 'hardlink' ? normalisePath(rawTarget) : rawTarget;
  const reason = refusal(path, linkTarget, Math.max(rawPath.length, rawTarget.length), pathLength);
  if (path === null || linkTarget === null || reason) {
    return { problem: { path: printable(rawPath), reason: reason ?? 'ignored' }, bodySize };
  }
  const size = type === 'file' ? bodySize : 0;
  const sparse = overrides.sparse || header.typeFlag === 'S' ? { sparse: true as const } : {};
  return { entry: { path, type, size, mode: header.mode, linkTarget, ...sparse }, bodySize };
}

/** V7 archives have no type for directories, only the slash. */
function typeOf(typeFlag: string, rawPath: string): TarEntry['type'] {
  if (typeFlag === '\0' && rawPath.endsWith('/')) return 'directory';
  return TYPES[typeFlag] ?? 'other';
}

function refusal(path: string | null, target: string | null, length: number, limit: number): string | undefined {
  // Path traversal: such a name would be written outside of the image by a careless extractor.
  if (path === null) return 'ignored: the path leaves the image or holds a NUL byte';
  if (target === null) return 'ignored: a hard link that leaves the image';
  if (target.includes('\0')) return 'ignored: the link target holds a NUL byte';
  // No such path can exist in a running container, it only costs memory.
  if (length > limit) return `ignored: the path is longer than ${limit}`;
  return undefined;
}

/** Problems are stored as text and shown: no NUL, no endless names. */
function printable(path: string): string {
  return path.replaceAll('\0', '\u2400').slice(0, 200);
}
