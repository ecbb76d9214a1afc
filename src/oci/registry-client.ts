import type { Http } from '../http/index.ts';
import { AppError, type Descriptor, isAppError } from '../model/index.ts';
import { answerFailure, isHtml, notARegistry } from './answer-failure.ts';
import type { Credentials } from './authorization.ts';
import { type Call, exchange, openSession, type Session } from './exchange.ts';
import { type FoundManifest, fetchManifest } from './fetch-manifest.ts';
import { listNames } from './list-names.ts';
import { checkRepository } from './reference.ts';
import { type RetryPolicy, standardRetry } from './retry.ts';
import { fetchBlob, streamBlob } from './stream-blob.ts';

/** Bounds of one answer and of one list. */
export interface ClientLimits {
  readonly manifestBytes: number;
  readonly pages: number;
  readonly repositories: number;
  readonly tagsPerRepository: number;
}

export interface RegistryClientOptions {
  /** `https://host[:port][/path/]`; the API is expected at `v2/` below it. */
  readonly baseUrl: URL;
  /** Null: anonymous. */
  readonly credentials: Credentials | null;
  readonly http: Http;
  readonly limits: ClientLimits;
  readonly retry?: RetryPolicy;
}

/**
 * A registry of the OCI distribution-spec v1.1 or the Docker v2 API. All calls may throw egress_denied, registry_unreachable,
 * registry_unavailable, registry_rate_limited, registry_authentication_failed, registry_forbidden, registry_protocol.
 */
export interface RegistryClient {
  /** Returns when GET /v2/ succeeds; registry_not_found when there is no v2 API. */
  ping(signal?: AbortSignal): Promise<void>;
  /** All repositories as the registry names them, in pages. Throws registry_catalog_unsupported when the registry accepts the account but does not list them. */
  catalog(signal?: AbortSignal): AsyncGenerator<string[]>;
  /** All tags of a repository as the registry names them, in pages; none when the registry does not know it. */
  tags(repository: string, signal?: AbortSignal): AsyncGenerator<string[]>;
  /** A manifest by tag or digest, its digest verified. `knownDigest` avoids the transfer of what is stored already. */
  manifest(
    repository: string,
    reference: string,
    options?: { knownDigest?: string; signal?: AbortSignal },
  ): Promise<FoundManifest>;
  /** The bytes of a blob, exactly `size` of them; the reader verifies the digest. Resumes after a cut connection. */
  blob(repository: string, descriptor: Descriptor, signal?: AbortSignal): AsyncIterable<Buffer>;
  /** A whole blob of at most `maxBytes`, its digest verified; a negative size means: not known. */
  smallBlob(repository: string, descriptor: Descriptor, maxBytes: number, signal?: AbortSignal): Promise<Buffer>;
  /** Requests sent so far, those for tokens and repetitions included. */
  readonly requests: number;
}

const PING_TRIES = 2;

/** Opens a client; nothing is sent before the first call. Any number of calls may run at once. */
export function openRegistryClient(options: RegistryClientOptions): RegistryClient {
  const session = openSession({ ...options, retry: options.retry ?? standardRetry });
  const { limits } = options;
  return {
    ping: (signal) => ping(session, signal),
    catalog: (signal) => listCatalog(session, limits, signal),
    tags: (repository, signal) => listTags(session, limits, repository, signal),
    manifest: (repository, reference, wishes = {}) =>
      fetchManifest(session, { repository, reference, ...wishes }, limits.manifestBytes),
    blob: (repository, descriptor, signal) => streamBlob(session, { repository, descriptor, signal }),
    smallBlob: (repository, descriptor, maxBytes, signal) =>
      fetchBlob(session, { repository, descriptor, signal }, maxBytes),
    get requests() {
      return session.requests;
    },
  };
}

async function ping(session: Session, signal: AbortSignal | undefined): Promise<void> {
  const what = 'GET /v2/';
  const call: Call = {
    url: new URL('v2/', session.baseUrl),
    scope: null,
    what,
    headers: { accept: 'application/json' },
    signal,
  };
  const quick = { ...session.retry, tries: Math.min(PING_TRIES, session.retry.tries) };
  await exchange(
    session,
    call,
    async (answer) => {
      if (answer.status !== 200) throw await answerFailure(answer, what, session.retry.now());
      await answer.discard();
      if (isHtml(answer)) throw notARegistry(answer, what);
    },
    quick,
  );
}

async function* listCatalog(
  session: Session,
  limits: ClientLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<string[]> {
  const list = {
    path: 'v2/_catalog',
    scope: 'registry:catalog:*',
    what: 'the list of repositories',
    member: 'repositories',
    maxNames: limits.repositories,
    maxPages: limits.pages,
  } as const;
  try {
    yield* listNames(session, list, signal);
  } catch (error) {
    throw await catalogFailure(session, error, signal);
  }
}

/** A registry that accepts the account and refuses its catalog does not offer one; otherwise the account is the problem. */
async function catalogFailure(session: Session, error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  if (!isAppError(error, 'registry_authentication_failed', 'registry_forbidden', 'registry_catalog_unsupported'))
    return error;
  await ping(session, signal);
  const message = `${session.baseUrl.host} does not list its repositories; name the repositories to read in the registry's "repositories"`;
  return new AppError('registry_catalog_unsupported', message, { cause: error, subject: session.baseUrl.host });
}

function listTags(
  session: Session,
  limits: ClientLimits,
  repository: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<string[]> {
  checkRepository(repository);
  const list = {
    path: `v2/${repository}/tags/list`,
    scope: `repository:${repository}:pull`,
    what: `the tags of ${repository}`,
    member: 'tags',
    maxNames: limits.tagsPerRepository,
    maxPages: limits.pages,
  } as const;
  return listNames(session, list, signal);
}
