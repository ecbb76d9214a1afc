import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { AppError, isAppError } from '../model/index.ts';
import { connectionFailure } from './http-failure.ts';

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Where the answer came from, after redirects. */
  readonly url: URL;
  /** The body as it comes; its errors are undici's own. `chunks` maps them. */
  readonly body: Readable;
  /** The body part by part. Throws host_unreachable when it ends early. Leaving the loop ends the connection. */
  chunks(): AsyncGenerator<Buffer>;
  /** The whole body. Throws limit_exceeded above `max` bytes, host_unreachable when it ends early or takes too long in total. */
  bytes(max: number): Promise<Buffer>;
  /** Reads the rest if it is short, so that the connection can be used again; else ends the connection. Never throws. */
  discard(): Promise<void>;
}

const ENDED_EARLY = new Error('the body ended early');
const DISCARD_BYTES = 64 * 1024;
const DISCARD_MS = 1_000;

/** Wraps what undici received from `url`. `signal` is the caller's; `bytesTimeoutMs` bounds the reading of a whole body. */
export function answerOf(
  response: Dispatcher.ResponseData,
  url: URL,
  signal: AbortSignal | undefined,
  bytesTimeoutMs: number,
): HttpAnswer {
  const { statusCode: status, headers, body } = response;
  const chunks = () => readChunks(body, url, signal);
  // An error of a body that nobody reads would otherwise end the process; readers still get it.
  body.on('error', () => {});
  return {
    status,
    headers,
    url,
    body,
    chunks,
    bytes: (max) =>
      readBytes({ body, announced: Number(headers['content-length'] ?? 0), url, signal }, max, bytesTimeoutMs),
    discard: () => discard(body),
  };
}

async function* readChunks(body: Readable, url: URL, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throw connectionFailure(error, url, signal);
  } finally {
    body.destroy();
  }
}

interface Source {
  readonly body: Readable;
  readonly announced: number;
  readonly url: URL;
  readonly signal: AbortSignal | undefined;
}

/** Attacks: an endless body (bytes), one that comes byte by byte, within the idle timeout (total time). */
async function readBytes(source: Source, max: number, timeoutMs: number): Promise<Buffer> {
  const late = () => source.body.destroy(Object.assign(new Error('too slow'), { code: 'UND_ERR_BODY_TIMEOUT' }));
  const timer = setTimeout(late, timeoutMs);
  try {
    if (source.announced > max) throw tooLarge(source.url, max);
    return await collect(source, max);
  } finally {
    clearTimeout(timer);
    source.body.destroy();
  }
}

/** By events: a generator over a generator costs as much as the request itself when thousands of small bodies are read. */
function collect({ body, url, signal }: Source, max: number): Promise<Buffer> {
  const broken = (error: unknown) => (isAppError(error) ? error : connectionFailure(error, url, signal));
  if (body.destroyed) return Promise.reject(broken(body.errored ?? ENDED_EARLY));
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > max) body.destroy(tooLarge(url, max));
      else parts.push(chunk);
    });
    body.once('end', () => resolve(Buffer.concat(parts, size)));
    body.once('error', (error) => reject(broken(error)));
    body.once('close', () => body.readableEnded || reject(broken(ENDED_EARLY)));
  });
}

function tooLarge(url: URL, max: number): AppError {
  return new AppError('limit_exceeded', `the answer of ${url.host} is larger than ${max} bytes`, { subject: url.host });
}

async function discard(body: Dispatcher.ResponseData['body']): Promise<void> {
  const timer = setTimeout(() => body.destroy(), DISCARD_MS);
  await body.dump({ limit: DISCARD_BYTES }).catch(() => {});
  clearTimeout(timer);
}
