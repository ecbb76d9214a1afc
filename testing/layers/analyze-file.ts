import type { Analyzer, Observation } from '../../src/layers/read/analyzer.ts';
import type { TarEntry } from '../../src/layers/tar/entry.ts';
import type { PackageFact } from '../../src/model/index.ts';
import type { FoundPackage } from '../../src/scan/stages/packages/analyzers/facts.ts';

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
  const found = (observations ?? []).filter((each): each is FoundPackage => each.kind === 'package');
  return found.map(({ kind: _, key: __, ...fact }) => fact);
}

export function unreadReasons(observations: readonly Observation[] | null): string[] {
  return (observations ?? []).flatMap((each) => ('reason' in each ? [each.reason] : []));
}
