import type { HttpAnswer } from '../http/index.ts';
import { AppError, type Descriptor, isAppError } from '../model/index.ts';
import { answerFailure, headerText } from './answer-failure.ts';
import { isDigest, verifyDigest } from './digest.ts';
import { asRegistryFailure, type Call, exchange, type Session } from './exchange.ts';
import { checkRepository } from './reference.ts';

export interface BlobRequest {
  readonly repository: string;
  readonly descriptor: Descriptor;
  readonly signal?: AbortSignal | undefined;
}

/** Attack: a server that cuts the connection after every byte. */
const RESUMES = 50;

/**
 * The bytes of a blob as they come, exactly `descriptor.size` of them. After a cut connection it resumes where it stopped; the reader
 * verifies the digest of the whole. `descriptor.urls` could point anywhere and are ignored.
 * Throws registry_not_found, digest_mismatch (other size than announced), registry_unreachable after 50 cuts.
 */
export async function* streamBlob(session: Session, request: BlobRequest): AsyncGenerator<Buffer> {
  checkBlob(request);
  const { size } = request.descriptor;
  let offset = 0;
  for (let resumed = 0; offset < size; resumed++) {
    const answer = await openBlob(session, request, offset);
    try {
      for await (const chunk of wanted(answer, request.descriptor, offset)) {
        offset += chunk.length;
        yield chunk;
      }
      if (offset < size) throw brokenOff(request, answer.url);
    } catch (thrown) {
      request.signal?.throwIfAborted();
      const error = asRegistryFailure(thrown);
      if (!isAppError(error, 'registry_unreachable') || resumed >= RESUMES) throw error;
    }
  }
}

/**
 * A whole blob with its digest verified; a negative size means: not known. It has the time limit of one body: a
 * registry that sends a config byte by byte must not block those that wait for it.
 * Throws limit_exceeded above `maxBytes`, digest_mismatch, and the failures of `exchange`.
 */
export async function fetchBlob(session: Session, request: BlobRequest, maxBytes: number): Promise<Buffer> {
  checkBlob(request);
  const { digest, size } = request.descriptor;
  if (size > maxBytes)
    throw new AppError('limit_exceeded', `the blob ${digest} is larger than ${maxBytes} bytes`, { subject: digest });
  const bytes = size === 0 ? Buffer.alloc(0) : await readWhole(session, request, maxBytes);
  verifyDigest(bytes, digest, `the blob of ${request.repository}`);
  return bytes;
}

function readWhole(session: Session, request: BlobRequest, maxBytes: number): Promise<Buffer> {
  const { descriptor } = request;
  const call = callFor(session, request, 0);
  return exchange(session, call, async (answer) => {
    const bytes = await (await usable(session, call, answer, descriptor, 0)).bytes(maxBytes);
    if (descriptor.size >= 0 && bytes.length !== descriptor.size)
      throw otherSize(descriptor, `${bytes.length} bytes long`);
    return bytes;
  });
}

function checkBlob({ repository, descriptor }: BlobRequest): void {
  checkRepository(repository);
  if (!isDigest(descriptor.digest)) throw new AppError('registry_protocol', `a blob of ${repository} has no digest`);
}

function openBlob(session: Session, request: BlobRequest, offset: number): Promise<HttpAnswer> {
  const call = callFor(session, request, offset);
  return exchange(session, call, (answer) => usable(session, call, answer, request.descriptor, offset));
}

function callFor(session: Session, request: BlobRequest, offset: number): Call {
  const { repository, descriptor, signal } = request;
  return {
    url: new URL(`v2/${repository}/blobs/${descriptor.digest}`, session.baseUrl),
    headers: offset === 0 ? {} : { range: `bytes=${offset}-` },
    scope: `repository:${repository}:pull`,
    what: whatOf(request),
    signal,
  };
}

/** The answer itself when its body can be read as the blob from `offset` on. */
async function usable(
  session: Session,
  call: Call,
  answer: HttpAnswer,
  descriptor: Descriptor,
  offset: number,
): Promise<HttpAnswer> {
  if (!startsAt(answer, offset)) throw await blobFailure(answer, call, session.retry.now());
  const total = totalSize(answer);
  if (total === null || total === descriptor.size || descriptor.size < 0) return answer;
  await answer.discard();
  throw otherSize(descriptor, `${total} bytes long`);
}

/** True when the body can be used: the whole from the start, or exactly the part asked for. */
function startsAt(answer: HttpAnswer, offset: number): boolean {
  if (answer.status === 200) return true;
  const range = /^bytes (\d{1,16})-/.exec(headerText(answer, 'content-range') ?? '');
  return answer.status === 206 && offset > 0 && Number(range?.[1]) === offset;
}

/** The size of the whole blob according to the answer; null when it does not say. */
function totalSize(answer: HttpAnswer): number | null {
  const header =
    answer.status === 200 ? headerText(answer, 'content-length') : headerText(answer, 'content-range')?.split('/')[1];
  return header !== undefined && /^\d{1,16}$/.test(header) ? Number(header) : null;
}

/** A storage server that rejects the signed address it was redirected to: it expired, and the next try gets a new one. */
async function blobFailure(answer: HttpAnswer, call: Call, now: number): Promise<AppError> {
  const failure = await answerFailure(answer, call.what, now);
  const expired = answer.url.origin !== call.url.origin && (answer.status === 403 || answer.status === 400);
  return expired
    ? new AppError('registry_unavailable', failure.message, { cause: failure, subject: answer.url.host })
    : failure;
}

/** The part of an answer from `offset` on: skips bytes that were read before, refuses more than the size. */
async function* wanted(answer: HttpAnswer, descriptor: Descriptor, offset: number): AsyncGenerator<Buffer> {
  let at = answer.status === 206 ? offset : 0;
  for await (const chunk of answer.chunks()) {
    const part = chunk.subarray(Math.max(0, offset - at));
    at += chunk.length;
    if (at > descriptor.size) throw otherSize(descriptor, 'longer');
    if (part.length > 0) yield part;
  }
}

function otherSize({ digest, size }: Descriptor, how: string): AppError {
  return new AppError('digest_mismatch', `the blob ${digest} should have ${size} bytes and is ${how}`, {
    subject: digest,
  });
}

function brokenOff(request: BlobRequest, url: URL): AppError {
  return new AppError('registry_unreachable', `${url.host} ended ${whatOf(request)} early`, { subject: url.host });
}

function whatOf({ repository, descriptor }: BlobRequest): string {
  return `the blob ${descriptor.digest} of ${repository}`;
}
