import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../model/index.ts';

/** The vendor gateway's largest body. */
export const MAX_BODY_BYTES = 12 * 1024 * 1024;
/** Bytes of all bodies held at once: large bodies of callers who are not authenticated yet must not take all memory. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;

/** Bodies up to this size are read even then, so that large bodies cannot shut out all other callers. */
const SMALL_BYTES = 64 * 1024;

const EMPTY = Buffer.alloc(0);

export interface BodyReader {
  /**
   * Reads the whole body as it came, of any method: one client signs a GET with the body `{}`. Null: too large.
   * @throws AppError `overloaded` when too many bodies are held, `unreadable` when the client stopped before the end
   */
  read(request: IncomingMessage, response: ServerResponse): Promise<Buffer | null>;
}

interface Caps {
  readonly bodyBytes: number;
  readonly heldBytes: number;
  readonly smallBytes: number;
}

const CAPS: Caps = { bodyBytes: MAX_BODY_BYTES, heldBytes: MAX_HELD_BYTES, smallBytes: SMALL_BYTES };

/** Opens the reader of one server; bytes count as held until the answer is sent or the connection is gone. */
export function openBodyReader(caps: Caps = CAPS): BodyReader {
  const held = { bytes: 0 };
  return {
    read: async (request, response) => {
      const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
      if (encoding === undefined && (length === undefined || length === '0')) return EMPTY;
      if (Number(length ?? 0) > caps.bodyBytes) return null;
      return collect(request, response, caps, held);
    },
  };
}

async function collect(
  request: IncomingMessage,
  response: ServerResponse,
  caps: Caps,
  held: { bytes: number },
): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  response.once('close', () => {
    held.bytes -= size;
  });
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      held.bytes += chunk.length;
      if (size > caps.bodyBytes) return null;
      if (size > caps.smallBytes && held.bytes > caps.heldBytes) {
        throw new AppError('overloaded', 'too many large requests at the same time');
      }
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('unreadable', 'the body ended early', { cause });
  }
  return Buffer.concat(chunks);
}
