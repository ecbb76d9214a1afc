import { decodeByFzstd } from './zstd-by-fzstd.ts';
import { findZlibDecoder } from './zstd-by-zlib.ts';
import { type ZstdDecoder, zstdFrames } from './zstd-frames.ts';

/** The zlib of Node knows zstd since 22.15: it is faster, above all with large windows, and stricter. */
const decode: ZstdDecoder = findZlibDecoder() ?? decodeByFzstd;

/**
 * Unpacks zstd frames (RFC 8878), any number of them, with skippable frames between.
 * @throws AppError `unreadable` when the bytes are no complete zstd stream, `limit_exceeded` for a window above 128 MiB
 */
export function unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  return decode(zstdFrames(source));
}
