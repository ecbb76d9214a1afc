import type { LayerReading } from './analyzer.ts';
import { collectFacts } from './collect-facts.ts';
import { readLinkTargets } from './read-link-targets.ts';
import { type LayerReadOptions, type LayerToRead, streamLayer } from './stream-layer.ts';

/**
 * Reads one layer in one pass, in bounded memory, without touching the disk: digest of the packed bytes, unpacking,
 * digest of the unpacked bytes, tar members, analyzers. What single files could not tell is in the problems of the
 * reading; an error means that the layer as a whole could not be read.
 * @throws AppError `digest_mismatch` when the bytes are not the ones promised, `unreadable` when they are but make no
 * layer, `limit_exceeded` for bombs, `timed_out` when the signal timed out; else what the signal or `bytes` stopped with
 */
export async function readLayer(
  bytes: AsyncIterable<Buffer>,
  layer: LayerToRead,
  options: LayerReadOptions & {
    /**
     * Starts the blob anew. Asked for at most once, when a hard link gives a wanted name to a file that already came
     * by under another; without it such a link is a problem.
     */
    readonly reopen?: () => AsyncIterable<Buffer>;
  },
): Promise<LayerReading> {
  const collector = collectFacts(options.analyzers, options.limits);
  const measured = await streamLayer(bytes, layer, options, collector);
  if (collector.openLinks.length > 0) {
    const targets = readLinkTargets(collector, options.limits.fileBytes, options.reopen !== undefined);
    if (options.reopen) await streamLayer(options.reopen(), layer, options, targets);
  }
  return { ...measured, facts: collector.facts() };
}
