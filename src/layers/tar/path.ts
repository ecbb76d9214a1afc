/** A path that is empty at some step, or has `.`, `..` or NUL in it, needs a closer look. */
const UNCLEAN = /(^|\/)\.{0,2}(\/|$)|\0/;

/** Bytes up to the first NUL; UTF-8, or Latin-1 where they are not UTF-8, so that different names stay different. */
export function decodeName(field: Buffer): string {
  const nul = field.indexOf(0);
  const bytes = nul === -1 ? field : field.subarray(0, nul);
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

/**
 * The path below the root of the image: no leading slash, no `.`, `..` or empty part; empty for the root itself.
 * Null when it would leave the root or holds a NUL byte.
 */
export function normalisePath(raw: string): string | null {
  if (!UNCLEAN.test(raw)) return raw;
  if (raw.includes('\0')) return null;
  const parts: string[] = [];
  for (const part of raw.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Where a symlink leads when read from the root of the image; it cannot leave the root, as in a container. */
export function resolveLink(path: string, target: string): string {
  const base = target.startsWith('/') ? [] : path.split('/').slice(0, -1);
  const parts: string[] = [];
  for (const part of [...base, ...target.split('/')]) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** `a/b/c` → `a/b`, `a`; nearest first, the root left out. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) ancestors.push(path.slice(0, at));
  return ancestors;
}
