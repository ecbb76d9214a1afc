import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, type HttpAnswer, type Limits } from '../../runtime/index.ts';
import type { AdvisoryFeed, FeedFile, OpenFeed } from './feed.ts';
import { readZip } from './read-zip.ts';

interface Download {
  readonly path: string;
  readonly sha256: string;
}

/** Attack: a server that sends a byte at a time. Milliseconds for a whole feed. */
const LONGEST_DOWNLOAD = 30 * 60_000;

/** The fingerprint of a URL: the hash of what it answered, then the ETag that asks whether this is still so. */
const FINGERPRINT = /^url:([0-9a-f]{64}):(.*)$/s;

/** A zip or a single OSV file over HTTP. The address may not carry a user or a password: it is shown to people. */
export const urlFeed: AdvisoryFeed = {
  name: 'URL',
  accepts: (source) => /^https?:\/\//i.test(source),
  async open(source, known, { http, limits }) {
    const url = readAddress(source);
    const [, knownHash, etag] = FINGERPRINT.exec(known ?? '') ?? [];
    const signal = AbortSignal.timeout(LONGEST_DOWNLOAD);
    const answer = await http.request(url, { signal, ...(etag ? { headers: { 'if-none-match': etag } } : {}) });
    if (answer.status === 304 && knownHash) {
      await answer.discard();
      return 'unchanged';
    }
    await refuseStatus(answer);
    return keepUnlessKnown(await mkdtemp(join(tmpdir(), 'hullwatch-feed-')), answer, knownHash, limits);
  },
};

function readAddress(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : null;
  if (!url) throw new AppError('unreadable', 'the address of the feed is not a URL', { subject: source });
  if (url.username === '' && url.password === '') return url;
  throw new AppError('unreadable', 'the address of a feed may not carry a user or a password', { subject: url.host });
}

async function refuseStatus({ status, url, discard }: HttpAnswer): Promise<void> {
  if (status === 200) return;
  await discard();
  throw new AppError('unreadable', `${url.host} answered ${status}`, { subject: url.host });
}

async function keepUnlessKnown(
  folder: string,
  answer: HttpAnswer,
  knownHash: string | undefined,
  limits: Limits,
): Promise<OpenFeed | 'unchanged'> {
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const download = await save(answer, join(folder, 'feed'), limits);
    if (download.sha256 !== knownHash) {
      const fingerprint = `url:${download.sha256}:${etagOf(answer)}`;
      return { fingerprint, files: () => readDownload(download.path, answer.url, limits), close };
    }
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  return 'unchanged';
}

async function save(answer: HttpAnswer, path: string, limits: Limits): Promise<Download> {
  const hash = createHash('sha256');
  const parts = limited(answer, hash, limits.advisoryFeedBytes);
  await pipeline(parts, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { path, sha256: hash.digest('hex') };
}

async function* limited(answer: HttpAnswer, hash: Hash, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of answer.chunks()) {
    size += part.length;
    if (size > maxBytes) throw tooLarge(answer.url, maxBytes);
    hash.update(part);
    yield part;
  }
}

function etagOf({ headers }: HttpAnswer): string {
  return typeof headers.etag === 'string' && headers.etag.length < 512 ? headers.etag : '';
}

/** Told apart by the first bytes: a zip begins with `PK`. */
async function* readDownload(path: string, url: URL, limits: Limits): AsyncGenerator<FeedFile> {
  if (await beginsLikeZip(path)) {
    yield* readZip(path, limits);
    return;
  }
  const { size } = await stat(path);
  if (size > limits.advisoryBytes) throw tooLarge(url, limits.advisoryBytes);
  yield { name: url.pathname.split('/').at(-1) || url.host, bytes: await readFile(path) };
}

async function beginsLikeZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read({ buffer: Buffer.alloc(2), length: 2, position: 0 });
    return buffer.toString('latin1') === 'PK';
  } finally {
    await file.close();
  }
}

function tooLarge(url: URL, maxBytes: number): AppError {
  return new AppError('limit_exceeded', `the feed of ${url.host} is larger than ${maxBytes} bytes`, {
    subject: url.host,
  });
}
