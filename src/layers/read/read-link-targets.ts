import type { TarEntry } from '../tar/entry.ts';
import type { BodySink } from '../tar/walk-tar.ts';
import type { FactCollector } from './collect-facts.ts';
import type { OpenLink } from './follow-links.ts';
import { createFileReader } from './read-file.ts';
import type { LayerConsumer } from './stream-layer.ts';

/**
 * The consumer of a second pass: keeps the files that open hard links lead to, and analyses them under the names of
 * the links. With `canReread` false every open link becomes a problem at once.
 */
export function readLinkTargets(collector: FactCollector, fileBytes: number, canReread: boolean): LayerConsumer {
  const links = groupByPath(collector.openLinks);
  const targets = new Set(collector.openLinks.map((link) => link.target));
  const readFile = createFileReader(fileBytes);
  const held = new Map<string, Buffer>();
  let heldBytes = 0;
  if (!canReread)
    for (const link of collector.openLinks)
      link.job.run({ unread: `is a hard link to ${link.directTarget}, read past before` });

  function member(entry: TarEntry): BodySink | null {
    if (entry.type === 'file' && targets.has(entry.path)) return hold(entry);
    if (entry.type === 'hardlink') for (const link of links.get(entry.path) ?? []) analyse(link, entry.linkTarget);
    return null;
  }

  function hold(entry: TarEntry): BodySink | null {
    held.delete(entry.path);
    // A memory bomb: links to many large files would hold them all at once.
    heldBytes += entry.size;
    if (heldBytes > fileBytes) return null;
    return keepBody(entry.size, (bytes) => held.set(entry.path, bytes));
  }

  function analyse(link: OpenLink, target: string): void {
    if (target !== link.directTarget) return;
    const bytes = held.get(link.target);
    if (!bytes) {
      link.job.run({ unread: `is a hard link to ${link.target}, which was overwritten or is too large to be held` });
      return;
    }
    const sink = readFile(link.entry, [link.job]);
    if (bytes.length > 0) sink?.push(bytes);
    sink?.end();
  }

  return { visitor: { member, problem: () => {} }, pending: () => collector.pending() };
}

function keepBody(size: number, keep: (bytes: Buffer) => void): BodySink {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  return {
    push: (piece) => {
      filled += piece.copy(bytes, filled);
    },
    end: () => keep(bytes),
  };
}

function groupByPath(links: readonly OpenLink[]): Map<string, OpenLink[]> {
  const groups = new Map<string, OpenLink[]>();
  for (const link of links) groups.set(link.entry.path, [...(groups.get(link.entry.path) ?? []), link]);
  return groups;
}
