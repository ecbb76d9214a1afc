import { setImmediate } from 'node:timers/promises';
import { Decompress } from 'fzstd';
import { AppError } from '../../model/index.ts';
import { type ByteReader, readBytes } from './read-bytes.ts';

/**
 * A window bomb: a frame of a few bytes may ask for 3.75 TB of memory. 128 MiB is what the `zstd` tool accepts
 * without being told otherwise (RFC 8878 asks decoders for at least 8 MiB).
 */
const WINDOW_BYTES = 128 * 1024 * 1024;
const FRAME_MAGIC = 0xfd2fb528;
/** A large window makes tiny blocks slow; without pauses no timer and no signal would stop a stream of them. */
const BREATH_MS = 50;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;
const EMPTY = Buffer.alloc(0);

/**
 * Unpacks zstd frames (RFC 8878). The frames are taken apart here and the decoder gets one block at a time, so that a
 * step never gives more than the 128 KiB a block may hold, whatever a bomb promises.
 */
export async function* unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const reader = readBytes(source);
  const breathe = createBreath();
  for (let magic = await reader.take(4); magic.length > 0; magic = await reader.take(4)) {
    if (magic.length < 4) throw truncated();
    if (magic.readUInt32LE(0) === FRAME_MAGIC) yield* unpackFrame(magic, reader, breathe);
    else await skipFrame(magic, reader);
  }
}

async function* unpackFrame(magic: Buffer, reader: ByteReader, breathe: () => Promise<void>): AsyncGenerator<Buffer> {
  const { header, hasChecksum } = await readFrameHeader(reader);
  let out: Buffer[] = [];
  const decoder = new Decompress((data) => {
    if (data.length > 0) out.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  });
  push(decoder, Buffer.concat([magic, header]), false);
  for (let last = false; !last; ) {
    const block = await readBlock(reader);
    last = block.last;
    // The decoder wants the checksum, although it does not verify it.
    push(decoder, last && hasChecksum ? Buffer.concat([block.bytes, await exactly(reader, 4)]) : block.bytes, last);
    yield* out;
    out = [];
    await breathe();
  }
}

/** Pauses when a while has passed since the last time, whatever number of frames came by. */
function createBreath(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH_MS) return;
    await setImmediate();
    last = performance.now();
  };
}

async function readFrameHeader(reader: ByteReader): Promise<{ header: Buffer; hasChecksum: boolean }> {
  const descriptor = await exactly(reader, 1);
  const flags = descriptor[0] as number;
  const single = (flags & 0x20) !== 0;
  if ((flags & 0x03) !== 0) throw new AppError('unreadable', 'zstd frame needs a dictionary');
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6] as number;
  const rest = await exactly(reader, (single ? 0 : 1) + sizeBytes);
  const window = single ? contentSize(rest) : windowSize(rest[0] as number);
  if (window > WINDOW_BYTES) {
    throw new AppError('limit_exceeded', `zstd window of ${window} bytes is above ${WINDOW_BYTES}`);
  }
  return { header: Buffer.concat([descriptor, rest]), hasChecksum: (flags & 0x04) !== 0 };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSize(field: Buffer): number {
  if (field.length === 8) return Number(field.readBigUInt64LE(0));
  return field.readUIntLE(0, field.length) + (field.length === 2 ? 256 : 0);
}

async function readBlock(reader: ByteReader): Promise<{ bytes: Buffer; last: boolean }> {
  const header = await exactly(reader, 3);
  const bits = header.readUIntLE(0, 3);
  const type = (bits >> 1) & 3;
  if (type === RESERVED_BLOCK) throw new AppError('unreadable', 'zstd block has the reserved type');
  const body = await exactly(reader, type === RLE_BLOCK ? 1 : bits >> 3);
  return { bytes: Buffer.concat([header, body]), last: (bits & 1) !== 0 };
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

/** `last`: without it the decoder keeps back a frame of fewer than 18 bytes, for ever. */
function push(decoder: Decompress, bytes: Buffer, last: boolean): void {
  try {
    decoder.push(bytes, last);
  } catch (error) {
    throw new AppError('unreadable', `layer is not a valid zstd stream: ${(error as Error).message}`, { cause: error });
  }
}

function truncated(): AppError {
  return new AppError('unreadable', 'layer is not a complete zstd stream: unexpected end');
}
