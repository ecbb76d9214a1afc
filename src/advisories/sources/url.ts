import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpAnswer } from '../../http/index.ts';
import { AppError } from '../../model/index.ts';
import { withinSeconds } from '../../process/index.ts';
import { readZip } from './read-zip.ts';
import type { OpenSource, SourceDeps, SourceFile, SourceKind, SourceLimits, WantedFiles } from './source.ts';

/** Attack: a server that sends a byte at a time. For a whole download. */
const DOWNLOAD_SECONDS = 30 * 60;

/** The fingerprint of a URL: the hash of what it answered, then the ETag that asks whether this is still so. */
const FINGERPRINT = /^url:([0-9a-f]{64}):(.*)$/s;

/** A zip or a single file over HTTP. The address may not carry a user or a password: it is shown to people. */
export const url: SourceKind = {
  name: 'URL',
  accepts: (source) => /^https?:\/\//i.test(source),
  open: (source, known, wanted, deps) =>
    withinSeconds(DOWNLOAD_SECONDS, deps.signal, (signal) => download(source, known, wanted, { ...deps, signal })),
};

async function download(
  source: string,
  known: string | null,
  wanted: WantedFiles,
  { http, limits, signal }: SourceDeps & { readonly signal: AbortSignal },
): Promise<OpenSource | 'unchanged'> {
  const address = readAddress(source);
  const [, knownHash, etag] = FINGERPRINT.exec(known ?? '') ?? [];
  const answer = await http.request(address, { signal, ...(etag ? { headers: { 'if-none-match': etag } } : {}) });
  if (answer.status === 304 && knownHash) {
    await answer.discard();
    return 'unchanged';
  }
  await refuseStatus(answer);
  return storeUnlessKnown(await openUnlinkedFile(), answer, knownHash, { wanted, limits });
}

function readAddress(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : null;
  if (!url) throw new AppError('unreadable', 'the address of the source is not a URL', { subject: source });
  if (url.username === '' && url.password === '') return url;
  throw new AppError('unreadable', 'the address of a source may not carry a user or a password', { subject: url.host });
}

async function refuseStatus({ status, url, discard }: HttpAnswer): Promise<void> {
  if (status === 200) return;
  await discard();
  throw new AppError('unreadable', `${url.host} answered ${status}`, { subject: url.host });
}

/** A temporary file that has no name any more: however this process ends, nothing stays on the disk. */
async function openUnlinkedFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'hullwatch-feed-'));
  try {
    return await open(join(folder, 'feed'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Reading {
  readonly wanted: WantedFiles;
  readonly limits: SourceLimits;
}

async function storeUnlessKnown(
  file: FileHandle,
  answer: HttpAnswer,
  knownHash: string | undefined,
  reading: Reading,
): Promise<OpenSource | 'unchanged'> {
  const close = () => file.close();
  try {
    const sha256 = await save(answer, file, reading.limits);
    if (sha256 !== knownHash) {
      const fingerprint = `url:${sha256}:${etagOf(answer)}`;
      return { fingerprint, files: () => readDownload(file, answer.url, reading), close };
    }
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  return 'unchanged';
}

/** @returns the hash of what came, in hex */
async function save(answer: HttpAnswer, file: FileHandle, limits: SourceLimits): Promise<string> {
  const hash = createHash('sha256');
  await writeFile(file, limited(answer, hash, limits.advisoryFeedBytes));
  return hash.digest('hex');
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
async function* readDownload(file: FileHandle, url: URL, { wanted, limits }: Reading): AsyncGenerator<SourceFile> {
  if ((await readStart(file, 2)).toString('latin1') === 'PK') {
    yield* readZip({ name: url.host, fd: file.fd }, wanted, limits);
    return;
  }
  const { size } = await file.stat();
  if (size > limits.advisoryBytes) throw tooLarge(url, limits.advisoryBytes);
  yield { name: url.pathname.split('/').at(-1) || url.host, bytes: await readStart(file, size) };
}

async function readStart(file: FileHandle, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), length, position: 0 });
  return buffer.subarray(0, bytesRead);
}

function tooLarge(url: URL, maxBytes: number): AppError {
  return new AppError('limit_exceeded', `the answer of ${url.host} is larger than ${maxBytes} bytes`, {
    subject: url.host,
  });
}
