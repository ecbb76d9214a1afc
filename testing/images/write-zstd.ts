const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const MAX_BLOCK = 128 * 1024;
const WINDOW_LOG_17 = 0x38;

/**
 * A valid zstd frame (RFC 8878) of raw blocks, and of run-length blocks for stretches of one byte. Compresses nothing
 * else: Node 20 has no zstd, and tests need the framing, not the ratio.
 */
export function writeZstd(bytes: Buffer, options: { checksum?: Buffer; windowDescriptor?: number } = {}): Buffer {
  const flags = options.checksum ? 0x04 : 0;
  const header = Buffer.from([flags, options.windowDescriptor ?? WINDOW_LOG_17]);
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += MAX_BLOCK) {
    const body = bytes.subarray(at, at + MAX_BLOCK);
    blocks.push(writeBlock(body, at + MAX_BLOCK >= bytes.length));
  }
  return Buffer.concat([MAGIC, header, ...blocks, ...(options.checksum ? [options.checksum] : [])]);
}

/** A frame that readers skip. */
export function skippableZstdFrame(body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0x184d2a53, 0);
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body]);
}

function writeBlock(body: Buffer, last: boolean): Buffer {
  const first = body[0];
  const run = first !== undefined && body.length > 1 && body.equals(Buffer.alloc(body.length, first));
  const header = Buffer.alloc(3);
  header.writeUIntLE((body.length << 3) | (run ? 2 : 0) | (last ? 1 : 0), 0, 3);
  return Buffer.concat([header, run ? body.subarray(0, 1) : body]);
}
