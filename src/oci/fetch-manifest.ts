import type { HttpAnswer } from '../http/index.ts';
import { AppError } from '../model/index.ts';
import { answerFailure, errorCode, headerText, isHtml, notARegistry } from './answer-failure.ts';
import { digestAlgorithm, digestOf, isDigest } from './digest.ts';
import { type Call, exchange, type Session } from './exchange.ts';
import { ACCEPT_MANIFESTS } from './media-types.ts';
import { type Manifest, parseManifest } from './parse-manifest.ts';
import { checkRepository, checkTag } from './reference.ts';

export type FoundManifest =
  | { readonly status: 'found'; readonly manifest: Manifest }
  | { readonly status: 'unchanged' }
  | { readonly status: 'absent' };

export interface ManifestRequest {
  readonly repository: string;
  /** A tag or a digest. */
  readonly reference: string;
  /** The digest that is stored: when the reference still has it, nothing is fetched. */
  readonly knownDigest?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Docker Hub counts each GET of a manifest as a pull, and HEAD not. */
const HEAD_FIRST = ['registry-1.docker.io', 'index.docker.io'];

/**
 * Fetches a manifest and verifies it against the requested digest and Docker-Content-Digest. Throws digest_mismatch, registry_protocol
 * (malformed names, HTML, no manifest), limit_exceeded above `maxBytes`, and the failures of `exchange`.
 */
export async function fetchManifest(
  session: Session,
  request: ManifestRequest,
  maxBytes: number,
): Promise<FoundManifest> {
  checkRepository(request.repository);
  if (!isDigest(request.reference)) checkTag(request.reference);
  if (request.knownDigest !== undefined && HEAD_FIRST.includes(session.baseUrl.hostname)) {
    const seen = await exchange(session, callFor(session, request, 'HEAD'), (answer) =>
      readHead(answer, request, session.retry.now()),
    );
    if (seen === 'unchanged') return { status: seen };
  }
  const call = callFor(session, request, 'GET');
  return exchange(session, call, (answer) => readAnswer(answer, request, maxBytes, session.retry.now()));
}

function callFor(session: Session, request: ManifestRequest, method: 'GET' | 'HEAD'): Call {
  const { repository, reference, knownDigest, signal } = request;
  const condition = knownDigest === undefined || method === 'HEAD' ? {} : { 'if-none-match': `"${knownDigest}"` };
  return {
    method,
    url: new URL(`v2/${repository}/manifests/${reference}`, session.baseUrl),
    headers: { accept: ACCEPT_MANIFESTS, ...condition },
    scope: `repository:${repository}:pull`,
    what: whatOf(request),
    signal,
  };
}

/** A 404 to HEAD has no body that tells a registry from a proxy, so GET decides whether the manifest is gone. */
async function readHead(answer: HttpAnswer, request: ManifestRequest, now: number): Promise<'unchanged' | 'ask'> {
  await answer.discard();
  if (answer.status === 404) return 'ask';
  if (answer.status !== 200) throw await answerFailure(answer, whatOf(request), now);
  return headerText(answer, 'docker-content-digest') === request.knownDigest ? 'unchanged' : 'ask';
}

async function readAnswer(
  answer: HttpAnswer,
  request: ManifestRequest,
  maxBytes: number,
  now: number,
): Promise<FoundManifest> {
  if (isHtml(answer)) {
    // A login page or proxy error of status 404 must not look like a deleted image.
    await answer.discard();
    throw notARegistry(answer, whatOf(request));
  }
  if (answer.status === 404) {
    // Nor may the 404 of a proxy whose registry is restarting: only an error code of the registry counts.
    if ((await errorCode(answer)) === null) throw notARegistry(answer, whatOf(request));
    return { status: 'absent' };
  }
  if (answer.status === 304 && request.knownDigest !== undefined) {
    await answer.discard();
    return { status: 'unchanged' };
  }
  if (answer.status !== 200) throw await answerFailure(answer, whatOf(request), now);
  const manifest = await readManifest(answer, request, maxBytes);
  return manifest.digest === request.knownDigest ? { status: 'unchanged' } : { status: 'found', manifest };
}

async function readManifest(answer: HttpAnswer, request: ManifestRequest, maxBytes: number): Promise<Manifest> {
  const bytes = await answer.bytes(maxBytes);
  const tag = isDigest(request.reference) ? undefined : request.reference;
  const manifest = parse(bytes, answer, request, tag);
  const announced = headerText(answer, 'docker-content-digest');
  const requested = isDigest(request.reference) ? request.reference : undefined;
  for (const digest of [requested, announced]) if (digest !== undefined) verify(manifest, bytes, digest, request);
  return { ...manifest, digest: requested ?? announced ?? manifest.digest };
}

function parse(bytes: Buffer, answer: HttpAnswer, request: ManifestRequest, tag: string | undefined): Manifest {
  try {
    return parseManifest(bytes, headerText(answer, 'content-type') ?? null, tag);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${whatOf(request)}: ${error.message}`, {
      cause: error,
      subject: request.repository,
    });
  }
}

function verify(manifest: Manifest, bytes: Buffer, digest: string, request: ManifestRequest): void {
  // parseManifest hashed it with sha256: of a signed schema 1 manifest only the payload.
  const isHashed = manifest.kind === 'schema1' || digestAlgorithm(digest) === 'sha256';
  const actual = isHashed ? manifest.digest : digestOf(bytes, digestAlgorithm(digest));
  if (actual === digest) return;
  throw new AppError('digest_mismatch', `${whatOf(request)} has the digest ${actual}, not ${digest}`, {
    subject: digest,
  });
}

function whatOf({ repository, reference }: ManifestRequest): string {
  return `the manifest ${repository}${isDigest(reference) ? '@' : ':'}${reference}`;
}
