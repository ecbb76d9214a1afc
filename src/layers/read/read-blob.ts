import { createHash } from 'node:crypto';
import { AppError } from '../../model/index.ts';

/** The compressed bytes of a layer on their way, counted and hashed. */
export interface BlobReader {
  /** Bytes seen so far. */
  received(): number;
  /** The first bytes (as many as the first chunks hold, at least 4 where there are that many), without consuming them. */
  head(): Promise<Buffer>;
  chunks(): AsyncGenerator<Buffer>;
  /**
   * Reads what is left, however the reading so far ended, and compares.
   * @throws AppError `digest_mismatch`
   */
  verify(): Promise<void>;
  /** Stops without reading the rest. */
  close(): Promise<void>;
}

const HEAD_BYTES = 4;

/**
 * Wraps a blob so that nobody can forget to verify it. `size` 0 or less means: unknown (schema 1 has none).
 * @throws AppError `digest_mismatch` as soon as more bytes arrive than declared: an endless body
 */
export function readBlob(bytes: AsyncIterable<Buffer>, digest: string, size: number): BlobReader {
  const source = bytes[Symbol.asyncIterator]();
  const tally = tallyBytes(digest, size);
  const held: Buffer[] = [];

  async function next(): Promise<Buffer | null> {
    const { done, value } = await source.next();
    if (done) return null;
    tally.add(value);
    return value;
  }

  async function head(): Promise<Buffer> {
    while (tally.received() < HEAD_BYTES) {
      const chunk = await next();
      if (!chunk) break;
      held.push(chunk);
    }
    return Buffer.concat(held);
  }

  async function* chunks(): AsyncGenerator<Buffer> {
    yield* held.splice(0);
    for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
  }

  async function verify(): Promise<void> {
    while (await next());
    tally.verify();
  }

  return { received: tally.received, head, chunks, verify, close: async () => void (await source.return?.()) };
}

/** Counts and hashes what arrives, and compares it with what was promised. */
function tallyBytes(digest: string, size: number) {
  const algorithm = digest.startsWith('sha512:') ? 'sha512' : 'sha256';
  const hash = createHash(algorithm);
  let received = 0;
  return {
    received: () => received,
    add(chunk: Buffer) {
      received += chunk.length;
      if (size > 0 && received > size) throw mismatch(digest, `has more than the ${size} bytes of its descriptor`);
      hash.update(chunk);
    },
    verify() {
      if (received < size) throw mismatch(digest, `ends after ${received} of ${size} bytes`);
      const measured = `${algorithm}:${hash.digest('hex')}`;
      if (measured !== digest) throw mismatch(digest, `holds other bytes: they are ${measured}`);
    },
  };
}

function mismatch(digest: string, what: string): AppError {
  return new AppError('digest_mismatch', `layer ${digest} ${what}`, { subject: digest });
}
