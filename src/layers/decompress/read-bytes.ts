/** Takes exact numbers of bytes from a stream of chunks. */
export interface ByteReader {
  /** `count` bytes, fewer only at the end of the stream. */
  take(count: number): Promise<Buffer>;
  skip(count: number): Promise<void>;
}

export function readBytes(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function fill(count: number): Promise<void> {
    const parts = [held];
    let length = held.length;
    while (length < count) {
      const next = await chunks.next();
      if (next.done) break;
      parts.push(next.value);
      length += next.value.length;
    }
    held = parts.length === 1 ? held : Buffer.concat(parts, length);
  }

  async function take(count: number): Promise<Buffer> {
    if (held.length < count) await fill(count);
    const taken = held.subarray(0, count);
    held = held.subarray(taken.length);
    return taken;
  }

  async function skip(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      const skipped = await take(Math.min(left, 64 * 1024));
      if (skipped.length === 0) return;
      left -= skipped.length;
    }
  }

  return { take, skip };
}
