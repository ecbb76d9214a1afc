import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { AppError, isAppError } from '../../model/index.ts';
import { decompressor, detectCompression, explainDecompression } from '../decompress/index.ts';
import { type TarLimits, type TarVisitor, walkTar } from '../tar/walk-tar.ts';
import type { Analyzer, LayerReading } from './analyzer.ts';
import { type BlobReader, readBlob } from './read-blob.ts';

export interface LayerToRead {
  readonly digest: string;
  /** From the image config; null when it is not known. */
  readonly diffId: string | null;
  readonly mediaType: string;
  /** Compressed bytes; 0 or less when not known. */
  readonly size: number;
}

export interface LayerReadOptions {
  readonly analyzers: readonly Analyzer[];
  readonly limits: LayerLimits;
  readonly signal: AbortSignal;
}

export interface LayerLimits extends TarLimits {
  /** The whole layer, unpacked. */
  readonly layerBytes: number;
  /** Unpacked to packed bytes. */
  readonly layerRatio: number;
  /** One file held in memory for analysis. */
  readonly fileBytes: number;
  /** Reading the whole layer. */
  readonly layerSeconds: number;
}

/** Who gets the members of a layer. */
export interface LayerConsumer {
  readonly visitor: TarVisitor;
  /** Work that must end before more is fed, null when there is none. */
  pending(): Promise<unknown> | null;
}

/** Small layers may be nearly empty files; below this no ratio is absurd. */
const RATIO_FREE_BYTES = 10 * 1024 * 1024;

/** Unpacks a layer into a consumer and verifies both digests, in the words of `readLayer`. */
export async function streamLayer(
  bytes: AsyncIterable<Buffer>,
  layer: LayerToRead,
  options: LayerReadOptions,
  consumer: LayerConsumer,
): Promise<Omit<LayerReading, 'facts'>> {
  const blob = readBlob(bytes, layer.digest, layer.size);
  try {
    const measured = await unpack(blob, layer, options, consumer);
    await blob.verify();
    refuseOtherDiffId(layer, measured.diffId);
    return measured;
  } catch (error) {
    throw await explain(error, blob, layer, options);
  }
}

async function unpack(
  blob: BlobReader,
  layer: LayerToRead,
  { limits, signal }: LayerReadOptions,
  { visitor, pending }: LayerConsumer,
): Promise<Omit<LayerReading, 'facts'>> {
  const stage = decompressor(detectCompression(await blob.head(), layer.mediaType));
  const algorithm = layer.diffId?.startsWith('sha512:') ? 'sha512' : 'sha256';
  const hash = createHash(algorithm);
  const walker = walkTar(visitor, limits);
  let uncompressedSize = 0;
  await pipeline(blob.chunks(), stage, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      uncompressedSize += chunk.length;
      refuseBomb(uncompressedSize, blob.received(), limits);
      hash.update(chunk);
      walker.push(chunk);
      const work = pending();
      if (work) await work;
    }
  });
  walker.end();
  return { diffId: `${algorithm}:${hash.digest('hex')}`, uncompressedSize, entries: walker.entries };
}

/** A gzip or zstd bomb: a few kilobytes that unpack to terabytes. */
function refuseBomb(unpacked: number, packed: number, limits: LayerLimits): void {
  if (unpacked > limits.layerBytes) {
    throw new AppError('limit_exceeded', `layer unpacks to more than ${limits.layerBytes} bytes`);
  }
  if (unpacked > RATIO_FREE_BYTES && unpacked > packed * limits.layerRatio) {
    throw new AppError('limit_exceeded', `layer unpacks to more than ${limits.layerRatio} times its size`);
  }
}

function refuseOtherDiffId(layer: LayerToRead, measured: string): void {
  if (layer.diffId === null || layer.diffId === measured) return;
  const message = `layer ${layer.digest} unpacks to ${measured}, its image names ${layer.diffId}`;
  throw new AppError('digest_mismatch', message, { subject: layer.digest });
}

/**
 * Bytes that make no layer may be the registry's fault or the layer's own: what is left is read to tell them apart,
 * since the first is worth another attempt and the second is not.
 */
async function explain(
  error: unknown,
  blob: BlobReader,
  layer: LayerToRead,
  { limits, signal }: LayerReadOptions,
): Promise<unknown> {
  const explained = explainDecompression(error);
  try {
    if (isAppError(explained, 'unreadable')) await blob.verify();
    else await blob.close();
  } catch (mismatch) {
    return mismatch;
  }
  if (signal.aborted && signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError') {
    // A slow body keeps a worker busy for ever.
    const message = `reading the layer took longer than ${limits.layerSeconds} s`;
    return new AppError('timed_out', message, { subject: layer.digest, cause: error });
  }
  return isAppError(explained, 'unreadable', 'limit_exceeded') ? withSubject(explained, layer.digest) : explained;
}

function withSubject(error: AppError, subject: string): AppError {
  return new AppError(error.code, error.message, { subject, cause: error.cause ?? error });
}
