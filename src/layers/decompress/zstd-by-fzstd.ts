import { Decompress } from 'fzstd';
import { AppError } from '../../model/index.ts';
import type { FramePiece } from './zstd-frames.ts';

/** Decodes with fzstd, a decoder in JavaScript, for a Node whose zlib knows no zstd. It gets one block at a time. */
export async function* decodeByFzstd(pieces: AsyncIterable<FramePiece>): AsyncGenerator<Buffer> {
  let out: Buffer[] = [];
  let decoder = new Decompress(() => {});
  let unpacked = 0;
  for await (const piece of pieces) {
    if (piece.isFirst) {
      unpacked = 0;
      decoder = new Decompress(({ buffer, byteOffset, byteLength }) => {
        if (byteLength > 0) out.push(Buffer.from(buffer, byteOffset, byteLength));
        unpacked += byteLength;
      });
    }
    push(decoder, piece);
    if (piece.isLast) refuseOtherSize(piece, unpacked);
    yield* out;
    out = [];
  }
}

/** `isLast`: without it the decoder keeps back a frame of fewer than 18 bytes, for ever. */
function push(decoder: Decompress, { bytes, isLast }: FramePiece): void {
  try {
    decoder.push(bytes, isLast);
  } catch (cause) {
    throw new AppError('unreadable', 'layer is not a valid zstd stream', { cause });
  }
}

/** What fzstd does not check. */
function refuseOtherSize({ contentSize }: FramePiece, unpacked: number): void {
  if (contentSize === null || contentSize === unpacked) return;
  throw new AppError('unreadable', 'layer is not a valid zstd stream');
}
