import type { Analyzer, Observation } from '../../src/layers/read/analyzer.ts';
import type { TarEntry } from '../../src/layers/tar/entry.ts';
import type { PackageFact } from '../../src/model/index.ts';

/** Offers one file to an analyzer as the layer reader does; null when it is not wanted. */
export async function analyzeFile(
  analyzer: Analyzer,
  path: string,
  content: string | Buffer,
): Promise<readonly Observation[] | null> {
  const bytes = Buffer.from(content);
  const entry: TarEntry = { path, type: 'file', size: bytes.length, mode: 0o644, linkTarget: '' };
  const wanted = analyzer.wants(path, entry);
  const accepted = typeof wanted === 'function' ? wanted(bytes.subarray(0, 512)) : wanted;
  return accepted ? analyzer.analyze({ path, bytes, entry }) : null;
}

export function packageFacts(observations: readonly Observation[] | null): PackageFact[] {
  return (observations ?? []).flatMap((each) => (each.kind === 'package' ? [each.package] : []));
}

export function unreadReasons(observations: readonly Observation[] | null): string[] {
  return (observations ?? []).flatMap((each) => (each.kind === 'unread' ? [each.reason] : []));
}
