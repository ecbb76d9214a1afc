import type { OsRelease } from '../../../../ecosystems/index.ts';
import type { Analyzer } from '../../../../layers/index.ts';
import type { OsFact } from './facts.ts';

/** In the order of os-release(5): the first that exists counts. */
export const OS_RELEASE_PATHS = ['etc/os-release', 'usr/lib/os-release'] as const;

/** Which distribution the image is, by os-release(5). */
export const osRelease: Analyzer<OsFact> = {
  name: 'os-release',
  version: 1,
  maxBytes: 64 * 1024,
  wants: (path, entry) => entry.type === 'file' && (OS_RELEASE_PATHS as readonly string[]).includes(path),
  analyze: ({ path, bytes }) => [{ kind: 'os', path, os: parseOsRelease(bytes.toString('utf8')) }],
};

function parseOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key, unquote(value));
  }
  const id = (fields.get('ID') ?? '').toLowerCase();
  const versionId = fields.get('VERSION_ID') ?? '';
  if (!/^[a-z0-9._-]{1,100}$/.test(id)) throw new Error('os-release names no valid ID');
  if (!/^[A-Za-z0-9._-]{0,100}$/.test(versionId)) throw new Error('the VERSION_ID of os-release is malformed');
  return { id, versionId, version: fields.get('VERSION') ?? '', prettyName: fields.get('PRETTY_NAME') ?? id };
}

/** Shell quoting, as far as os-release(5) allows it: one pair of quotes, backslash before `"`, `$`, `\` and backtick. */
function unquote(value: string): string {
  const [, quote, inner] = /^(["'])(.*)\1$/.exec(value) ?? [];
  if (inner === undefined) return value;
  return quote === '"' ? inner.replace(/\\(["$\\`])/g, '$1') : inner;
}
