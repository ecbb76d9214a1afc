import { type Context, createContext, Script } from 'node:vm';
import { Decompress } from 'fzstd';
import { AppError } from '../../model/index.ts';
import type { FramePiece } from './zstd-frames.ts';

/**
 * A block of 25 bytes may claim 98,000 matches of 64 KiB each, more than a block may hold. fzstd copies all of them, for
 * minutes, and while it does no timer fires: the worker would lose its lease. A valid block takes a few milliseconds, on a
 * busy machine more. Of this time each block gives some back, so that a stream of slow blocks ends, too.
 */
const SPARE_MS = 2_000;
const SPARE_MS_PER_BLOCK = 100;
const COMPRESSED_BLOCK = 2;

/** Decodes with fzstd, a decoder in JavaScript, for a Node whose zlib knows no zstd. It gets one block at a time. */
export async function* decodeByFzstd(pieces: AsyncIterable<FramePiece>): AsyncGenerator<Buffer> {
  let out: Buffer[] = [];
  let decoder = new Decompress(() => {});
  let unpacked = 0;
  let isBounded = false;
  const runBounded = createBound();
  for await (const piece of pieces) {
    if (piece.isFirst) {
      unpacked = 0;
      isBounded = false;
      decoder = new Decompress(({ buffer, byteOffset, byteLength }) => {
        if (byteLength > 0) out.push(Buffer.from(buffer, byteOffset, byteLength));
        unpacked += byteLength;
      });
    }
    // The decoder may keep back a small block until the next one is there.
    isBounded ||= isCompressedBlock(piece);
    push(decoder, piece, isBounded ? runBounded : runFreely);
    if (piece.isLast) refuseOtherSize(piece, unpacked);
    yield* out;
    out = [];
  }
}

function isCompressedBlock({ bytes, isFirst }: FramePiece): boolean {
  return !isFirst && (((bytes[0] as number) >> 1) & 3) === COMPRESSED_BLOCK;
}

/** `isLast`: without it the decoder keeps back a frame of fewer than 18 bytes, for ever. */
function push(decoder: Decompress, { bytes, isLast }: FramePiece, run: (step: () => void) => void): void {
  try {
    run(() => decoder.push(bytes, isLast));
  } catch (cause) {
    throw new AppError('unreadable', 'layer is not a valid zstd stream', { cause });
  }
}

function runFreely(step: () => void): void {
  step();
}

/** Runs the blocks of one layer, and throws out of one that does not return in time, as only `vm` can; costs 0.1 ms a block. */
function createBound(): (step: () => void) => void {
  const script = new Script('step()');
  let context: Context | undefined;
  let spare = SPARE_MS;
  return (step) => {
    context ??= createContext({});
    context.step = step;
    const begin = performance.now();
    script.runInContext(context, { timeout: Math.ceil(spare) });
    spare = Math.max(1, Math.min(SPARE_MS, spare + SPARE_MS_PER_BLOCK - (performance.now() - begin)));
  };
}

/** What fzstd does not check. */
function refuseOtherSize({ contentSize }: FramePiece, unpacked: number): void {
  if (contentSize === null || contentSize === unpacked) return;
  throw new AppError('unreadable', 'layer is not a valid zstd stream');
}
