import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../model/index.ts';
import { type ByteReader, readBytes } from './read-bytes.ts';

/** A part of a zstd frame: its header, or one block with its own header. */
export interface FramePiece {
  readonly bytes: Buffer;
  /** Bytes that the frame says it unpacks to, where it does. */
  readonly contentSize: number | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Unpacks the frames of one layer; a step gives at most what one block may hold, whatever a bomb promises. */
export type ZstdDecoder = (pieces: AsyncIterable<FramePiece>) => AsyncGenerator<Buffer>;

interface FrameHeader {
  readonly bytes: Buffer;
  readonly window: number;
  readonly contentSize: number | null;
  readonly hasChecksum: boolean;
}

/**
 * A window bomb: a frame of a few bytes may ask for 3.75 TB of memory. 128 MiB is what the `zstd` tool accepts
 * without being told otherwise (RFC 8878 asks decoders for at least 8 MiB).
 */
export const WINDOW_LOG = 27;
const WINDOW_BYTES = 2 ** WINDOW_LOG;
/** No block unpacks to more (RFC 8878, 3.1.1.2.4), nor to more than the window. */
export const BLOCK_BYTES = 128 * 1024;
const FRAME_MAGIC = 0xfd2fb528;
/** Without pauses no timer and no signal would stop a stream of tiny frames that is there already. */
const PAUSE_AFTER_MS = 50;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;
const CHECKSUM_FLAG = 0x04;
const EMPTY = Buffer.alloc(0);

/**
 * Takes zstd frames (RFC 8878) apart and checks all that can be checked without unpacking: where frames begin and end, the
 * memory they ask for, the sizes of their blocks. Decoders differ in what they make of a stream that ends too soon, of
 * bytes behind a frame and of several frames; after this none of them sees such a thing.
 *
 * Checksums are taken off: a layer is verified by its diff_id, which says more.
 * @throws AppError `unreadable` or `limit_exceeded`
 */
export async function* zstdFrames(source: AsyncIterable<Buffer>): AsyncGenerator<FramePiece> {
  const reader = readBytes(source);
  const pause = createPause();
  for (let magic = await reader.take(4); magic.length > 0; magic = await reader.take(4)) {
    if (magic.length < 4) throw truncated();
    if (magic.readUInt32LE(0) === FRAME_MAGIC) yield* piecesOf(magic, reader, pause);
    else await skipFrame(magic, reader);
    await pause();
  }
}

async function* piecesOf(magic: Buffer, reader: ByteReader, pause: () => Promise<void>): AsyncGenerator<FramePiece> {
  const header = await readFrameHeader(reader);
  const { contentSize } = header;
  yield { bytes: Buffer.concat([magic, header.bytes]), contentSize, isFirst: true, isLast: false };
  for (let isLast = false; !isLast; ) {
    const block = await readBlock(reader, Math.min(header.window, BLOCK_BYTES));
    isLast = block.isLast;
    if (isLast && header.hasChecksum) await exactly(reader, 4);
    yield { bytes: block.bytes, contentSize, isFirst: false, isLast };
    await pause();
  }
}

/** Pauses when a while has passed since the last time, whatever number of frames came by. */
function createPause(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < PAUSE_AFTER_MS) return;
    await setImmediate();
    last = performance.now();
  };
}

async function readFrameHeader(reader: ByteReader): Promise<FrameHeader> {
  const descriptor = await exactly(reader, 1);
  const flags = descriptor[0] as number;
  if ((flags & 0x03) !== 0) throw new AppError('unreadable', 'zstd frame needs a dictionary');
  if ((flags & 0x08) !== 0) throw new AppError('unreadable', 'zstd frame has the reserved bit');
  const single = (flags & 0x20) !== 0;
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  const rest = await exactly(reader, (single ? 0 : 1) + sizeBytes);
  const contentSize = sizeBytes === 0 ? null : readContentSize(rest.subarray(single ? 0 : 1));
  const window = single ? (contentSize ?? 0) : windowSize(rest[0] as number);
  if (window > WINDOW_BYTES) {
    throw new AppError('limit_exceeded', `zstd window of ${window} bytes is above ${WINDOW_BYTES}`);
  }
  const bytes = Buffer.concat([Buffer.from([flags & ~CHECKSUM_FLAG]), rest]);
  return { bytes, window, contentSize, hasChecksum: (flags & CHECKSUM_FLAG) !== 0 };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function readContentSize(field: Buffer): number {
  if (field.length === 8) return Number(field.readBigUInt64LE(0));
  return field.readUIntLE(0, field.length) + (field.length === 2 ? 256 : 0);
}

async function readBlock(reader: ByteReader, maxBytes: number): Promise<{ bytes: Buffer; isLast: boolean }> {
  const header = await exactly(reader, 3);
  const bits = header.readUIntLE(0, 3);
  const type = (bits >> 1) & 3;
  const size = bits >> 3;
  if (type === RESERVED_BLOCK) throw new AppError('unreadable', 'zstd block has the reserved type');
  if (size > maxBytes) throw new AppError('unreadable', `zstd block of ${size} bytes is above ${maxBytes}`);
  const body = await exactly(reader, type === RLE_BLOCK ? 1 : size);
  return { bytes: Buffer.concat([header, body]), isLast: (bits & 1) !== 0 };
}

async function skipFrame(magic: Buffer, reader: ByteReader): Promise<void> {
  if (magic.readUInt32LE(0) >>> 4 !== 0x184d2a5) {
    throw new AppError('unreadable', 'layer has bytes that are no zstd frame behind its frames');
  }
  await reader.skip((await exactly(reader, 4)).readUInt32LE(0));
}

async function exactly(reader: ByteReader, count: number): Promise<Buffer> {
  const bytes = count === 0 ? EMPTY : await reader.take(count);
  if (bytes.length < count) throw truncated();
  return bytes;
}

function truncated(): AppError {
  return new AppError('unreadable', 'layer is not a complete zstd stream: unexpected end');
}
