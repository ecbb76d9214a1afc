import type { TarEntry } from '../tar/entry.ts';
import { resolveLink } from '../tar/path.ts';
import type { Analyzer, LinkFact } from './analyzer.ts';
import type { FactsByPath } from './facts-by-path.ts';
import type { TreeRecorder } from './layer-tree.ts';
import type { FileJob } from './read-file.ts';

/** A hard link that an analyzer wants, to a file that it does not want under the file's own name. */
export interface OpenLink {
  /** The link as the file it stands for. */
  readonly entry: TarEntry;
  /** What the link names, and the file behind it when that is such a link itself. */
  readonly directTarget: string;
  readonly target: string;
  readonly job: FileJob;
}

export interface LinkFollower {
  hardlink(entry: TarEntry): void;
  symlink(entry: TarEntry): void;
  readonly open: readonly OpenLink[];
}

/**
 * A link can give a wanted name to a file that no analyzer wants under its own. A hard link has the facts of its
 * target; a symlink is resolved by `squash` when it leads to a name that is read, and is a problem otherwise.
 */
export function createLinkFollower(
  analyzers: readonly Analyzer[],
  facts: FactsByPath,
  recorder: TreeRecorder,
  jobFor: (entry: TarEntry, analyzer: Analyzer) => FileJob | null,
): LinkFollower {
  const open: OpenLink[] = [];

  function hardlink(link: TarEntry): void {
    const symlinkTarget = recorder.symlinkAt(link.linkTarget);
    if (symlinkTarget !== undefined) followSymlink({ ...link, linkTarget: symlinkTarget }, analyzers, facts);
    else hardlinkToFile(link);
  }

  function hardlinkToFile(link: TarEntry): void {
    const size = recorder.sizeOf(link.linkTarget);
    const entry: TarEntry = { ...link, type: 'file', size: size ?? 0 };
    for (const analyzer of analyzers) {
      const job = jobFor(entry, analyzer);
      if (job && size === undefined) {
        const reason = `is a hard link to ${link.linkTarget}, which the layer does not hold`;
        facts.open(link.path, analyzer)([{ kind: 'unread', reason }]);
      } else if (job) follow(entry, link.linkTarget, job);
    }
  }

  function follow(entry: TarEntry, directTarget: string, job: FileJob): void {
    const target = recorder.originOf(directTarget);
    const judged = job.analyzer.wants(target, { ...entry, path: target }) !== false;
    if (judged) facts.link(entry.path, target, job.analyzer);
    else open.push({ entry, directTarget, target, job });
  }

  return { hardlink, symlink: (link) => followSymlink(link, analyzers, facts), open };
}

/** Analyzers that decide by contents (head tests) have read the target under its own name. */
function followSymlink(link: TarEntry, analyzers: readonly Analyzer[], facts: FactsByPath): void {
  const entry: TarEntry = { ...link, type: 'file' };
  const target = resolveLink(link.path, link.linkTarget);
  for (const analyzer of analyzers) {
    if (analyzer.wants(link.path, entry) !== true) continue;
    const read = analyzer.wants(target, { ...entry, path: target }) === true;
    const reason = `is a symbolic link to ${link.linkTarget}, which is not read`;
    const fact: LinkFact = { kind: 'link', path: link.path, target: link.linkTarget };
    facts.open(link.path, analyzer)([read ? fact : { kind: 'unread', reason }]);
  }
}
