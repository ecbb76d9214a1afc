import { pipeline, Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { AppError } from '../../model/index.ts';
import { BLOCK_BYTES, type FramePiece, WINDOW_LOG, type ZstdDecoder } from './zstd-frames.ts';

/** What zlib has since Node 22.15 and 23.8; the types are those of Node 20. */
interface ZlibWithZstd {
  readonly createZstdDecompress?: (options: { chunkSize: number; params: Record<number, number> }) => Transform;
  readonly constants: { readonly ZSTD_d_windowLogMax?: number };
}

/** Blocks may be tiny, and each write is a trip to another thread. */
const WRITE_BYTES = 64 * 1024;

/** The decoder of Node's own zlib; undefined where it has none. */
export function findZlibDecoder(): ZstdDecoder | undefined {
  const { createZstdDecompress, constants } = zlib as ZlibWithZstd;
  const windowLogMax = constants.ZSTD_d_windowLogMax;
  if (!createZstdDecompress || windowLogMax === undefined) return undefined;
  const options = { chunkSize: BLOCK_BYTES, params: { [windowLogMax]: WINDOW_LOG } };
  return (pieces) => decode(pieces, () => createZstdDecompress(options));
}

/** A stream without frames is none to zlib, so that the decoder is opened when the first frame is there. */
async function* decode(pieces: AsyncIterable<FramePiece>, open: () => Transform): AsyncGenerator<Buffer> {
  const stated: Stated = { bytes: 0 };
  const writes = joinPieces(sumSizes(pieces, stated));
  const first = await writes.next();
  if (first.done) return;
  const decoder = open();
  const source = Readable.from(startWith(first.value, writes), { objectMode: true, highWaterMark: 1 });
  // Errors of either end reach whoever reads the decoder.
  pipeline(source, decoder, () => {});
  let unpacked = 0;
  try {
    for await (const bytes of decoder as AsyncIterable<Buffer>) {
      unpacked += bytes.length;
      yield bytes;
    }
  } catch (error) {
    throw explain(error);
  }
  if (stated.bytes !== null && stated.bytes !== unpacked) throw invalid();
}

/** What all frames so far say that they unpack to; null when one does not say it. */
interface Stated {
  bytes: number | null;
}

/** zlib does not check the size of a large frame whose last block is empty. */
async function* sumSizes(pieces: AsyncIterable<FramePiece>, stated: Stated): AsyncGenerator<FramePiece> {
  for await (const piece of pieces) {
    const { isFirst, contentSize } = piece;
    if (isFirst) stated.bytes = stated.bytes === null || contentSize === null ? null : stated.bytes + contentSize;
    yield piece;
  }
}

/**
 * Joins pieces of one frame. Never those of two: zlib of Node 22 and 24 drops what follows a frame in the same write
 * without an error (https://github.com/nodejs/node/issues/64741).
 */
async function* joinPieces(pieces: AsyncIterable<FramePiece>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const { bytes, isLast } of pieces) {
    held.push(bytes);
    length += bytes.length;
    if (!isLast && length < WRITE_BYTES) continue;
    yield Buffer.concat(held, length);
    held = [];
    length = 0;
  }
}

async function* startWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

/** Memory that could not be had is no fault of the layer. */
function explain(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const broken = /^(ZSTD_error_|Z_)/.test(code) && code !== 'ZSTD_error_memory_allocation';
  return broken ? invalid(error) : error;
}

function invalid(cause?: unknown): AppError {
  return new AppError('unreadable', 'layer is not a valid zstd stream', { cause });
}
