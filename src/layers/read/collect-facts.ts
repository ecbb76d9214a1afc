import type { TarEntry } from '../tar/entry.ts';
import type { Analyzer, AnalyzerFacts } from './analyzer.ts';
import { createFactsByPath } from './facts-by-path.ts';
import { createLinkFollower, type OpenLink } from './follow-links.ts';
import { recordTree } from './layer-tree.ts';
import { createFileReader, type FileJob } from './read-file.ts';
import { runAnalyzer } from './run-analyzer.ts';
import type { LayerConsumer } from './stream-layer.ts';

export interface FactCollector extends LayerConsumer {
  /** Hard links to files that were read before the link gave them a wanted name. */
  readonly openLinks: readonly OpenLink[];
  facts(): AnalyzerFacts[];
}

/** Offers every entry of one layer to the analyzers, and keeps what they say. */
export function collectFacts(analyzers: readonly Analyzer[], limits: { readonly fileBytes: number }): FactCollector {
  const byPath = createFactsByPath();
  const recorder = recordTree();
  const links = createLinkFollower(analyzers, byPath, recorder, jobFor);
  const readFile = createFileReader(limits.fileBytes);
  const running = new Set<Promise<void>>();

  function member(entry: TarEntry) {
    if (!recorder.record(entry)) return null;
    byPath.replace(entry.path, entry.type === 'directory');
    if (entry.type === 'hardlink') links.hardlink(entry);
    else if (entry.type === 'symlink') links.symlink(entry);
    if (entry.type !== 'file') return null;
    const jobs = analyzers.map((analyzer) => jobFor(entry, analyzer)).filter((job) => job !== null);
    return readFile(entry, jobs);
  }

  function jobFor(entry: TarEntry, analyzer: Analyzer): FileJob | null {
    const wanted = analyzer.wants(entry.path, entry);
    if (wanted === false) return null;
    // Until its first bytes were seen, a file that may be wanted has no facts.
    const add = wanted === true ? byPath.open(entry.path, analyzer) : null;
    return {
      analyzer,
      test: wanted === true ? null : wanted,
      run: (content) => track(running, runAnalyzer(analyzer, entry, content, add ?? byPath.open(entry.path, analyzer))),
    };
  }

  return {
    visitor: { member, problem: byPath.problem },
    pending: () => (running.size === 0 ? null : Promise.all(running)),
    openLinks: links.open,
    facts: () => byPath.facts(analyzers, recorder.tree()),
  };
}

/** Whoever awaits `pending` gets the error of an analysis. When reading has failed nobody does, so it is caught here, too. */
function track(running: Set<Promise<void>>, ended: Promise<void> | null): boolean {
  if (!ended) return false;
  const tracked = ended.finally(() => running.delete(tracked));
  tracked.catch(() => {});
  running.add(tracked);
  return true;
}
