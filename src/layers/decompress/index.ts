import { createGunzip } from 'node:zlib';
import { AppError } from '../../model/index.ts';
import { unzstd } from './unzstd.ts';

export type Compression = 'gzip' | 'zstd' | 'none';

/** Larger steps mean fewer trips to the threads of zlib; above this nothing is gained. */
const STEP = 256 * 1024;

/**
 * What a layer is packed with. Registries and tools mislabel layers, so the first bytes decide and the media type
 * (image-spec layer.md) is asked only when they are too few to tell.
 */
export function detectCompression(head: Buffer, mediaType: string): Compression {
  if (head.length >= 2 && head.readUInt16BE(0) === 0x1f8b) return 'gzip';
  if (head.length >= 4 && isZstdFrame(head.readUInt32LE(0))) return 'zstd';
  if (head.length > 0 && head.length < 4 && /gzip/.test(mediaType)) return 'gzip';
  return 'none';
}

/**
 * A pipeline stage that unpacks: gzip with any number of members, zstd with any number of frames, or nothing.
 * Zero padding behind the last gzip member is ignored; other trailing bytes are an error, as they are to container runtimes.
 */
export function decompressor(compression: Compression) {
  if (compression === 'gzip') return createGunzip({ chunkSize: STEP });
  return compression === 'zstd' ? unzstd : passOn;
}

/** An error of the decompressor in our words; anything else is returned as it is. */
export function explainDecompression(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // zlib pushes on after its end when members and padding alternate.
  const broken = code.startsWith('Z_') || code === 'ERR_STREAM_PUSH_AFTER_EOF';
  if (!broken || !(error instanceof Error)) return error;
  return new AppError('unreadable', `layer is not a complete gzip stream: ${error.message}`, { cause: error });
}

/** Zstandard frames, and skippable frames whose magic ends in any of 16 values (RFC 8878, 3.1). */
function isZstdFrame(magic: number): boolean {
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5;
}

async function* passOn(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* source;
}
